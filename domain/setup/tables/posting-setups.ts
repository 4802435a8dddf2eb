import { and, eq, ne, or, sql } from "drizzle-orm"
import { generalPostingSetup, purchasesSetup, vatEntry, vatPostingSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import type { RecordChange } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"
import { changed } from "@/domain/setup/is-held"

/** Which accounts are posted to: business group × product group. */
export const generalPostingSetupsDefinition: SetupDefinition = {
  slug: "general-posting-setup",
  table: generalPostingSetup,
  keys: ["genBusPostingGroup", "genProdPostingGroup"],
  fields: [
    { name: "genBusPostingGroup", kind: "reference", to: "gen-bus-posting-groups", required: true },
    { name: "genProdPostingGroup", kind: "reference", to: "gen-prod-posting-groups", required: true },
    { name: "purchaseAccountNo", kind: "account" },
    { name: "purchaseCreditMemoAccountNo", kind: "account" },
    { name: "purchaseLineDiscountAccountNo", kind: "account" },
    { name: "purchaseInvoiceDiscountAccountNo", kind: "account" },
    { name: "directCostAppliedAccountNo", kind: "account" },
    { name: "inventoryAdjustmentAccountNo", kind: "account" },
    { name: "costOfGoodsSoldAccountNo", kind: "account" },
    { name: "salesAccountNo", kind: "account" },
    { name: "salesCreditMemoAccountNo", kind: "account" },
    { name: "blocked", kind: "boolean" },
  ],
  listed: [
    "genBusPostingGroup",
    "genProdPostingGroup",
    "purchaseAccountNo",
    "purchaseCreditMemoAccountNo",
    "directCostAppliedAccountNo",
    "blocked",
  ],
}

/** Which VAT applies, and where it is posted: the partner's VAT group × the product's. */
export const vatPostingSetupsDefinition: SetupDefinition = {
  slug: "vat-posting-setup",
  table: vatPostingSetup,
  keys: ["vatBusPostingGroup", "vatProdPostingGroup"],
  fields: [
    { name: "vatBusPostingGroup", kind: "reference", to: "vat-bus-posting-groups", required: true },
    { name: "vatProdPostingGroup", kind: "reference", to: "vat-prod-posting-groups", required: true },
    { name: "description", kind: "text", maximum: 100 },
    { name: "vatIdentifier", kind: "code", required: true },
    { name: "vatCalculationType", kind: "choice", words: ["normal", "reverse_charge", "exempt"], required: true },
    { name: "vatPercent", kind: "number", decimals: 5, minimum: "0", maximum: "100", required: true },
    { name: "purchaseVatAccountNo", kind: "account", controls: "vat" },
    { name: "reverseChargeVatAccountNo", kind: "account", controls: "vat" },
    { name: "nonDeductibleVatPercent", kind: "number", decimals: 5, minimum: "0", maximum: "100" },
    { name: "nonDedVatAccountNo", kind: "account" },
    { name: "salesVatAccountNo", kind: "account", controls: "vat" },
    { name: "adjustForPaymentDiscount", kind: "boolean" },
    { name: "blocked", kind: "boolean" },
  ],
  listed: [
    "vatBusPostingGroup",
    "vatProdPostingGroup",
    "vatIdentifier",
    "vatCalculationType",
    "vatPercent",
    "purchaseVatAccountNo",
    "blocked",
  ],
  async check(tx, change) {
    const { after } = change
    const issues = await fixedByEntries(tx, change)
    const isTaxed = after.vatCalculationType !== "exempt" && !new Decimal(after.vatPercent!).isZero()
    if (after.vatCalculationType === "exempt" && !new Decimal(after.vatPercent!).isZero()) {
      issues.push({ field: "vatPercent", code: "setup.exempt_has_percent" })
    }
    if (isTaxed && after.purchaseVatAccountNo === "") issues.push({ field: "purchaseVatAccountNo", code: "required" })
    if (isTaxed && after.vatCalculationType === "reverse_charge" && after.reverseChargeVatAccountNo === "") {
      issues.push({ field: "reverseChargeVatAccountNo", code: "required" })
    }
    if (changed(change, "adjustForPaymentDiscount") && after.adjustForPaymentDiscount === "true") {
      const [setup] = await tx.select().from(purchasesSetup).where(eq(purchasesSetup.companyId, change.companyId))
      if (setup?.paymentDiscountExclVat) {
        issues.push({ field: "adjustForPaymentDiscount", code: "setup.discount_excludes_vat" })
      }
    }
    return issues
  },
}

/**
 * VAT entries find their accounts by their combination: under them neither the accounts nor the kind of VAT can change.
 * The rate may: each entry keeps the one it was posted at, and a draft that has the old one is told so.
 */
async function fixedByEntries(tx: Tx, change: RecordChange): Promise<Issue[]> {
  const { companyId, before, after } = change
  const isReversed = before?.vatCalculationType === "reverse_charge"
  const resting = ["vatCalculationType", "purchaseVatAccountNo", ...(isReversed ? ["reverseChargeVatAccountNo"] : [])]
  const fixed = resting.filter(name => changed(change, name))
  if (fixed.length === 0) return []
  const entries = await tx
    .select({ found: sql`1` })
    .from(vatEntry)
    .where(
      and(
        eq(vatEntry.companyId, companyId),
        eq(vatEntry.vatBusPostingGroup, after.vatBusPostingGroup!),
        eq(vatEntry.vatProdPostingGroup, after.vatProdPostingGroup!),
        // What bears no VAT stands on no account.
        fixed.includes("vatCalculationType")
          ? undefined
          : or(ne(vatEntry.amount, "0"), ne(vatEntry.nonDeductibleAmount, "0")),
      ),
    )
    .limit(1)
  return entries.length > 0 ? fixed.map(field => ({ field, code: "setup.vat_entries_used" })) : []
}

import { generalPostingSetup, vatPostingSetup } from "@/db/schema"
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import type { SetupDefinition } from "@/domain/setup/definition"

/** Which accounts are posted to: business group × product group. */
export const generalPostingSetups: SetupDefinition = {
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
export const vatPostingSetups: SetupDefinition = {
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
    { name: "purchaseVatAccountNo", kind: "account" },
    { name: "reverseChargeVatAccountNo", kind: "account" },
    { name: "salesVatAccountNo", kind: "account" },
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
  async check(_tx, { after }) {
    const issues: Issue[] = []
    const isTaxed = after.vatCalculationType !== "exempt" && !new Decimal(after.vatPercent!).isZero()
    if (after.vatCalculationType === "exempt" && !new Decimal(after.vatPercent!).isZero()) {
      issues.push({ field: "vatPercent", code: "setup.exempt_has_percent" })
    }
    if (isTaxed && after.purchaseVatAccountNo === "") issues.push({ field: "purchaseVatAccountNo", code: "required" })
    if (isTaxed && after.vatCalculationType === "reverse_charge" && after.reverseChargeVatAccountNo === "") {
      issues.push({ field: "reverseChargeVatAccountNo", code: "required" })
    }
    return issues
  },
}

import { and, eq } from "drizzle-orm"
import { purchasesSetup, reasonCode, vatPostingSetup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import type { RecordValues } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"

/** Why something was posted that no document says. */
export const reasonCodesDefinition: SetupDefinition = {
  slug: "reason-codes",
  table: reasonCode,
  keys: ["code"],
  fields: [
    { name: "code", kind: "code", required: true },
    { name: "description", kind: "text", maximum: 100 },
  ],
  listed: ["code", "description"],
}

/** What may be taken off with a payment, how late, and what of it concerns VAT. */
export const paymentToleranceDefinition: SetupDefinition = {
  slug: "payment-tolerance",
  table: purchasesSetup,
  keys: [],
  fields: [
    { name: "paymentDiscountGraceDays", kind: "integer", minimum: 0, maximum: 365 },
    { name: "paymentDiscountExclVat", kind: "boolean" },
    { name: "vatTolerancePercent", kind: "number", decimals: 5, minimum: "0", maximum: "100" },
    { name: "paymentTolerancePercent", kind: "number", decimals: 5, minimum: "0", maximum: "100" },
    { name: "maxPaymentToleranceAmount", kind: "number", decimals: 4, minimum: "0" },
    { name: "paymentToleranceAccountNo", kind: "account" },
    { name: "paymentToleranceReasonCode", kind: "reference", to: "reason-codes" },
    { name: "maxWriteOffAmount", kind: "number", decimals: 4, minimum: "0" },
    { name: "writeOffAccountNo", kind: "account" },
    { name: "writeOffReasonCode", kind: "reference", to: "reason-codes" },
  ],
  listed: [],
  async check(tx, { companyId, after }) {
    return [...lacking(after), ...baseProblems(after), ...(await whyNotWithoutVat(tx, companyId, after))]
  },
}

/** VAT that is worked out less the discount leaves a discount of the amount without VAT. */
function baseProblems(after: RecordValues): Issue[] {
  if (new Decimal(after.vatTolerancePercent || "0").isZero() || after.paymentDiscountExclVat === "true") return []
  return [{ field: "vatTolerancePercent", code: "setup.vat_tolerance_needs_excl_vat" }]
}

/** A limit above zero needs the account and the reason that its differences are posted with. */
function lacking(after: RecordValues): Issue[] {
  const isAbove = (name: string) => !new Decimal(after[name] || "0").isZero()
  const needed = [
    ...(isAbove("paymentTolerancePercent") || isAbove("maxPaymentToleranceAmount")
      ? ["paymentToleranceAccountNo", "paymentToleranceReasonCode"]
      : []),
    ...(isAbove("maxWriteOffAmount") ? ["writeOffAccountNo", "writeOffReasonCode"] : []),
  ]
  return needed.filter(name => after[name] === "").map(field => ({ field, code: "required" }))
}

/** A discount of the amount without VAT lessens no VAT, so both at once would say that it does. */
async function whyNotWithoutVat(tx: Tx, companyId: number, after: RecordValues): Promise<Issue[]> {
  if (after.paymentDiscountExclVat !== "true") return []
  const [adjusted] = await tx
    .select({ code: vatPostingSetup.vatIdentifier })
    .from(vatPostingSetup)
    .where(and(eq(vatPostingSetup.companyId, companyId), eq(vatPostingSetup.adjustForPaymentDiscount, true)))
    .limit(1)
  if (!adjusted) return []
  const params = { code: adjusted.code }
  return [{ field: "paymentDiscountExclVat", code: "setup.vat_adjusted_for_discount", params }]
}

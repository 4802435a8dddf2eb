import { and, eq } from "drizzle-orm"
import { purchasesSetup, vatPostingSetup } from "@/db/schema"
import type { SetupDefinition } from "@/domain/setup/definition"

/** What may be taken off with a payment, how late, and what of it concerns VAT. */
export const paymentToleranceDefinition: SetupDefinition = {
  slug: "payment-tolerance",
  table: purchasesSetup,
  keys: [],
  fields: [
    { name: "paymentDiscountGraceDays", kind: "integer", minimum: 0, maximum: 365 },
    { name: "paymentDiscountExclVat", kind: "boolean" },
  ],
  listed: [],
  // A discount of the amount without VAT lessens no VAT, so both at once would say that it does.
  async check(tx, { companyId, after }) {
    if (after.paymentDiscountExclVat !== "true") return []
    const [adjusted] = await tx
      .select({ code: vatPostingSetup.vatIdentifier })
      .from(vatPostingSetup)
      .where(and(eq(vatPostingSetup.companyId, companyId), eq(vatPostingSetup.adjustForPaymentDiscount, true)))
      .limit(1)
    if (!adjusted) return []
    const params = { code: adjusted.code }
    return [{ field: "paymentDiscountExclVat", code: "setup.vat_adjusted_for_discount", params }]
  },
}

import type { MatterRef } from "@/domain/approvals/matter"

/** What a page bound to an action, which is the client's to change: a draft's number, a payment order's, or the id of a bank account. */
export function boundMatter(bound: unknown): MatterRef {
  if (typeof bound === "object" && bound !== null && "paymentOrder" in bound)
    return { paymentOrder: String(bound.paymentOrder) }
  if (typeof bound === "object" && bound !== null && "bankAccount" in bound)
    return { bankAccount: String(bound.bankAccount) }
  return String(bound)
}

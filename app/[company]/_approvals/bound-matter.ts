import type { MatterRef } from "@/domain/approvals/matter"

/** What a page bound to an action, which is the client's to change: a draft's number, or a payment order's. */
export function boundMatter(bound: unknown): MatterRef {
  if (typeof bound === "object" && bound !== null && "paymentOrder" in bound)
    return { paymentOrder: String(bound.paymentOrder) }
  return String(bound)
}

import type { Approvable } from "@/domain/approvals/matter"
import type { Issue } from "@/domain/errors"

/** Fields that are named at most. */
const SHOWN = 5

/** Why an order may not be registered for want of an approval; none: it is approved just as it is now. */
export async function orderIssues({ matter, inForce, digest, changes }: Approvable): Promise<Issue[]> {
  const missing = matter.reviewState === "sent_back" ? "payment_order.was_rejected" : "payment_order.missing"
  if (!inForce) return [{ code: missing }]
  if (inForce.state === "pending") return [{ code: "payment_order.pending" }]
  if (inForce.digest !== digest) {
    const fields = (await changes()).slice(0, SHOWN).map(({ field }) => field.replace(/^entries\..*$/u, "entries"))
    return [...new Set(fields)].map(field => ({ code: "payment_order.changed", params: { field } }))
  }
  return matter.reviewState === "reviewed" ? [] : [{ code: missing }]
}

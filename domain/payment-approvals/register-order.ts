import { and, eq, sql } from "drizzle-orm"
import { paymentOrder } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { endApprovals } from "@/domain/approvals/in-force"
import { moveOf } from "@/domain/approvals/moves"
import { readDecidedBy } from "@/domain/approvals/told"
import { Refusal, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { lockOrder, type OrderRow, orderedPayment } from "@/domain/payment-orders/find-order"
import { orderIssues } from "@/domain/payment-orders/order-issues"
import { weighOrder } from "@/domain/payment-orders/weigh-order"
import { lockVendor } from "@/domain/payments/read-payment-setup"
import { registerIn } from "@/domain/payments/register-payment"
import { requireVersion } from "@/domain/purchase-documents/access"

/**
 * Registers the payment of an order that was approved just as it is: what is signed is worked out anew under the locks of the order and of
 * the vendor, whose bank accounts nobody answers for meanwhile. Everything else is checked as of any payment.
 *
 * @returns the payment's number
 * @throws Refusal payment_order.missing, .pending, .changed with the field, .registered by somebody quicker; as `registerPayment`
 * @throws Stale where it was changed since it was looked at; NotFound, Forbidden
 */
export async function registerOrder(actor: Actor, no: string, version: number): Promise<string> {
  authorise(actor, "purchase_invoice.post")
  return inCompany(actor.companyId, async tx => {
    const order = await lockOrder(tx, actor, no)
    requireVersion(order, version)
    await lockVendor(tx, actor.companyId, order.vendorNo)
    const of = await weighOrder(tx, order)
    const issues = await orderIssues(of)
    if (issues.length > 0) throw new Refusal(issues)
    if (!moveOf("rules", "post", order.reviewState)) throw refuse("approval.no_move")
    const paymentNo = await registerIn(tx, actor, orderedPayment(order), true)
    await end(tx, order, paymentNo)
    await recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: "payment_order.registered",
      subjectType: "payment_order",
      subjectNo: no,
      version: order.version + 1,
      data: { ...of.matter.said, paymentNo },
      tell: { userIds: [order.requestedBy].filter(userId => userId !== actor.userId) },
    })
    return paymentNo
  })
}

/**
 * Withdraws an order that is not registered: nobody is asked any more. By whoever may pay.
 *
 * @throws Refusal payment_order.registered, .withdrawn where it has ended; Stale; NotFound, Forbidden
 */
export async function withdrawOrder(actor: Actor, no: string, version: number): Promise<void> {
  authorise(actor, "purchase_invoice.post")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const order = await lockOrder(tx, actor, no)
    requireVersion(order, version)
    const { matter, inForce } = await weighOrder(tx, order)
    const told = inForce ? await readDecidedBy(tx, companyId, inForce.id) : []
    await endApprovals(tx, companyId, [no], "cancelled", [], "payment_order")
    await end(tx, order, null)
    const tell = [order.requestedBy, ...told.map(({ userId }) => userId)]
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "payment_order.withdrawn",
      subjectType: "payment_order",
      subjectNo: no,
      version: order.version + 1,
      data: matter.said,
      tell: { userIds: tell.filter(userId => userId !== actor.userId) },
    })
  })
}

async function end(tx: Tx, { companyId, id, version }: OrderRow, paymentNo: string | null): Promise<void> {
  await tx
    .update(paymentOrder)
    .set({ paymentNo, version: version + 1, endedAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(paymentOrder.companyId, companyId), eq(paymentOrder.id, id)))
}

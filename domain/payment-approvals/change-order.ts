import { and, eq, sql } from "drizzle-orm"
import { paymentOrder } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { endApprovals } from "@/domain/approvals/in-force"
import { orderColumnsAfterEdit } from "@/domain/approvals/move"
import { readDecidedBy } from "@/domain/approvals/told"
import { Refusal } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { toPlain } from "@/domain/money/decimal"
import { amountOfOrder } from "@/domain/payment-orders/amount-of-order"
import { lockOrder, orderedPayment } from "@/domain/payment-orders/find-order"
import { orderChanges, type SignedOrder } from "@/domain/payment-orders/signed-order"
import { readSignedOrder, weighOrder } from "@/domain/payment-orders/weigh-order"
import type { NewPayment } from "@/domain/payments/check-payment"
import { NEEDS_APPROVAL } from "@/domain/payments/needs-approval"
import { paymentProblems } from "@/domain/payments/register-payment"
import { requireVersion } from "@/domain/purchase-documents/access"

/** What of an order can be changed; who is paid how much for what is another order's. */
export type OrderChange = Pick<NewPayment, "bankAccountNo" | "postingDate" | "description"> & {
  /** "": as the bank transfers. */
  paymentMethodCode: string
  /** Absent: the only one that the vendor has. */
  vendorBankAccountId?: number
  externalDocumentNo: string
}

/**
 * Changes an order. What is signed voids its approval, pending or given, and the history names the field; whoever changed it never
 * approves it.
 *
 * @throws Refusal with every reason why it could not be registered so, beside its field; payment_order.registered, .withdrawn; Stale;
 *   NotFound, Forbidden
 */
export async function changeOrder(actor: Actor, no: string, version: number, change: OrderChange): Promise<void> {
  authorise(actor, "purchase_invoice.post")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const order = await lockOrder(tx, actor, no)
    requireVersion(order, version)
    const { vendorBankAccountId: _, ...kept } = orderedPayment(order)
    const payment: NewPayment = { ...kept, ...change }
    const problems = (await paymentProblems(tx, actor, payment)).filter(({ code }) => code !== NEEDS_APPROVAL)
    if (problems.length > 0) throw new Refusal(problems)
    const { matter, inForce, signed: before } = await weighOrder(tx, order)
    const signed = orderChanges(before as SignedOrder, (await readSignedOrder(tx, companyId, payment)).signed)
    const fields = signed.map(({ field }) => field)
    const told = inForce ? await readDecidedBy(tx, companyId, inForce.id) : []
    if (fields.length > 0) await endApprovals(tx, companyId, [no], "voided", fields, "payment_order")
    await tx
      .update(paymentOrder)
      .set({
        payment,
        postingDate: payment.postingDate,
        amountLcy: toPlain((await amountOfOrder(tx, companyId, payment)).amount),
        version: version + 1,
        updatedAt: sql`now()`,
        ...(fields.length > 0 && orderColumnsAfterEdit(order.reviewState)),
      })
      .where(and(eq(paymentOrder.companyId, companyId), eq(paymentOrder.id, order.id)))
    const about = { companyId, actor, subjectType: "payment_order" as const, subjectNo: no, version: version + 1 }
    await recordEvent(tx, { ...about, kind: "payment_order.changed", data: { ...matter.said, signed } })
    if (!inForce || fields.length === 0) return
    await recordEvent(tx, {
      ...about,
      kind: "approval.voided",
      data: { ...matter.said, fields },
      tell: {
        userIds: [order.requestedBy, ...told.map(({ userId }) => userId)].filter(userId => userId !== actor.userId),
      },
    })
  })
}

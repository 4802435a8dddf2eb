import { and, eq } from "drizzle-orm"
import { paymentOrder } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { onceByForm, sendingOf } from "@/domain/documents/form-once"
import { Refusal } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { amountOfOrder } from "@/domain/payment-orders/amount-of-order"
import { weighOrder } from "@/domain/payment-orders/weigh-order"
import type { NewPayment } from "@/domain/payments/check-payment"
import { NEEDS_APPROVAL } from "@/domain/payments/needs-approval"
import { paymentProblems, registerIn } from "@/domain/payments/register-payment"
import { sendIn } from "@/domain/purchase-approvals/send-for-approval"

export type PaymentMade = {
  /** Of the payment; of the order where it is one. */
  no: string
  /** It is to be approved first, and those who do are asked. */
  isOrdered: boolean
}

/**
 * Pays a vendor: registers the payment, or, from the company's amount on, writes it down as an order and sends that for approval, all in one
 * transaction. An order is checked as a payment is, when it is made and again when it is registered.
 *
 * @returns the same for a form that is sent twice as it was
 * @throws Refusal with every reason beside its field; approval.nobody_left where nobody may approve it; Forbidden
 */
export async function payVendor(actor: Actor, payment: NewPayment): Promise<PaymentMade> {
  authorise(actor, "purchase_invoice.post")
  return inCompany(actor.companyId, async tx => {
    const { formId } = payment
    if (!formId) return make(tx, actor, payment, null)
    const sending = sendingOf({ ...payment, formId })
    const no = await onceByForm(tx, actor, sending, async () => (await make(tx, actor, payment, sending)).no)
    return { no, isOrdered: await isOrderOf(tx, actor, no, sending) }
  })
}

async function make(tx: Tx, actor: Actor, payment: NewPayment, sending: string | null): Promise<PaymentMade> {
  const problems = await paymentProblems(tx, actor, payment)
  const others = problems.filter(({ code }) => code !== NEEDS_APPROVAL)
  if (others.length > 0) throw new Refusal(others)
  if (problems.length === 0) return { no: await registerIn(tx, actor, payment), isOrdered: false }
  return { no: await order(tx, actor, payment, sending), isOrdered: true }
}

async function order(tx: Tx, actor: Actor, { formId: _, ...payment }: NewPayment, sending: string | null) {
  const { companyId, userId } = actor
  const [made] = await tx
    .insert(paymentOrder)
    .values({
      companyId,
      vendorNo: payment.vendorNo,
      payment,
      currencyCode: payment.currency,
      amount: toPlain(new Decimal(payment.amount)),
      amountLcy: toPlain((await amountOfOrder(tx, companyId, payment)).amount),
      postingDate: payment.postingDate,
      requestedBy: userId,
      sending,
    })
    .returning()
  const of = await weighOrder(tx, made!)
  await recordEvent(tx, {
    companyId,
    actor,
    kind: "payment_order.made",
    subjectType: "payment_order",
    subjectNo: made!.no,
    version: made!.version,
    data: { ...of.matter.said, amount: made!.amount, currencyCode: made!.currencyCode },
  })
  await sendIn(tx, actor, of)
  return made!.no
}

async function isOrderOf(tx: Tx, { companyId, userId }: Actor, no: string, sending: string): Promise<boolean> {
  const o = paymentOrder
  const own = and(eq(o.companyId, companyId), eq(o.no, no), eq(o.sending, sending), eq(o.requestedBy, userId))
  return (await tx.$count(o, own)) > 0
}

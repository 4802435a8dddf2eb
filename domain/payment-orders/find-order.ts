import { and, eq, isNull, type SQL } from "drizzle-orm"
import { paymentOrder } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound, refuse } from "@/domain/errors"
import type { NewPayment } from "@/domain/payments/check-payment"

export type OrderRow = typeof paymentOrder.$inferSelect

/** What is paid with an order, as it was made or changed last. */
export const orderedPayment = ({ payment }: Pick<OrderRow, "payment">) => payment as unknown as NewPayment

/** @throws NotFound where the company has none; Forbidden for who sees no payments */
export async function seeOrder(tx: Tx, actor: Actor, no: string): Promise<OrderRow> {
  authorise(actor, "books.see")
  const [order] = await tx.select().from(paymentOrder).where(named(actor.companyId, no))
  if (!order) throw new NotFound(`payment order ${no}`)
  return order
}

/**
 * Locks an order for who pays: whoever comes second waits.
 *
 * @throws Refusal payment_order.registered, payment_order.withdrawn where it has ended; NotFound, Forbidden
 */
export async function lockOrder(tx: Tx, actor: Actor, no: string): Promise<OrderRow> {
  authorise(actor, "purchase_invoice.post")
  const [order] = await tx.select().from(paymentOrder).where(named(actor.companyId, no)).for("update")
  if (!order) throw new NotFound(`payment order ${no}`)
  if (order.paymentNo !== null) throw refuse("payment_order.registered", { no: order.paymentNo })
  if (order.endedAt !== null) throw refuse("payment_order.withdrawn")
  return order
}

/** Locks it for nobody in particular. @returns null where the company has none, or it has ended */
export async function lockOrderOf(tx: Tx, companyId: number, no: string): Promise<OrderRow | null> {
  const [order] = await tx
    .select()
    .from(paymentOrder)
    .where(and(named(companyId, no), isNull(paymentOrder.endedAt)))
    .for("update")
  return order ?? null
}

const named = (companyId: number, no: string): SQL | undefined =>
  and(eq(paymentOrder.companyId, companyId), eq(paymentOrder.no, no))

import { and, desc, eq, isNotNull, isNull, lt, sql } from "drizzle-orm"
import { currency, paymentOrder, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import { cutForward } from "@/domain/lists/cut-page"
import { approvesPayments } from "@/domain/payment-orders/approves-payments"

const o = paymentOrder

/** Neither registered nor withdrawn; one of both. */
export const orderStates = ["waiting", "ended"] as const
export type OrderState = (typeof orderStates)[number]

export type ListedOrder = Pick<
  typeof o.$inferSelect,
  "id" | "no" | "reviewState" | "postingDate" | "amount" | "currencyCode" | "endedAt" | "paymentNo"
> & { vendorName: string; requestedByName: string; amountDecimals: number }

/**
 * The payment orders that wait, or that have ended, the latest first.
 *
 * @param before id of the last one on the page before
 * @throws Forbidden
 */
export async function listOrders(
  actor: Actor,
  { state, before, limit }: { state: OrderState; before?: number; limit: number },
): Promise<{ orders: ListedOrder[]; next?: number }> {
  authorise(actor, "books.see")
  const { companyId } = actor
  const found = await inCompany(companyId, tx =>
    tx
      .select({
        id: o.id,
        no: o.no,
        reviewState: o.reviewState,
        postingDate: o.postingDate,
        amount: o.amount,
        currencyCode: o.currencyCode,
        endedAt: o.endedAt,
        paymentNo: o.paymentNo,
        vendorName: vendor.name,
        requestedByName: shownName(o.companyId, o.requestedBy),
        amountDecimals: currency.amountDecimals,
      })
      .from(o)
      .innerJoin(vendor, and(eq(vendor.companyId, o.companyId), eq(vendor.no, o.vendorNo)))
      .innerJoin(currency, and(eq(currency.companyId, o.companyId), eq(currency.code, o.currencyCode)))
      .where(
        and(
          eq(o.companyId, companyId),
          state === "waiting" ? isNull(o.endedAt) : isNotNull(o.endedAt),
          before === undefined ? undefined : lt(o.id, before),
        ),
      )
      .orderBy(desc(o.id))
      .limit(limit + 1),
  )
  const { rows, next } = cutForward(found, limit, ({ id }) => id)
  return { orders: rows, next }
}

/** Whether the company has, or may have, payment orders to see. @throws Forbidden */
export async function offersOrders(actor: Actor): Promise<boolean> {
  authorise(actor, "books.see")
  const [row] = await inCompany(actor.companyId, tx =>
    tx.execute<{ offers: boolean }>(sql`select ${approvesPayments(actor)} as offers`),
  )
  return row!.offers
}

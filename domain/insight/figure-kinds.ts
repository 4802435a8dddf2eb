import { type Actor, authorise, may } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import type { InsightKind } from "./figure-kind"
import { marginByCustomer } from "./margin-by-customer"
import { priceDrift } from "./price-drift"
import { purchasesByMonth, purchasesByVendor } from "./purchases"
import { requestToPosted } from "./request-to-posted"
import { overdueApprovals, queueAge } from "./waiting"

/** Every kind of figure, as they follow one another on the page. */
export const figureKinds: readonly InsightKind[] = [
  purchasesByMonth,
  purchasesByVendor,
  requestToPosted,
  queueAge,
  overdueApprovals,
  priceDrift,
  marginByCustomer,
]

/** The kinds that the actor may see. @throws Forbidden without the right to see any */
export function figureKindsOf(actor: Actor): InsightKind[] {
  authorise(actor, "insight.see")
  return figureKinds.filter(({ ofSales }) => !ofSales || may(actor, "sales_invoice.see"))
}

/**
 * @throws Forbidden without the right to see it
 * @throws NotFound where there is none of that name
 */
export function figureKindNamed(actor: Actor, name: string): InsightKind {
  authorise(actor, "insight.see")
  const kind = figureKinds.find(each => each.name === name)
  if (!kind) throw new NotFound(`figure ${name}`)
  if (kind.ofSales) authorise(actor, "sales_invoice.see")
  return kind
}

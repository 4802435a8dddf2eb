import { and, eq, type SQL } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import { type Actor, authorise, may } from "@/domain/access/actor"

/** "In Process" is the queue's to say and not one of them. */
export type RequestState = (typeof purchaseRequest.$inferSelect)["state"]

/**
 * The requests that an actor may see: all of the company's, or one's own. Another's is as if it were not there.
 *
 * @throws Forbidden for who has no business with requests at all
 */
export function requestsSeenBy(actor: Actor): SQL | undefined {
  authorise(actor, "purchase_request.see_own")
  return reach(actor, may(actor, "purchase_request.see_all"))
}

/**
 * The requests that an actor may retry and cancel.
 *
 * @throws Forbidden for who may manage none
 */
export function requestsManagedBy(actor: Actor): SQL | undefined {
  authorise(actor, "purchase_request.manage_own")
  return reach(actor, may(actor, "purchase_request.manage_all"))
}

function reach(actor: Actor, all: boolean): SQL | undefined {
  const company = eq(purchaseRequest.companyId, actor.companyId)
  return all ? company : and(company, eq(purchaseRequest.requestedBy, actor.userId))
}

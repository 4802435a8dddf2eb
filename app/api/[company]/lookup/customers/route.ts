import { findParties } from "@/app/_document-form/find-party"
import { lookupWithCards } from "@/app/_document-form/lookup"

/** Proposes customers for `?q=` while it is typed. */
export const GET = lookupWithCards("customers", (actor, text) => findParties(actor, "customer", text))

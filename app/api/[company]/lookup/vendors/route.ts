import { findParties } from "@/app/_document-form/find-party"
import { lookupWithCards } from "@/app/_document-form/lookup"

/** Proposes vendors for `?q=` while it is typed. */
export const GET = lookupWithCards("vendors", (actor, text) => findParties(actor, "vendor", text))

import { findParties } from "@/app/_document-form/find-party"
import { lookup } from "@/app/_document-form/lookup"

/** Proposes customers for `?q=` while it is typed. */
export const GET = lookup((actor, text) => findParties(actor, "customer", text))

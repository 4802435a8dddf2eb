import { findParties } from "@/app/document-form/find-party"
import { lookup } from "@/app/document-form/lookup"

/** Proposes customers for `?q=` while it is typed. */
export const GET = lookup((actor, text) => findParties(actor, "customer", text))

import { findParties } from "@/app/_document-form/find-party"
import { lookup } from "@/app/_document-form/lookup"

/** Proposes vendors for `?q=` while it is typed. */
export const GET = lookup((actor, text) => findParties(actor, "vendor", text))

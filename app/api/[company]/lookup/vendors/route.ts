import { findParties, recentParties } from "@/app/_document-form/find-party"
import { keepsPicks } from "@/app/_document-form/keeps-picks"
import { lookupWithCards } from "@/app/_document-form/lookup"

/** Proposes vendors for `?q=` while it is typed; of a blank one those that were chosen last. */
export const GET = lookupWithCards("vendors", (actor, text) =>
  text.trim() === "" ? recentParties(actor, "vendor") : findParties(actor, "vendor", text),
)

/** Keeps the number of who was chosen. */
export const POST = keepsPicks("vendor")

import { findParties, recentParties } from "@/app/_document-form/find-party"
import { keepsPicks } from "@/app/_document-form/keeps-picks"
import { lookupWithCards } from "@/app/_document-form/lookup"

/** Proposes customers for `?q=` while it is typed; of a blank one those that were chosen last. */
export const GET = lookupWithCards("customers", (actor, text) =>
  text.trim() === "" ? recentParties(actor, "customer") : findParties(actor, "customer", text),
)

/** Keeps the number of who was chosen. */
export const POST = keepsPicks("customer")

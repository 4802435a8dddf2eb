import { itemCandidate } from "@/app/_document-form/find-items"
import { lookup } from "@/app/_document-form/lookup"
import { findItems } from "@/domain/items/find-items"

/** Proposes items for `?q=` while it is typed; `?for=purchase` also bars those blocked for purchasing. */
export const GET = lookup(async (actor, text, search) => {
  const found = await findItems(actor, text)
  return found.map(item => itemCandidate(item, search.get("for") === "purchase"))
})

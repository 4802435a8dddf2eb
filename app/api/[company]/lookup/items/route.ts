import { getTranslations } from "next-intl/server"
import { itemCandidate, itemToBuyCandidate } from "@/app/_document-form/find-items"
import { lookup } from "@/app/_document-form/lookup"
import { issueSentences } from "@/app/issue-sentences"
import { findItems } from "@/domain/items/find-items"
import { lookUpItems } from "@/domain/purchase-documents/look-up-items"

/**
 * Proposes items for `?q=` while it is typed; `?for=purchase` also bars those blocked for purchasing, `?draft=` ranks and prices
 * them for the vendor of that draft.
 */
export const GET = lookup(async (actor, text, search) => {
  const draft = search.get("draft")
  if (draft !== null) {
    const found = await lookUpItems(actor, draft, text)
    const [t, say] = [await getTranslations("documents"), await issueSentences()]
    return found.items.map(item => itemToBuyCandidate(item, found, actor.language, t, say))
  }
  const found = await findItems(actor, text)
  return found.map(item => itemCandidate(item, search.get("for") === "purchase"))
})

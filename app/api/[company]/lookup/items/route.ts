import { getTranslations } from "next-intl/server"
import { itemCandidate, itemToBuyCandidate } from "@/app/_document-form/find-items"
import { keepsPicks } from "@/app/_document-form/keeps-picks"
import { lookupWithCards } from "@/app/_document-form/lookup"
import { issueSentences } from "@/app/issue-sentences"
import type { Actor } from "@/domain/access/actor"
import { type FoundItem, findItems, findNamedItems } from "@/domain/items/find-items"
import { Decimal } from "@/domain/money/decimal"
import { parseNumber } from "@/domain/money/parse-number"
import { lookUpItems } from "@/domain/purchase-documents/look-up-items"
import { recentPicks } from "@/domain/recent-picks/recent-picks"
import type { Language } from "@/language/language"

/**
 * Proposes items for `?q=` while it is typed; `?for=purchase` also bars those blocked for purchasing, `?draft=` ranks and prices
 * them for the vendor of that draft, at `&quantity=` as it stands in the line. Of a blank text: what was chosen last.
 */
export const GET = lookupWithCards("items", async (actor, text, search) => {
  const draft = search.get("draft")
  if (draft !== null) {
    const found = await lookUpItems(actor, draft, text, quantityIn(search.get("quantity") ?? "", actor.language))
    const [t, say] = [await getTranslations("documents"), await issueSentences()]
    return found.items.map(item => itemToBuyCandidate(item, found, actor.language, t, say))
  }
  const found = text.trim() === "" ? await recentItems(actor) : await findItems(actor, text)
  return found.map(item => itemCandidate(item, search.get("for") === "purchase"))
})

/** Keeps the number of what was chosen. */
export const POST = keepsPicks("item")

async function recentItems(actor: Actor): Promise<FoundItem[]> {
  const nos = await recentPicks(actor, "item")
  const found = await findNamedItems(actor, nos)
  return nos.flatMap(no => found.get(no) ?? []).filter(({ no }) => nos.includes(no))
}

/** Undefined where the line has none yet, or nothing that is one. */
function quantityIn(text: string, language: Language): Decimal | undefined {
  const typed = parseNumber(text, language, { decimals: 5 })
  const quantity = typed.ok ? new Decimal(typed.value) : undefined
  return quantity?.gt(0) ? quantity : undefined
}

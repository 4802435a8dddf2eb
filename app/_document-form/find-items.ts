import "server-only"
import type { Candidate } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import { type FoundItem, findItemsOfEach, findNamedItems } from "@/domain/items/find-items"

/** An item to choose: its number goes into the field, its name beside it. */
export function itemCandidate(item: FoundItem, buying: boolean): Candidate {
  return {
    value: item.no,
    label: item.description,
    hint: [item.no, item.vendorItemNo].filter(Boolean).join(", "),
    disabled: item.blocked || (buying && item.purchasingBlocked),
  }
}

/** Texts that a search is made for at once; the others are told to wait until those are corrected. */
const SEARCHED_AT_ONCE = 20

/** What a text was found to mean: one, or those it may mean, the best first; null where it was not looked for yet. */
export type Meant<Found> = { one: Found } | { candidates: Candidate[] } | null

/**
 * The items that texts name: by number, vendor item number or whole name. Two statements at most, and a bounded number of
 * searches, whatever the number of texts.
 *
 * @param buying items blocked for purchasing cannot be chosen
 */
export async function resolveItems(
  actor: Actor,
  texts: readonly string[],
  buying: boolean,
): Promise<Map<string, Meant<FoundItem>>> {
  const distinct = [...new Set(texts)]
  const named = await findNamedItems(actor, distinct)
  const unnamed = distinct.filter(text => !named.has(text)).slice(0, SEARCHED_AT_ONCE)
  const found = await findItemsOfEach(actor, unnamed)
  const searched = new Set(unnamed)
  const meant = (text: string): Meant<FoundItem> => {
    const one = named.get(text)
    if (one) return { one }
    if (!searched.has(text)) return null
    return { candidates: (found.get(text) ?? []).map(item => itemCandidate(item, buying)) }
  }
  return new Map(distinct.map(text => [text, meant(text)]))
}

import "server-only"
import type { Candidate } from "@/components/document-form/view"
import type { Actor } from "@/domain/access/actor"
import { type FoundItem, findItems, namedItem } from "@/domain/items/find-items"

/** An item to choose: its number goes into the field, its name beside it. */
export function itemCandidate(item: FoundItem, buying: boolean): Candidate {
  return {
    value: item.no,
    label: item.description,
    hint: [item.no, item.vendorItemNo].filter(Boolean).join(", "),
    disabled: item.blocked || (buying && item.purchasingBlocked),
  }
}

/**
 * The item that a text names: by number, vendor item number or whole name.
 *
 * @param buying items blocked for purchasing cannot be chosen
 * @returns the item, or those the text may mean, the best first
 */
export async function resolveItem(
  actor: Actor,
  text: string,
  buying: boolean,
): Promise<{ item: FoundItem } | { candidates: Candidate[] }> {
  const found = await findItems(actor, text)
  const item = namedItem(text, found)
  return item ? { item } : { candidates: found.map(each => itemCandidate(each, buying)) }
}

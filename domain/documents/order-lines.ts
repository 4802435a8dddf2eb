/** Puts the order of a page's lines, as somebody left it, into the order the document has by now. */
import type { EditedLine } from "./draft"

/**
 * Lines that kept their order on the page stay where they are in the document (where others may have put them). Those
 * that were moved, and the new ones, follow the line they follow on the page; a first one goes before the next that
 * stayed.
 *
 * @param stored the ids of the document's lines in their order, without the deleted ones
 * @param loaded the ids of the page when it was loaded, in order
 * @param page the form's lines in order, new ones among them
 * @returns all ids in their new order, and which of those that were there were moved by hand
 */
export function orderLines(
  stored: readonly string[],
  loaded: readonly string[],
  page: readonly string[],
): { order: string[]; moved: Set<string> } {
  const place = new Map(loaded.map((id, index) => [id, index]))
  const there = new Set(stored)
  const known = page.filter(id => there.has(id) && place.has(id))
  const stayed = longestRising(known, id => place.get(id) ?? 0)
  const moved = new Set(known.filter(id => !stayed.has(id)))
  const following = new Map<string | null, string[]>()
  let anchor: string | null = null
  const leading: string[] = []
  let before: string | null = null
  for (const id of page) {
    if (stayed.has(id)) {
      anchor = id
      before ??= id
    } else if (anchor === null) leading.push(id)
    else following.set(anchor, [...(following.get(anchor) ?? []), id])
  }
  const carried = new Set(page.filter(id => !stayed.has(id)))
  const order: string[] = []
  for (const id of stored) {
    if (carried.has(id)) continue
    if (id === before) order.push(...leading)
    order.push(id, ...(following.get(id) ?? []))
  }
  // Nothing on the page stayed (it was empty, or all of it is gone): behind the last line.
  if (before === null) order.push(...leading)
  return { order, moved }
}

/** The longest choice of items, in order, whose ranks only rise: what has to move is then as little as possible. */
function longestRising(items: readonly string[], rank: (id: string) => number): Set<string> {
  const tails: number[] = []
  const previous: (number | undefined)[] = []
  items.forEach((id, index) => {
    const own = rank(id)
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (rank(items[tails[middle]!]!) < own) low = middle + 1
      else high = middle
    }
    previous[index] = low > 0 ? tails[low - 1] : undefined
    tails[low] = index
  })
  const chosen = new Set<string>()
  for (let at = tails.at(-1); at !== undefined; at = previous[at]) chosen.add(items[at]!)
  return chosen
}

/** Carries out the moves to a place on another page. @param lineNos numbers of the stored lines, by id */
export function moveLines(
  order: readonly string[],
  lines: readonly EditedLine[],
  lineNos: ReadonlyMap<string, number>,
): { order: string[]; moved: Set<string> } {
  const moved = new Set<string>()
  let next = [...order]
  for (const { id, moveTo } of lines) {
    if (moveTo === undefined || !next.includes(id)) continue
    const rest = next.filter(other => other !== id)
    const at = rest.findIndex(other => (lineNos.get(other) ?? 0) >= moveTo)
    rest.splice(at < 0 ? rest.length : at, 0, id)
    next = rest
    moved.add(id)
  }
  return { order: next, moved }
}

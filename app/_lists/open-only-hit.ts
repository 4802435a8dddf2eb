import "server-only"
import { redirect } from "next/navigation"
import { parameter, type Search } from "./list-address"

/**
 * Opens the one record that a search found, where it was searched with Enter (components/list-filters.tsx). The address
 * of the search is none to come back to, so Back leads to where it was searched.
 *
 * @param hits what the page would show
 * @param address of a hit
 */
export function openOnlyHit<Hit>(search: Search, hits: readonly Hit[], address: (hit: Hit) => string): void {
  const [hit] = hits
  if (hit !== undefined && hits.length === 1 && parameter(search, "open") && !parameter(search, "cursor")) {
    redirect(address(hit))
  }
}

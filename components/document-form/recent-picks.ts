import type { Candidate } from "./view"

/** As many as a list shows. */
const MOST = 10

/** What was chosen in this tab by a lookup, the latest first. @param lookup its address, which names the company */
export function recentOf(lookup: string): Candidate[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(lookup)) ?? "[]")
    return Array.isArray(kept) ? (kept as Candidate[]).slice(0, MOST) : []
  } catch {
    return []
  }
}

/** Keeps what was chosen, for the next time the list is opened before a letter is typed. */
export function keepRecent(lookup: string, { value, label, card }: Candidate): void {
  try {
    const others = recentOf(lookup).filter(other => other.value !== value)
    sessionStorage.setItem(keyOf(lookup), JSON.stringify([{ value, label, card }, ...others].slice(0, MOST)))
  } catch {
    // A browser that keeps nothing shows none.
  }
}

const keyOf = (lookup: string) => `inkoop.recent ${lookup.split("?", 1)[0]}`

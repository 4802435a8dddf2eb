import type { Candidate } from "./view"

/**
 * Tells the server what was chosen, for the next time the list is opened before a letter is typed. Not waited for: a pick that is lost is
 * proposed later than it might be.
 *
 * @param lookup address that proposed it
 */
export function keepRecent(lookup: string, { value, no = value }: Candidate): void {
  void fetch(lookup.split("?", 1)[0]!, { method: "POST", body: JSON.stringify({ no }), keepalive: true }).catch(
    () => {},
  )
}

/** What of a draft is shown beside what is signed, and became another since it was sent. Pure. */
import { besideOf, type DraftRow, type SignedChange } from "./signed"

/** What of it became another. @param kept as it was when it was sent */
export function besideChanges(kept: ReturnType<typeof besideOf>, header: DraftRow): SignedChange[] {
  const text = (value: unknown) => (value === null || value === undefined ? "" : String(value))
  return Object.entries(besideOf(header))
    .filter(([name, value]) => text(kept[name]) !== text(value))
    .map(([name, value]) => ({ field: `header.${name}`, before: text(kept[name]), after: text(value) }))
}

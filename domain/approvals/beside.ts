/** What is shown beside what is signed, and became another since it was sent. Pure. */
import type { SignedChange } from "./signed"

/** What of it became another. @param kept as it was when it was sent @param now as it is */
export function besideChanges(kept: Record<string, unknown>, now: Record<string, unknown>): SignedChange[] {
  const text = (value: unknown) => (value === null || value === undefined ? "" : String(value))
  return Object.entries(now)
    .filter(([name, value]) => text(kept[name]) !== text(value))
    .map(([name, value]) => ({ field: `header.${name}`, before: text(kept[name]), after: text(value) }))
}

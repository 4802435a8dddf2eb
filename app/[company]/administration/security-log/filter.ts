import { type Search, word } from "@/app/_lists/list-address"
import { dateAsTyped } from "@/app/[company]/administration/typed-date"
import { securityKinds } from "@/domain/security-log/kinds"
import type { SecurityLogFilter } from "@/domain/security-log/list-security-log"

/** What the address of the security log, or of its file, asks for. */
export function securityFilterIn(search: Search, users: readonly { userId: number }[], timeZone: string) {
  const person = word(
    search,
    "person",
    users.map(({ userId }) => String(userId)),
  )
  const kind = word(search, "kind", securityKinds)
  const dates = { from: dateAsTyped(search, "from", timeZone), to: dateAsTyped(search, "to", timeZone) }
  const filter: SecurityLogFilter = {
    userId: person ? Number(person) : undefined,
    kind,
    from: dates.from.date,
    to: dates.to.date,
  }
  return { filter, person, kind, dates }
}

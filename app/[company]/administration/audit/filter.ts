import { parameter, type Search, word } from "@/app/_lists/list-address"
import { dateAsTyped } from "@/app/[company]/administration/typed-date"
import { type AuditFilter, auditChoices } from "@/domain/history/list-audit"

/** What the address of the audit's page, or of its file, asks for. */
export function auditFilterIn(search: Search, people: readonly { userId: number }[], timeZone: string) {
  const person = word(
    search,
    "person",
    people.map(({ userId }) => String(userId)),
  )
  const subject = word(search, "subject", auditChoices)
  const no = parameter(search, "no")?.trim() || undefined
  const dates = { from: dateAsTyped(search, "from", timeZone), to: dateAsTyped(search, "to", timeZone) }
  const filter: AuditFilter = {
    userId: person ? Number(person) : undefined,
    subject,
    no,
    from: dates.from.date,
    to: dates.to.date,
  }
  return { filter, person, dates }
}

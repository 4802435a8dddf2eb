import { monthNames } from "@/language/date-format"
import { languages } from "@/language/language"

/** Every way a month is written, without case; what months disagree on is left out. */
const months = new Map<string, number>()
const ambiguous = new Set<string>()

const inFull = [...languages, "de"].flatMap(language => [namesOf(language, "long"), namesOf(language, "short")])
for (const names of [...inFull, ...inFull.map(each => each.map(name => name.slice(0, 3)))]) {
  for (const [index, name] of names.entries()) {
    const plain = plainMonth(name)
    if ((months.get(plain) ?? index + 1) !== index + 1) ambiguous.add(plain)
    months.set(plain, index + 1)
  }
}
for (const name of ambiguous) months.delete(name)
// As German spreadsheets and keyboards without an umlaut have it, and English ones.
for (const [name, month] of [
  ["mrz", 3],
  ["maerz", 3],
  ["sept", 9],
] as const)
  months.set(name, month)

function namesOf(language: string, month: "long" | "short"): string[] {
  const own = languages.find(each => each === language)
  if (own) return monthNames(own)[month]
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month, timeZone: "UTC" })
  return Array.from({ length: 12 }, (_, index) => {
    return format.formatToParts(Date.UTC(2026, index, 3)).find(({ type }) => type === "month")?.value ?? ""
  })
}

function plainMonth(name: string): string {
  return name.toLowerCase().replace(/\.$/u, "")
}

/** The month of that name, in full or abbreviated, in English, Dutch or German; undefined: none has it. */
export function monthOf(name: string): number | undefined {
  return months.get(plainMonth(name))
}

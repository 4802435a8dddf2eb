import { formatDate, formatInstant } from "./date-format"

type Params = Readonly<Record<string, string | number>>

/** An issue's params as its sentence shows them: a date or an instant among them in the reader's way. */
export function issueParams(
  params: Params | undefined,
  language: string,
  timeZone: string,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [name, shown(value, language, timeZone)]),
  )
}

function shown(value: string | number, language: string, timeZone: string): string | number {
  if (typeof value === "number") return value
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value, language)
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return formatInstant(new Date(value), timeZone, language)
  return value
}

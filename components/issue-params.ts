import { formatDate, formatInstant } from "@/language/date-format"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { argumentKind } from "@/messages/argument-kinds"

type Params = Readonly<Record<string, string | number>>

/**
 * An issue's params as its sentence, `errors.<code>`, shows them: amounts, numbers, dates and instants in the reader's way, by
 * what messages/argument-kinds.ts says of their names; what was typed stays as it was typed.
 *
 * @param decimals of the currency that the amounts are in; absent: as many as the amounts come with
 */
export function issueParams(
  { code, params = {} }: { code: string; params?: Params },
  language: Language,
  timeZone: string,
  decimals?: number,
): Record<string, string | number> {
  const amounts = Object.entries(params).filter(([name]) => argumentKind(code, name) === "amount")
  const places = decimals ?? placesOf(amounts.map(([, value]) => String(value)))
  const shown = ([name, value]: [string, string | number]): [string, string | number] => {
    const kind = argumentKind(code, name)
    if (kind === "count" || typeof value === "number") return [name, value]
    if (kind === "amount") return [name, inFigures(value, language, places, Math.max(places, placesOf([value])))]
    if (kind === "number") return [name, inFigures(value, language, 0, placesOf([value]))]
    if (kind === "date" && /^\d{4}-\d{2}-\d{2}$/u.test(value)) return [name, formatDate(value, language)]
    const isInstant = kind !== "date" && name !== "typed" && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/u.test(value)
    return [name, isInstant ? formatInstant(new Date(value), timeZone, language) : value]
  }
  return Object.fromEntries(Object.entries(params).map(shown))
}

/** Most decimals among amounts; one that has some has two at least. */
function placesOf(values: readonly string[]): number {
  const most = Math.max(0, ...values.map(value => value.split(".")[1]?.length ?? 0))
  return most === 1 ? 2 : most
}

/** What is no number stays. */
function inFigures(value: string, language: Language, min: number, max: number): string {
  return /^-?\d+(\.\d+)?$/u.test(value) ? formatNumber(value, language, { min, max }) : value
}

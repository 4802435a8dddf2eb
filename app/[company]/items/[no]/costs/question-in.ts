import "server-only"
import { parameter, type Search } from "@/app/_lists/list-address"
import type { Comparable } from "@/domain/cost-comparison/compare-costs"
import type { CostQuestion } from "@/domain/cost-comparison/vendor-offer"
import { type IsoDate, today } from "@/domain/dates/date"
import { parseDate } from "@/domain/dates/parse-date"
import type { Issue } from "@/domain/errors"
import { Decimal, ONE } from "@/domain/money/decimal"
import { parseNumber } from "@/domain/money/parse-number"
import type { Language } from "@/language/language"

export type AskedCost = {
  /** Null: something cannot be read. */
  question: CostQuestion | null
  /** By parameter of the address. */
  issues: Record<string, Issue | undefined>
}

/** What the address asks, in the reader's way of writing; of one base unit today where it does not say. */
export function costQuestionIn(
  search: Search,
  of: Comparable,
  { language, timeZone }: { language: Language; timeZone: string },
): AskedCost {
  const quantity = quantityIn(parameter(search, "quantity")?.trim(), language)
  const date = dateIn(parameter(search, "date")?.trim(), today(timeZone))
  const issues = { quantity: issueOf(quantity), date: issueOf(date) }
  if ("issue" in quantity || "issue" in date) return { question: null, issues }
  const unit = parameter(search, "unit") ?? ""
  const currency = parameter(search, "currency") ?? ""
  const question = {
    itemNo: of.no,
    quantity: quantity.value,
    unitOfMeasureCode: of.units.includes(unit) ? unit : of.units[0]!,
    date: date.value,
    currencyCode: of.currencies.includes(currency) ? currency : null,
  }
  return { question, issues }
}

type Read<Value> = { value: Value } | { issue: Issue }

const issueOf = (read: Read<unknown>) => ("issue" in read ? read.issue : undefined)

function quantityIn(typed: string | undefined, language: Language): Read<Decimal> {
  if (!typed) return { value: ONE }
  const parsed = parseNumber(typed, language, { decimals: 5, integerDigits: 12 })
  if (!parsed.ok) return { issue: { code: `number_${parsed.reason}`, params: { typed } } }
  const value = new Decimal(parsed.value)
  return value.lte(0) ? { issue: { code: "setup.not_above", params: { above: "0" } } } : { value }
}

function dateIn(typed: string | undefined, day: IsoDate): Read<IsoDate> {
  if (!typed) return { value: day }
  const parsed = parseDate(typed, day)
  return parsed.ok ? parsed : { issue: { code: `date_${parsed.reason}`, params: { typed } } }
}

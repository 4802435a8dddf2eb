import type { FormLine, LineFacts, PriceField } from "@/components/document-form/view"
import { type EditedLine, isServiceCharge, lineIdOf } from "@/domain/documents/draft"
import {
  type DraftLine,
  INTEGER_DIGITS,
  isNumberField,
  type LineField,
  type LineValues,
  lineField,
  lineFields,
  lineTexts,
} from "@/domain/documents/line-fields"
import type { Issue } from "@/domain/errors"
import { decimalsIn, parseNumber } from "@/domain/money/parse-number"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"

/** What the texts of a document's form mean to this reader. */
export type Reader = {
  language: Language
  /** The company's, for what is left out of a date. */
  today: string
  priceField: PriceField
  /** Decimals that an amount of the document's currency has; a price or cost is shown with as many at least. */
  amountDecimals: number
  currencyCode: string
  /** What the document's currency may be changed to. */
  currencies: readonly ReaderCurrency[]
}

type ReaderCurrency = { code: string; amountDecimals: number }

/** How the same reader reads a document in that currency; as before where the company has none of that code. */
export function inCurrency(reader: Reader, code: string | undefined): Reader {
  const chosen = reader.currencies.find(currency => currency.code === code?.trim())
  if (!chosen) return reader
  return { ...reader, currencyCode: chosen.code, amountDecimals: chosen.amountDecimals }
}

/** How a field is called in the form. */
export const formField = (field: LineField, priceField: PriceField) => (field === "price" ? priceField : field)

/** A stored value as it stands in its field. */
export function shownValue(field: LineField, value: string, reader: Reader): string {
  // A number that was left blank is one, not a nought.
  if (value === "" || !isNumberField(field)) return value
  if (field === "lineDiscountPercent" && value === "0") return ""
  const min = field === "price" ? reader.amountDecimals : 0
  return formatNumber(value, reader.language, { min, grouping: false })
}

/** A line as its row of the form shows it, numbers and dates as the reader writes them. */
export function shownLine(line: EditedLine | DraftLine, reader: Reader): FormLine {
  const values = "lineId" in line ? lineTexts(line) : line.values
  const shown = Object.entries(values).map(([name, value]) => {
    const field = name as LineField
    // On a new line a blank asks for the default.
    const isTypedZero = value === "0" && !("lineId" in line) && lineIdOf(line.id) === null
    return [formField(field, reader.priceField), isTypedZero ? value : shownValue(field, value, reader)]
  })
  if ("lineId" in line) return { id: String(line.lineId), type: line.type, values: Object.fromEntries(shown) }
  if (line.moveTo !== undefined) shown.push(["moveTo", String(line.moveTo)])
  if (line.chosenAnew) shown.push(["chosen", "yes"])
  return { id: line.id, type: line.type, values: Object.fromEntries(shown) }
}

/** What is stored of each line of the page, by id. */
export function factsOf(lines: readonly DraftLine[], reader: Reader): Record<string, LineFacts> {
  const { language, amountDecimals } = reader
  const facts = lines.map((line): [string, LineFacts] => [
    String(line.lineId),
    {
      lineNo: line.lineNo,
      vatPercent:
        line.type === "comment" || line.no === null ? "" : `${formatNumber(line.vatPercent, language)}\u00a0%`,
      vatCalculationType: line.vatCalculationType,
      lineAmount: formatNumber(line.lineAmount, language, { min: amountDecimals }),
      stored: shownLine(line, reader).values,
      isKept: isServiceCharge(line),
    },
  ])
  return Object.fromEntries(facts)
}

/** The values a line's texts stand for; what is no number is an issue beside its field. */
export function readLine(line: FormLine, reader: Reader): { line: EditedLine; issues: Issue[] } {
  const values: LineValues = {}
  const issues: Issue[] = []
  let priceDecimals: number | undefined
  for (const field of lineFields) {
    const name = formField(field, reader.priceField)
    const typed = line.values[name]
    if (typed === undefined) continue
    const said = lineField[field]
    if (!("decimals" in said) || typed.trim() === "") {
      values[field] = typed
      continue
    }
    const parsed = parseNumber(typed, reader.language, { decimals: said.decimals, integerDigits: INTEGER_DIGITS })
    if (parsed.ok) values[field] = parsed.value
    if (parsed.ok && field === "price") priceDecimals = decimalsIn(typed, reader.language)
    else if (!parsed.ok)
      issues.push({ field: `lines.${line.id}.${name}`, code: `number_${parsed.reason}`, params: { typed } })
  }
  const read: EditedLine = { id: line.id, type: line.type, values, priceDecimals }
  if (line.values.chosen === "yes") read.chosenAnew = true
  const target = line.values.moveTo?.trim() ?? ""
  if (target === "") return { line: read, issues }
  const place = parseNumber(target, reader.language, { decimals: 0, integerDigits: 9 })
  if (!place.ok) {
    issues.push({ field: `lines.${line.id}.moveTo`, code: `number_${place.reason}`, params: { typed: target } })
    return { line: read, issues }
  }
  return { line: { ...read, moveTo: Number(place.value) }, issues }
}

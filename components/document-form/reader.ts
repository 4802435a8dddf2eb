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
import { decimalsIn, type NumberLimits } from "@/domain/money/parse-number"
import { readNumberOrSum } from "@/domain/money/read-sum"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import type { FormLine, LineFacts, PriceField } from "./view"

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
  const min = ["price", "amount"].includes(lineField[field].kind) ? reader.amountDecimals : 0
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
      lineDiscountAmount: formatNumber(line.lineDiscountAmount, language, { min: amountDecimals }),
      stored: shownLine(line, reader).values,
      isKept: isServiceCharge(line),
    },
  ])
  return Object.fromEntries(facts)
}

/** The values a line's texts stand for; what is no number is an issue beside its field. */
export function readLine(line: FormLine, reader: Reader): { line: EditedLine; issues: Issue[] } {
  const { issues, ...read } = readValues(line, reader)
  const edited: EditedLine = { id: line.id, type: line.type, ...read }
  if (line.values.chosen === "yes") edited.chosenAnew = true
  const place = readPlace(line, reader)
  if (place?.ok) edited.moveTo = Number(place.value)
  if (place?.ok === false) issues.push(place.issue)
  return { line: edited, issues }
}

type ReadNumber = { ok: true; value: string } | { ok: false; issue: Issue }

function readValues(line: FormLine, reader: Reader) {
  const values: LineValues = {}
  const issues: Issue[] = []
  let priceDecimals: number | undefined
  const given = new URLSearchParams(line.values.given)
  for (const field of lineFields) {
    const name = formField(field, reader.priceField)
    const typed = line.values[name]
    // What the program filled in is not typed: it asks for the default.
    if (typed === undefined || given.get(name) === typed) continue
    const read = readValue(field, `lines.${line.id}.${name}`, typed, reader)
    if (!read.ok) {
      issues.push(read.issue)
      continue
    }
    values[field] = read.value
    if (field === "price" && typed.trim() !== "") priceDecimals = decimalsIn(typed, reader.language)
  }
  // A typed cost is that of as many units as stood beside it, even where the program put them there.
  const per = given.get("pricePer")
  if (values.price && per && line.values.pricePer === per) values.pricePer = per
  return { values, issues, priceDecimals }
}

/** Of a field without a number, or left blank, the text itself. */
function readValue(field: LineField, control: string, typed: string, reader: Reader): ReadNumber {
  const said = lineField[field]
  if (!("decimals" in said) || typed.trim() === "") return { ok: true, value: typed }
  return readNumber(control, typed, reader, { decimals: said.decimals, integerDigits: INTEGER_DIGITS })
}

/** The number of the line that it is to be put before; undefined: it stays where it is. */
function readPlace(line: FormLine, reader: Reader): ReadNumber | undefined {
  const typed = line.values.moveTo?.trim() ?? ""
  if (typed === "") return undefined
  return readNumber(`lines.${line.id}.moveTo`, typed, reader, { decimals: 0, integerDigits: 9 })
}

function readNumber(field: string, typed: string, { language }: Reader, limits: NumberLimits): ReadNumber {
  const parsed = readNumberOrSum(typed, language, limits)
  return parsed.ok ? parsed : { ok: false, issue: { field, code: `number_${parsed.reason}`, params: { typed } } }
}

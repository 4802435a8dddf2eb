import { COST_DECIMALS, pricesPer } from "@/domain/documents/line-fields"
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { decimalsIn, parseNumber } from "@/domain/money/parse-number"
import type { LineEdit } from "@/domain/purchase-requests/sales-lines"
import type { Language } from "@/language/language"

/**
 * What the reader typed on a line, to the letter; `shown` is the default cost that stood there, a plain decimal, `per` the number
 * of units whose cost it and the typed one are.
 */
export type TypedLine = { quantity?: string; cost?: string; shown?: string; per?: string }

type Read = { edit: LineEdit; issues: Issue[] }

const quantityLimits = { decimals: 5, integerDigits: 9 }
/** What the request asks for as well. */
const costLimits = { decimals: COST_DECIMALS, integerDigits: 10 }

/**
 * The quantities and costs that the texts of lines stand for, by line id, in the reader's language. Never throws: what is no
 * number, or a negative cost, is an issue beside its field.
 */
export function readEdits(typed: ReadonlyMap<number, TypedLine>, language: Language) {
  const edits = new Map<number, LineEdit>()
  const issues: Issue[] = []
  for (const [lineId, line] of typed) {
    const shownUnitCost = shownCost(line.shown)
    const quantity = readQuantity(`lines.${lineId}.quantity`, line.quantity, language)
    const cost = readCost(`lines.${lineId}.cost`, line.cost, shownUnitCost, language)
    edits.set(lineId, {
      ...(shownUnitCost && { shownUnitCost }),
      ...shownPer(line.per),
      ...quantity.edit,
      ...cost.edit,
    })
    issues.push(...quantity.issues, ...cost.issues)
  }
  return { edits, issues }
}

const shownCost = (shown = "") => (/^\d{1,15}(\.\d{1,10})?$/.test(shown) ? new Decimal(shown) : undefined)

const shownPer = (per = "") => (pricesPer.includes(per) ? { pricePer: new Decimal(per) } : {})

/** Emptied, it is nought. */
function readQuantity(field: string, typed: string | undefined, language: Language): Read {
  if (typed === undefined) return { edit: {}, issues: [] }
  const read = parseNumber(typed.trim() || "0", language, quantityLimits)
  if (!read.ok) return { edit: {}, issues: [{ field, code: `number_${read.reason}`, params: { typed } }] }
  return { edit: { quantity: new Decimal(read.value) }, issues: [] }
}

/** Emptied, it is the default; so is the default that was shown. */
function readCost(field: string, typed: string | undefined, shown: Decimal | undefined, language: Language): Read {
  if (!typed?.trim()) return { edit: {}, issues: [] }
  const read = parseNumber(typed, language, costLimits)
  if (!read.ok) return { edit: {}, issues: [{ field, code: `number_${read.reason}`, params: { typed } }] }
  const cost = new Decimal(read.value)
  const edit: LineEdit = { costDecimals: decimalsIn(typed, language) }
  if (cost.isNegative()) return { edit, issues: [{ field, code: "cost_negative" }] }
  return { edit: shown?.eq(cost) ? edit : { ...edit, typedUnitCost: cost }, issues: [] }
}

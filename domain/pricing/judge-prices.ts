import type { IsoDate } from "@/domain/dates/date"
import {
  type Advantage,
  advantageOf,
  candidateOf,
  type ListedPrice,
  lowestPrice,
  type PriceCandidate,
  type PriceTerms,
  type Unfit,
} from "./lowest-price"
import { type PricedLine, priceListOn } from "./price-list"

/** What became of a row: "counts", or why another one or none does. */
export type PriceVerdict = "counts" | "not_yet" | "ended" | "other_currency" | Unfit | `after_${Advantage}` | "equal"

/**
 * Says of each row of an item whether it is the price of a line, and if not, why: by the very steps that find the price of a
 * document's line.
 *
 * @param rows of one vendor or customer
 */
export function judgePrices<Row extends ListedPrice>(
  rows: readonly Row[],
  line: PricedLine,
  terms: PriceTerms & { date: IsoDate; companyCurrencyCode: string },
): { row: Row; verdict: PriceVerdict }[] {
  const currencies = [terms.currencyCode, terms.companyCurrencyCode]
  const own = rows.filter(({ itemNo }) => itemNo === line.itemNo)
  const held = priceListOn(own, terms.date, currencies).get(line.itemNo) ?? []
  const best = lowestPrice(held, line, terms)
  return own.map(row => ({ row, verdict: dateVerdict(row, terms.date) ?? verdictAmong(held, best, row, line, terms) }))
}

function dateVerdict({ startingDate, endingDate }: ListedPrice, date: IsoDate): PriceVerdict | undefined {
  if (startingDate !== null && startingDate > date) return "not_yet"
  return endingDate !== null && endingDate < date ? "ended" : undefined
}

function verdictAmong<Row extends ListedPrice>(
  held: readonly Row[],
  best: PriceCandidate<Row> | undefined,
  row: Row,
  line: PricedLine,
  terms: PriceTerms,
): PriceVerdict {
  if (!held.includes(row)) return "other_currency"
  const candidate = candidateOf(row, line, terms)
  if (typeof candidate === "string") return candidate
  if (!best || best.row === row) return "counts"
  const advantage = advantageOf(best, candidate)
  return advantage ? `after_${advantage}` : "equal"
}

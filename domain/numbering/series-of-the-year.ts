import { eq, sql } from "drizzle-orm"
import { noSeries, noSeriesLine, purchasesSetup } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type IsoDate, partsOf } from "@/domain/dates/date"

/** Number series whose prefix names a year that ends, or has ended, while documents are still numbered by them. */
export type EndingSeries = {
  /** The year that their prefixes name, e.g. 2026. */
  year: number
  /** Whether that year has ended. */
  hasEnded: boolean
  prefixes: string[]
}

const chosenNames = [
  "salesInvoiceNos",
  "purchaseInvoiceNos",
  "postedPurchaseInvoiceNos",
  "purchaseRequestNos",
  "purchaseCreditMemoNos",
  "postedPurchaseCreditMemoNos",
  "paymentNos",
] as const

/** Those whose numbers go by a posting date, which may lie before today. */
const byPostingDate: readonly (typeof chosenNames)[number][] = [
  "postedPurchaseInvoiceNos",
  "postedPurchaseCreditMemoNos",
  "paymentNos",
]

/**
 * From December on, the series chosen for documents that name this year and have no successor yet; from January on, those
 * chosen that still name the year before. Of a series with lines the one counts that holds today.
 * @param today in the company
 * @returns undefined where there are none, and before December
 */
export async function endingSeries(companyId: number, today: IsoDate): Promise<EndingSeries | undefined> {
  return inCompany(companyId, async tx => {
    const { all, chosen } = await readCounters(tx, companyId, today)
    return endingPrefixes(
      chosen.map(({ prefix }) => prefix),
      all.map(({ prefix }) => prefix),
      today,
    )
  })
}

/**
 * Prefixes of counters of chosen series that have reached their Warning No. and hold today, or held on a date that the company
 * still lets be posted on.
 * @param today in the company
 */
export async function seriesRunningOut(companyId: number, today: IsoDate): Promise<string[]> {
  return inCompany(companyId, async tx => {
    const { chosen, open } = await readCounters(tx, companyId, today)
    return [...open, ...chosen]
      .filter(({ warningNumber, lastNumber }) => warningNumber > 0 && lastNumber >= warningNumber)
      .map(({ prefix }) => prefix)
  })
}

/**
 * Counters of all series, of series and lines, by prefix; those of chosen series that hold on a date; and `open`, those that held
 * before it and that a posting may still take a number of.
 */
async function readCounters(tx: Tx, companyId: number, date: IsoDate) {
  const [setup] = await tx.select().from(purchasesSetup).where(eq(purchasesSetup.companyId, companyId))
  const columns = ({ prefix, lastNumber, warningNumber }: typeof noSeries | typeof noSeriesLine) => ({
    prefix,
    lastNumber,
    warningNumber,
  })
  const series = await tx
    .select({ code: noSeries.code, since: sql<IsoDate>`''`, ...columns(noSeries) })
    .from(noSeries)
    .where(eq(noSeries.companyId, companyId))
  const lines = await tx
    .select({ code: noSeriesLine.seriesCode, since: noSeriesLine.startingDate, ...columns(noSeriesLine) })
    .from(noSeriesLine)
    .where(eq(noSeriesLine.companyId, companyId))
  const all = [...series, ...lines].sort((a, b) => (a.prefix < b.prefix ? -1 : 1))
  const codesOf = (names: typeof byPostingDate) => new Set<string | undefined>(names.map(name => setup?.[name]))
  const [codes, posted] = [codesOf(chosenNames), codesOf(byPostingDate)]
  const [from, to] = [setup?.allowPostingFrom ?? "", setup?.allowPostingTo ?? date]
  /** Whether all its dates lie before a date: another holds from then on. */
  const endsBefore = (counter: (typeof all)[number], day: IsoDate) =>
    all.some(other => other.code === counter.code && other.since > counter.since && other.since <= day)
  const begun = all.filter(each => codes.has(each.code) && each.since <= date)
  return {
    all,
    chosen: begun.filter(each => !endsBefore(each, date)),
    open: begun.filter(
      each => posted.has(each.code) && each.since <= to && endsBefore(each, date) && !endsBefore(each, from),
    ),
  }
}

/** As `endingSeries`, of prefixes. @param all chosen or not: a successor that has been made is enough until the year ends */
export function endingPrefixes(chosen: readonly string[], all: readonly string[], today: IsoDate) {
  const { year: thisYear, month } = partsOf(today)
  const before = chosen.filter(prefix => names(prefix, thisYear - 1))
  if (before.length > 0) return { year: thisYear - 1, hasEnded: true, prefixes: before }
  if (month < 12) return undefined
  const ending = chosen.filter(prefix => names(prefix, thisYear) && !all.includes(successor(prefix, thisYear)))
  return ending.length > 0 ? { year: thisYear, hasEnded: false, prefixes: ending } : undefined
}

/** The last digits of a prefix, which are a year's: four of them, or its last two. */
const lastDigits = /\d+(?=\D*$)/u

function names(prefix: string, year: number): boolean {
  const digits = lastDigits.exec(prefix)?.[0]
  return digits === String(year) || digits === String(year).slice(2)
}

function successor(prefix: string, year: number): string {
  return prefix.replace(lastDigits, digits => String(year + 1).slice(-digits.length))
}

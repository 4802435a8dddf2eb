import { eq } from "drizzle-orm"
import { noSeries, purchasesSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
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

/**
 * From December on, the series chosen for documents that name this year and have no successor yet; from January on, those
 * chosen that still name the year before.
 * @param today in the company
 * @returns undefined where there are none, and before December
 */
export async function endingSeries(companyId: number, today: IsoDate): Promise<EndingSeries | undefined> {
  return inCompany(companyId, async tx => {
    const [setup] = await tx.select().from(purchasesSetup).where(eq(purchasesSetup.companyId, companyId))
    const series = await tx
      .select({ code: noSeries.code, prefix: noSeries.prefix })
      .from(noSeries)
      .where(eq(noSeries.companyId, companyId))
      .orderBy(noSeries.prefix)
    const codes = new Set(chosenNames.map(name => setup?.[name]))
    const chosen = series.filter(({ code }) => codes.has(code)).map(({ prefix }) => prefix)
    return endingPrefixes(
      chosen,
      series.map(({ prefix }) => prefix),
      today,
    )
  })
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

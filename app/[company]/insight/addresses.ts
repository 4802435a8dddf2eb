import { addressWith, parameter, type Search } from "@/app/_lists/list-address"
import { today } from "@/domain/dates/date"
import type { DocumentPlace } from "@/domain/insight/figure-kind"
import { type MonthPeriod, monthNamed, periodBetween } from "@/domain/insight/period"

/** The period that the address asks for, by the first and the last month. */
export function monthsAskedFor(
  search: Search,
  company: { timeZone: string; fiscalYearStartMonth: number },
): MonthPeriod {
  return periodBetween(monthNamed(parameter(search, "from")), monthNamed(parameter(search, "to")), {
    today: today(company.timeZone),
    startMonth: company.fiscalYearStartMonth,
  })
}

const monthsIn = ({ from, to }: MonthPeriod) => ({ from: from.slice(0, 7), to: to.slice(0, 7) })

/** The page of a period. */
export function insightAddress(slug: string, period: MonthPeriod): string {
  return addressWith(`/${slug}/insight`, {}, monthsIn(period))
}

/** "purchasesByMonth" as "purchases-by-month". */
export const kindSegment = (name: string) => name.replaceAll(/[A-Z]/gu, letter => `-${letter.toLowerCase()}`)

/** What `kindSegment` made of a name, as the name. */
export const nameIn = (segment: string) => segment.replaceAll(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase())

/** The documents behind a figure: of a group, of the groups that are not shown, or all. */
export function figureAddress(
  slug: string,
  name: string,
  period: MonthPeriod,
  among: { group?: string; rest?: boolean } = {},
): string {
  const { group, rest } = among
  return addressWith(
    `/${slug}/insight/${kindSegment(name)}`,
    {},
    { ...monthsIn(period), group, rest: rest ? "1" : undefined },
  )
}

const folders: Record<DocumentPlace, string> = {
  posted_invoice: "posted-purchase-invoices",
  posted_credit_memo: "posted-purchase-credit-memos",
  purchase_invoice: "purchase-invoices",
  purchase_credit_memo: "purchase-credit-memos",
  payment: "payments",
  payment_order: "payment-orders",
  vendor: "vendors",
}

/** Where a document is opened. */
export function placeAddress(slug: string, place: DocumentPlace, no: string): string {
  return `/${slug}/${folders[place]}/${encodeURIComponent(no)}`
}

import { and, eq, inArray, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import {
  bankAccount,
  company,
  companyLogo,
  currencyExchangeRate,
  glAccount,
  invitation,
  item,
  membership,
  noSeries,
  noSeriesLine,
  openingBalance,
  paymentMethod,
  paymentTerms,
  purchasePrice,
  type purchasesSetup,
  salesInvoice,
  unitOfMeasure,
  vatPostingSetup,
  vendor,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type IsoDate, today } from "@/domain/dates/date"
import { countFew } from "@/domain/lists/count-few"
import { formatDrawn } from "@/domain/numbering/draw-numbers"
import { standsSql } from "@/domain/opening-balances/lock-preparation"

/** Units that are named, of those that lack their code. */
const NAMED = 5

/** What a company holds of each area. Counts go as far as `countFew` counts. */
export type AreaFacts = {
  company: Pick<
    typeof company.$inferSelect,
    "name" | "address" | "postCode" | "city" | "vatRegistrationNo" | "fiscalYearStartMonth"
  >
  /** The hash of its logo; null: it has none. */
  logo: string | null
  allowPostingFrom: IsoDate | null
  allowPostingTo: IsoDate | null
  /** The first few by their codes. */
  unitsWithoutCode: string[]
  /** What the next purchase invoice and the next posted one will be called. */
  next: string[]
  /** The first day of the opening that stands; null: there is none. */
  openedOn: IsoDate | null
} & Record<
  | "accounts"
  | "vatCases"
  | "terms"
  | "methods"
  | "units"
  | "series"
  | "banks"
  | "rates"
  | "users"
  | "invited"
  | "vendors"
  | "items"
  | "prices"
  | "sales",
  number
>

/** @param setup the company's choice of number series and posting dates */
export async function readAreaFacts(
  tx: Tx,
  companyId: number,
  setup: typeof purchasesSetup.$inferSelect,
): Promise<AreaFacts> {
  const [own] = await tx.select().from(company).where(eq(company.id, companyId))
  const [logo] = await tx
    .select({ hash: companyLogo.hash })
    .from(companyLogo)
    .where(eq(companyLogo.companyId, companyId))
  const withoutCode = await tx
    .select({ code: unitOfMeasure.code })
    .from(unitOfMeasure)
    .where(and(eq(unitOfMeasure.companyId, companyId), eq(unitOfMeasure.internationalStandardCode, "")))
    .orderBy(unitOfMeasure.code)
    .limit(NAMED)
  const [opening] = await tx
    .select({ startDate: openingBalance.startDate })
    .from(openingBalance)
    .where(and(eq(openingBalance.companyId, companyId), standsSql))
    .limit(1)
  const series = [setup.purchaseInvoiceNos, setup.postedPurchaseInvoiceNos]
  return {
    company: own!,
    logo: logo?.hash ?? null,
    allowPostingFrom: setup.allowPostingFrom,
    allowPostingTo: setup.allowPostingTo,
    unitsWithoutCode: withoutCode.map(({ code }) => code),
    next: await nextNumbers(tx, companyId, series, today(own!.timeZone)),
    openedOn: opening?.startDate ?? null,
    ...(await countAll(tx, companyId)),
  }
}

async function countAll(tx: Tx, companyId: number) {
  const count = (table: SQLWrapper & { companyId: PgColumn }, only?: SQL) =>
    countFew(table, and(eq(table.companyId, companyId), only))
  const [row] = await tx.execute<Record<CountName, number>>(sql`select
    ${count(glAccount, eq(glAccount.accountType, "posting"))} as accounts,
    ${count(vatPostingSetup, eq(vatPostingSetup.blocked, false))} as "vatCases",
    ${count(paymentTerms)} as terms,
    ${count(paymentMethod)} as methods,
    ${count(unitOfMeasure)} as units,
    ${count(noSeries)} as series,
    ${count(bankAccount)} as banks,
    ${count(currencyExchangeRate)} as rates,
    (select count(distinct ${membership.userId})::int from ${membership}
      where ${membership.companyId} = ${companyId}) as users,
    ${count(
      invitation,
      and(
        eq(invitation.purpose, "join"),
        isNull(invitation.acceptedAt),
        isNull(invitation.declinedAt),
        isNull(invitation.withdrawnAt),
        sql`${invitation.expiresAt} > now()`,
      ),
    )} as invited,
    ${count(vendor)} as vendors,
    ${count(item)} as items,
    ${count(purchasePrice)} as prices,
    ${count(salesInvoice)} as sales`)
  return row!
}

type CountName = { [Name in keyof AreaFacts]: AreaFacts[Name] extends number ? Name : never }[keyof AreaFacts]

/** What series will give next today: by the line that holds, else by themselves. */
async function nextNumbers(tx: Tx, companyId: number, codes: readonly string[], day: IsoDate): Promise<string[]> {
  const counters = await tx
    .select({ code: noSeries.code, prefix: noSeries.prefix, digits: noSeries.digits, lastNumber: noSeries.lastNumber })
    .from(noSeries)
    .where(and(eq(noSeries.companyId, companyId), inArray(noSeries.code, [...codes])))
  const lines = await tx
    .select({
      code: noSeriesLine.seriesCode,
      prefix: noSeriesLine.prefix,
      digits: noSeriesLine.digits,
      lastNumber: noSeriesLine.lastNumber,
    })
    .from(noSeriesLine)
    .where(and(eq(noSeriesLine.companyId, companyId), sql`${noSeriesLine.startingDate} <= ${day}`))
    .orderBy(sql`${noSeriesLine.startingDate} desc`)
  return codes.flatMap(code => {
    const counter = [...lines, ...counters].find(each => each.code === code)
    return counter ? [formatDrawn(counter.prefix, counter.digits, counter.lastNumber + 1)] : []
  })
}

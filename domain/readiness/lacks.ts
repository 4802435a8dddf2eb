import { and, eq, inArray, sql } from "drizzle-orm"
import { bankAccount, glAccount, item, membership, noSeries, noSeriesLine, vendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Right, rights } from "@/domain/access/rights"
import type { Issue } from "@/domain/errors"
import type { Correction } from "@/domain/posting/posting-problem"

/** Where something that lacks is mended; the page knows the addresses. */
export type Mending =
  | { page: "setup"; table: string; key?: string }
  | { page: "users" | "vendors" | "items" }
  | Correction

/** Something that a job lacks: `code` is a sentence of its own, or of an issue. */
export type Lack = { code: string; params?: Issue["params"]; mend?: Mending }

/** A table of setup, or a row of it. */
export const table = (name: string, key?: string) => ({ page: "setup", table: name, key }) as const

/** Users whose roles grant a right. */
async function holders(tx: Tx, companyId: number, right: Right): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ userId: membership.userId })
    .from(membership)
    .where(and(eq(membership.companyId, companyId), inArray(membership.role, [...rights[right]])))
  return rows.map(({ userId }) => userId)
}

/** Who is missing to buy, to review and to post. Nobody reviews what they asked for: it takes two. */
export async function peopleLacks(tx: Tx, companyId: number): Promise<Record<"buy" | "review" | "post", Lack[]>> {
  const buyers = await holders(tx, companyId, "purchase_request.create")
  const reviewers = await holders(tx, companyId, "purchase_invoice.review")
  const posters = await holders(tx, companyId, "purchase_invoice.post")
  const lacksIf = (isLacking: boolean, code: string): Lack[] => (isLacking ? [{ code, mend: { page: "users" } }] : [])
  const isAlone = reviewers.length === 1 && buyers.every(buyer => buyer === reviewers[0])
  return {
    buy: lacksIf(buyers.length === 0, "nobody_buys"),
    review: [...lacksIf(reviewers.length === 0, "nobody_reviews"), ...lacksIf(isAlone, "reviewer_is_alone")],
    post: lacksIf(posters.length === 0, "nobody_posts"),
  }
}

/** That there is no vendor, or no item, to buy with. */
export async function cardLacks(tx: Tx, companyId: number): Promise<Record<"vendors" | "items", Lack[]>> {
  const [found] = await tx.execute<{ vendors: boolean; items: boolean }>(sql`select
    exists (select from ${vendor} where ${vendor.companyId} = ${companyId} and ${vendor.blocked} = '') as vendors,
    exists (select from ${item} where ${item.companyId} = ${companyId} and not ${item.blocked}) as items`)
  return {
    vendors: found?.vendors ? [] : [{ code: "no_vendor", mend: { page: "vendors" } }],
    items: found?.items ? [] : [{ code: "no_item", mend: { page: "items" } }],
  }
}

/** Asks of series whether they can give a number. @returns what is lacking of those codes; a blank one is none */
export async function seriesLacking(
  tx: Tx,
  companyId: number,
): Promise<(...codes: (string | null | undefined)[]) => Lack[]> {
  const series = await readSeries(tx, companyId)
  return (...codes) => codes.flatMap(code => (code ? seriesLacks(series, code) : []))
}

type Series = { code: string; isLeft: boolean }

/** A series with lines gives numbers as long as one of them does. */
async function readSeries(tx: Tx, companyId: number): Promise<Map<string, Series>> {
  const left = (counter: typeof noSeries | typeof noSeriesLine) =>
    sql<boolean>`${counter.endingNumber} = 0 or ${counter.lastNumber} < ${counter.endingNumber}`
  const own = await tx
    .select({ code: noSeries.code, isLeft: left(noSeries) })
    .from(noSeries)
    .where(eq(noSeries.companyId, companyId))
  const lines = await tx
    .select({ code: noSeriesLine.seriesCode, isLeft: left(noSeriesLine) })
    .from(noSeriesLine)
    .where(eq(noSeriesLine.companyId, companyId))
  const found = new Map<string, Series>()
  for (const each of [...own, ...lines]) {
    found.set(each.code, { code: each.code, isLeft: each.isLeft || (found.get(each.code)?.isLeft ?? false) })
  }
  return found
}

function seriesLacks(series: ReadonlyMap<string, Series>, code: string): Lack[] {
  const found = series.get(code)
  if (!found) return [{ code: "errors.no_series_missing", params: { series: code }, mend: table("number-series") }]
  return found.isLeft
    ? []
    : [{ code: "errors.no_series_full", params: { series: code }, mend: table("number-series", code) }]
}

/** Some account to pay from, with its number, whose G/L account takes what is posted. */
export async function bankLacks(tx: Tx, companyId: number): Promise<Lack[]> {
  const banks = await tx
    .select({ no: bankAccount.no, iban: bankAccount.iban, accountNo: glAccount.no, accountBlocked: glAccount.blocked })
    .from(bankAccount)
    .innerJoin(
      glAccount,
      and(eq(glAccount.companyId, bankAccount.companyId), eq(glAccount.no, bankAccount.glAccountNo)),
    )
    .where(and(eq(bankAccount.companyId, companyId), eq(bankAccount.blocked, false)))
    .orderBy(bankAccount.no)
  if (banks.some(({ iban, accountBlocked }) => iban !== "" && !accountBlocked)) return []
  if (banks.length === 0) return [{ code: "no_bank", mend: table("bank-accounts") }]
  return banks.flatMap(({ no, iban, accountNo, accountBlocked }): Lack[] => [
    ...(iban === "" ? [{ code: "bank_without_iban", params: { code: no }, mend: table("bank-accounts", no) }] : []),
    ...(accountBlocked
      ? [{ code: "bank_account_blocked", params: { code: accountNo }, mend: table("chart-of-accounts", accountNo) }]
      : []),
  ])
}

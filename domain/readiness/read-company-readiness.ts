import { and, eq, inArray, sql } from "drizzle-orm"
import { bankAccount, glAccount, item, membership, noSeries, noSeriesLine, purchasesSetup, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Right, rights } from "@/domain/access/rights"
import type { Issue } from "@/domain/errors"
import { IMPORT_SERIES } from "@/domain/import-kinds/limits"
import { isMailCaptured } from "@/domain/notifications/captured-mail"
import type { Correction } from "@/domain/posting/posting-problem"
import { type SamplePosting, samplePostings } from "./sample-postings"

export const readinessJobs = ["buy", "review", "post", "pay", "mail", "import"] as const
export type ReadinessJob = (typeof readinessJobs)[number]

/** Where something that lacks is mended; the page knows the addresses. */
export type Mending =
  | { page: "setup"; table: string; key?: string }
  | { page: "users" | "vendors" | "items" }
  | Correction

/** Something that a job lacks: `code` is a sentence of its own, or of an issue. */
export type Lack = { code: string; params?: Issue["params"]; mend?: Mending }

export type CompanyReadiness = {
  /** What each job lacks; nothing: it is ready. */
  jobs: Record<ReadinessJob, Lack[]>
  samples: SamplePosting[]
}

/**
 * Whether the company can do each of its jobs, and what lacks where it cannot. Posting is not judged by what is filled in: an invoice
 * of each VAT case is made, previewed, and rolled back.
 *
 * @throws Forbidden
 */
export async function readCompanyReadiness(actor: Actor): Promise<CompanyReadiness> {
  authorise(actor, "company.administer")
  const samples = await samplePostings(actor)
  return inCompany(actor.companyId, async tx => {
    const { companyId } = actor
    const [setup] = await tx.select().from(purchasesSetup).where(eq(purchasesSetup.companyId, companyId))
    const series = await readSeries(tx, companyId)
    const lacking = (...codes: (string | undefined)[]) => codes.flatMap(code => (code ? seriesLacks(series, code) : []))
    const buyers = await countHolders(tx, companyId, "purchase_request.create")
    const reviewers = await countHolders(tx, companyId, "purchase_invoice.review")
    const posters = await countHolders(tx, companyId, "purchase_invoice.post")
    const jobs: CompanyReadiness["jobs"] = {
      buy: [
        ...(buyers.length === 0 ? [{ code: "nobody_buys", mend: { page: "users" } as const }] : []),
        ...(await cardLacks(tx, companyId)),
        ...lacking(setup?.purchaseRequestNos, setup?.purchaseInvoiceNos, setup?.salesInvoiceNos, setup?.vendorNos),
      ],
      review: reviewLacks(buyers, reviewers),
      post: [
        ...(posters.length === 0 ? [{ code: "nobody_posts", mend: { page: "users" } as const }] : []),
        ...(samples.length === 0 ? [{ code: "no_vat", mend: table("vat-posting-setup") }] : []),
        ...sampleLacks(samples),
        ...lacking(setup?.postedPurchaseInvoiceNos, setup?.postedPurchaseCreditMemoNos),
      ],
      pay: [
        ...(posters.length === 0 ? [{ code: "nobody_posts", mend: { page: "users" } as const }] : []),
        ...(await bankLacks(tx, companyId)),
        ...lacking(setup?.paymentNos),
      ],
      mail: isMailCaptured() ? [{ code: "no_mail_server" }] : [],
      import: lacking(IMPORT_SERIES, setup?.customerNos, setup?.salesInvoiceNos),
    }
    return { jobs, samples }
  })
}

const table = (name: string, key?: string) => ({ page: "setup", table: name, key }) as const

/** Users whose roles grant a right. */
async function countHolders(tx: Tx, companyId: number, right: Right): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ userId: membership.userId })
    .from(membership)
    .where(and(eq(membership.companyId, companyId), inArray(membership.role, [...rights[right]])))
  return rows.map(({ userId }) => userId)
}

/** Nobody reviews what they asked for: it takes two. */
function reviewLacks(buyers: readonly number[], reviewers: readonly number[]): Lack[] {
  const mend = { page: "users" } as const
  if (reviewers.length === 0) return [{ code: "nobody_reviews", mend }]
  const [only] = reviewers
  const isAlone = reviewers.length === 1 && buyers.every(buyer => buyer === only)
  return isAlone ? [{ code: "reviewer_is_alone", mend }] : []
}

async function cardLacks(tx: Tx, companyId: number): Promise<Lack[]> {
  const [found] = await tx.execute<{ vendors: boolean; items: boolean }>(sql`select
    exists (select from ${vendor} where ${vendor.companyId} = ${companyId} and ${vendor.blocked} = '') as vendors,
    exists (select from ${item} where ${item.companyId} = ${companyId} and not ${item.blocked}) as items`)
  return [
    ...(found?.vendors ? [] : [{ code: "no_vendor", mend: { page: "vendors" } as const }]),
    ...(found?.items ? [] : [{ code: "no_item", mend: { page: "items" } as const }]),
  ]
}

/** Reasons of all samples, each once, with the cases that it stands in the way of. */
function sampleLacks(samples: readonly SamplePosting[]): Lack[] {
  const lacks = new Map<string, Lack>()
  for (const { code, params, correction } of samples.flatMap(({ problems }) => problems)) {
    const lack = { code: `errors.${code}`, params, mend: correction }
    const key = JSON.stringify([code, correction ?? params])
    if (!lacks.has(key)) lacks.set(key, lack)
  }
  return [...lacks.values()]
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
async function bankLacks(tx: Tx, companyId: number): Promise<Lack[]> {
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

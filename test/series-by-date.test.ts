/** Number series by date: a posting takes the line that holds on its posting date, whenever it is made; none is left out, none given twice. */
import { and, eq } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, beforeAll, expect, test } from "vitest"
import { verifyBooks } from "@/bin/verify-books/verify"
import { noSeries, noSeriesLine, postedPurchaseDocument, purchasesSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { endingSeries, seriesRunningOut } from "@/domain/numbering/series-of-the-year"
import { takeNumber, takeNumberOf, takeNumbersOf } from "@/domain/numbering/take-number"
import { cancelPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { deleteSetup } from "@/domain/setup/delete-setup"
import { saveSetup } from "@/domain/setup/save-setup"
import { env } from "@/env"
import { makeActor, makeCompany, makeItem, makeVendor } from "./factories"
import { makePurchaseInvoice } from "./purchase-invoices"
import { formOf, issuesOf } from "./setup-form"

const app = postgres(env().DATABASE_URL, { max: 1 })
afterAll(() => app.end())

let companyId: number
let manager: Actor
let admin: Actor
let vendorNo: string
let itemNo: string

beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  admin = await makeActor(companyId, "administrator")
  vendorNo = (await makeVendor(companyId)).no
  itemNo = (await makeItem(companyId)).no
})

const line = (seriesCode: string, startingDate: string, prefix: string, more: Record<string, string> = {}) =>
  saveSetup(admin, "number-series-lines", {
    key: null,
    version: 0,
    typed: { seriesCode, startingDate, prefix, digits: "5", lastNumber: "0", ...more },
  })

const draftOn = (postingDate: string) =>
  makePurchaseInvoice(manager, vendorNo, [{ no: itemNo, quantity: "1", price: "10" }], { postingDate })
const postOn = async (postingDate: string) =>
  (await postPurchaseDocument(manager, await draftOn(postingDate), { unreviewed: true })).no

test("a posting takes the line of its posting date, in whatever order they are made, many at once", async () => {
  expect(await postOn("2026-11-28")).toBe("GIF26-00001")
  await line("GIF", "2026-12-01", "GIF2612-")
  await line("GIF", "2027-01-01", "GIF27-")
  await line("GIC", "2027-01-01", "GIC27-")
  expect(await postOn("2027-01-04")).toBe("GIF27-00001")
  // Into December, made in January.
  expect(await postOn("2026-12-31")).toBe("GIF2612-00001")
  expect(await postOn("2026-11-30")).toBe("GIF26-00002")

  const dates = ["2026-11-29", "2026-12-01", "2027-01-01", "2026-12-31", "2027-12-31", "2026-12-24", "2026-11-30"]
  const drafts: string[] = []
  for (const date of dates) drafts.push(await draftOn(date))
  const posted = await Promise.all(drafts.map(no => postPurchaseDocument(manager, no, { unreviewed: true })))
  const sorted = posted.map(({ no }) => no).sort()
  expect(sorted).toEqual([
    "GIF26-00003",
    "GIF26-00004",
    "GIF2612-00002",
    "GIF2612-00003",
    "GIF2612-00004",
    "GIF27-00002",
    "GIF27-00003",
  ])
  const found = await inCompany(companyId, tx => tx.select().from(postedPurchaseDocument))
  for (const { no, postingDate } of found) {
    const prefix = postingDate < "2026-12-01" ? "GIF26-" : postingDate < "2027-01-01" ? "GIF2612-" : "GIF27-"
    expect(no.startsWith(prefix)).toBe(true)
  }
  const cancelled = await cancelPostedInvoice(manager, "GIF27-00001", { postingDate: "2027-01-05", reason: "Wrong" })
  expect(cancelled.no).toBe("GIC27-00001")
  expect((await verifyBooks(app, companyId)).wrong).toEqual([])
})

test("each line keeps the highest that it gave, and a transaction that is undone gives its number back", async () => {
  const counters = () =>
    inCompany(companyId, tx =>
      tx
        .select({ prefix: noSeriesLine.prefix, last: noSeriesLine.lastNumber })
        .from(noSeriesLine)
        .orderBy(noSeriesLine.prefix),
    )
  const before = await counters()
  expect(before).toContainEqual({ prefix: "GIF2612-", last: 4 })
  await expect(
    inCompany(companyId, async tx => {
      expect(await takeNumber(tx, companyId, "GIF", "2026-12-09")).toBe("GIF2612-00005")
      throw new Error("undone")
    }),
  ).rejects.toThrow("undone")
  expect(await counters()).toEqual(before)
})

test("a line ends at its Ending No., several numbers come from one line, and today's holds where no date is named", async () => {
  await line("IF", "2026-01-01", "IFA-", { endingNumber: "3", warningNumber: "2" })
  await line("IF", "2200-01-01", "IFZ-")
  const take = <T>(run: Parameters<typeof inCompany<T>>[1]) => inCompany(companyId, run)
  expect(await take(tx => takeNumberOf(tx, companyId, "purchaseInvoiceNos"))).toBe("IFA-00001")
  const three = take(tx => takeNumbersOf(tx, companyId, "purchaseInvoiceNos", 3))
  await expect(three).rejects.toMatchObject({
    issues: [{ code: "no_series_full", params: { series: "purchaseInvoiceNos" } }],
  })
  expect(await take(tx => takeNumbersOf(tx, companyId, "purchaseInvoiceNos", 2))).toEqual(["IFA-00002", "IFA-00003"])
  expect(await take(tx => takeNumberOf(tx, companyId, "purchaseInvoiceNos", "2025-12-31"))).toMatch(/^IF26-/u)
  expect(await seriesRunningOut(companyId, "2026-11-29")).toEqual(["IFA-"])
  expect(await seriesRunningOut(companyId, "2200-02-01")).toEqual([])
  await take(tx =>
    tx.delete(noSeriesLine).where(and(eq(noSeriesLine.companyId, companyId), eq(noSeriesLine.seriesCode, "IF"))),
  )
})

test("a line that another has followed warns as long as the company lets its dates be posted on", async () => {
  const warned = async (allowPostingFrom: string | null, allowPostingTo: string | null = null) => {
    await inCompany(companyId, tx =>
      tx
        .update(purchasesSetup)
        .set({ allowPostingFrom, allowPostingTo })
        .where(eq(purchasesSetup.companyId, companyId)),
    )
    return seriesRunningOut(companyId, "2027-01-10")
  }
  const warnAt = (warningNumber: number) =>
    inCompany(companyId, tx =>
      tx
        .update(noSeriesLine)
        .set({ warningNumber })
        .where(and(eq(noSeriesLine.companyId, companyId), eq(noSeriesLine.prefix, "GIF2612-"))),
    )
  await warnAt(4)
  expect(await warned("2026-12-31")).toEqual(["GIF2612-"])
  expect(await warned("2027-01-01")).toEqual([])
  expect(await warned(null, "2026-11-30")).toEqual([])
  expect(await warned(null, "2026-12-01")).toEqual(["GIF2612-"])
  expect(await warned(null)).toEqual(["GIF2612-"])
  await warnAt(0)
})

test("posting into a line that is full is refused with the reason, and writes nothing", async () => {
  await take27("GIF27-", 3)
  const no = await draftOn("2027-02-01")
  const posting = postPurchaseDocument(manager, no, { unreviewed: true })
  await expect(posting).rejects.toMatchObject({ issues: [{ code: "no_series_full", params: { series: "GIF" } }] })
  await take27("GIF27-", 0)
  expect((await postPurchaseDocument(manager, no, { unreviewed: true })).no).toBe("GIF27-00004")
})

const take27 = (prefix: string, endingNumber: number) =>
  inCompany(companyId, tx =>
    tx
      .update(noSeriesLine)
      .set({ endingNumber })
      .where(and(eq(noSeriesLine.companyId, companyId), eq(noSeriesLine.prefix, prefix))),
  )

test("setup keeps lines from giving a number twice, and what has counted stays", async () => {
  expect(await issuesOf(line("GIF", "2028-01-01", "GIF27-"))).toEqual([
    ["setup.prefix", "setup.series_prefix_used"],
    ["setup.lastNumber", "setup.series_numbers_taken"],
  ])
  expect(
    await issuesOf(line("GIF", "2028-01-01", "GIF28-", { endingNumber: "2", lastNumber: "3", warningNumber: "4" })),
  ).toEqual([
    ["setup.endingNumber", "setup.series_ends_before"],
    ["setup.warningNumber", "setup.series_warns_late"],
  ])
  expect(await issuesOf(line("GIF", "2027-01-01", "GIF28-"))).toEqual([["setup.startingDate", "setup.exists"]])
  const key = ["GIF", "2027-01-01"]
  const { version, typed } = await formOf(admin, "number-series-lines", key)
  const changed = saveSetup(admin, "number-series-lines", { key, version, typed: { ...typed, prefix: "X27-" } })
  expect(await issuesOf(changed)).toEqual([["setup.prefix", "setup.series_without_gaps_used"]])
  expect(await issuesOf(deleteSetup(admin, "number-series-lines", key, version))).toEqual([
    [undefined, "setup.series_line_used"],
  ])
  // The series itself does not end in December where its line of January is there.
  const prefixes = async () => (await endingSeries(companyId, "2026-12-15"))?.prefixes ?? []
  expect(await prefixes()).not.toContain("GIF2612-")
  expect(await prefixes()).not.toContain("GIC26-")
  expect(await prefixes()).toContain("BET26-")
  const [series] = await inCompany(companyId, tx => tx.select().from(noSeries).where(eq(noSeries.code, "GIF")))
  expect(series!.lastNumber).toBe(4)
})

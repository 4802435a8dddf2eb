import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { noSeries, purchasesSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { makeCompany } from "@/test/factories"
import { endingPrefixes, endingSeries } from "./series-of-the-year"

test("before December nothing ends", () => {
  expect(endingPrefixes(["GIF26-"], ["GIF26-"], "2026-11-30")).toBeUndefined()
})

test("in December a series of this year ends, until the next year's is there", () => {
  const ending = { year: 2026, hasEnded: false, prefixes: ["GIF26-", "IF-2026/"] }
  expect(endingPrefixes(["GIF26-", "IF-2026/", "L", "X27-", "Z260"], ["GIF26-"], "2026-12-01")).toEqual(ending)
  expect(endingPrefixes(["GIF26-"], ["GIF26-", "GIF27-"], "2026-12-31")).toBeUndefined()
  expect(endingPrefixes(["IF-2026/"], ["IF-2027/"], "2026-12-31")).toBeUndefined()
  expect(endingPrefixes(["A99-"], ["A00-"], "2099-12-31")).toBeUndefined()
})

test("the last digits of a prefix are the year, whatever stands before and behind them", () => {
  expect(endingPrefixes(["26-X1-", "B3-26-A"], [], "2026-12-01")).toMatchObject({ prefixes: ["B3-26-A"] })
  expect(endingPrefixes(["GIF26"], ["GIF27"], "2026-12-01")).toBeUndefined()
  expect(endingPrefixes(["GIF26--"], ["GIF27--"], "2026-12-01")).toBeUndefined()
})

test("in the new year the old one's series has ended, though its successor is there, until that is chosen", () => {
  const ended = { year: 2026, hasEnded: true, prefixes: ["GIF26-"] }
  expect(endingPrefixes(["GIF26-", "IF27-"], ["GIF26-", "GIF27-", "IF27-"], "2027-01-01")).toEqual(ended)
  expect(endingPrefixes(["GIF27-"], ["GIF26-", "GIF27-"], "2027-06-01")).toBeUndefined()
})

test("a company that is not set up has none", async () => {
  const { id } = await makeCompany()
  await inCompany(id, tx => tx.delete(purchasesSetup).where(eq(purchasesSetup.companyId, id)))
  expect(await endingSeries(id, "2026-12-01")).toBeUndefined()
})

test("a company's are those that it has chosen", async () => {
  const { id } = await makeCompany()
  const all = ["BET26-", "GIC26-", "GIF26-", "IA26-", "IC26-", "IF26-", "VF26-"]
  expect(await endingSeries(id, "2026-12-01")).toEqual({ year: 2026, hasEnded: false, prefixes: all })
  await inCompany(id, async tx => {
    const [series] = await tx
      .select()
      .from(noSeries)
      .where(and(eq(noSeries.companyId, id), eq(noSeries.code, "GIF")))
    await tx.insert(noSeries).values({ ...series!, code: "GIF27", prefix: "GIF27-" })
  })
  const rest = all.filter(prefix => prefix !== "GIF26-")
  expect(await endingSeries(id, "2026-12-01")).toMatchObject({ prefixes: rest })
  expect(await endingSeries(id, "2027-01-01")).toMatchObject({ hasEnded: true, prefixes: all })
  await inCompany(id, tx =>
    tx.update(purchasesSetup).set({ postedPurchaseInvoiceNos: "GIF27" }).where(eq(purchasesSetup.companyId, id)),
  )
  expect(await endingSeries(id, "2027-01-01")).toMatchObject({ prefixes: rest })
})

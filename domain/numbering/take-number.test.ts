import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { noSeries, purchasesSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { makeCompany } from "@/test/factories"
import { takeNumber, takeNumberOf, takeNumbersOf } from "./take-number"

let companyId: number

beforeEach(async () => {
  companyId = (await makeCompany()).id
  await inCompany(companyId, async tx => {
    await tx
      .insert(noSeries)
      .values({ companyId, code: "TEST", description: "Test", prefix: "T", digits: 3, lastNumber: 8, allowGaps: false })
    await tx.update(purchasesSetup).set({ vendorNos: "TEST" }).where(eq(purchasesSetup.companyId, companyId))
  })
})

const take = <T>(run: Parameters<typeof inCompany<T>>[1]) => inCompany(companyId, run)

test("numbers follow each other, with the series' prefix and digits", async () => {
  expect(await take(tx => takeNumber(tx, companyId, "TEST"))).toBe("T009")
  expect(await take(tx => takeNumberOf(tx, companyId, "vendorNos"))).toBe("T010")
  expect(await take(tx => takeNumbersOf(tx, companyId, "vendorNos", 3))).toEqual(["T011", "T012", "T013"])
  expect(await take(tx => takeNumber(tx, companyId, "TEST"))).toBe("T014")
})

test("none are none, and a number that outgrows its digits is longer", async () => {
  expect(await take(tx => takeNumbersOf(tx, companyId, "vendorNos", 0))).toEqual([])
  await take(tx => tx.update(noSeries).set({ lastNumber: 999 }).where(eq(noSeries.code, "TEST")))
  expect(await take(tx => takeNumber(tx, companyId, "TEST"))).toBe("T1000")
})

test("a transaction that is undone gives its number back", async () => {
  const undone = take(async tx => {
    await takeNumber(tx, companyId, "TEST")
    throw new Error("undone")
  })
  await expect(undone).rejects.toThrow("undone")
  expect(await take(tx => takeNumber(tx, companyId, "TEST"))).toBe("T009")
})

test("a series that the company does not have is named", async () => {
  const missing = { issues: [{ code: "no_series_missing", params: { series: "NONE" } }] }
  await expect(take(tx => takeNumber(tx, companyId, "NONE"))).rejects.toMatchObject(missing)
  const other = (await makeCompany()).id
  await expect(inCompany(other, tx => takeNumber(tx, other, "TEST"))).rejects.toMatchObject({
    issues: [{ code: "no_series_missing", params: { series: "TEST" } }],
  })
})

test("where the company has chosen no series, what it would number is named, unless nothing is to be numbered", async () => {
  await take(tx => tx.delete(purchasesSetup).where(eq(purchasesSetup.companyId, companyId)))
  await expect(take(tx => takeNumberOf(tx, companyId, "vendorNos"))).rejects.toMatchObject({
    issues: [{ code: "no_series_missing", params: { series: "vendorNos" } }],
  })
  expect(await take(tx => takeNumbersOf(tx, companyId, "vendorNos", 0))).toEqual([])
})

import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { salesImport } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { makeActor, makeCompany } from "@/test/factories"
import { removeAllAbandoned } from "./remove-abandoned"

test("uploads that nobody can go on with are removed in every company, others stay", async () => {
  const companies = [await makeCompany(), await makeCompany()]
  const imports = [
    { no: "OLD", state: "uploading", requestedAt: sql`now() - interval '61 minutes'` },
    { no: "NEW", state: "uploading", requestedAt: sql`now() - interval '59 minutes'` },
    { no: "DONE", state: "ready", requestedAt: sql`now() - interval '1 year'` },
  ] as const
  for (const { id: companyId } of companies) {
    const { userId } = await makeActor(companyId, "purchaser")
    const common = { companyId, fileName: "a.csv", currencyCode: "EUR", requestedBy: userId, requestedByName: "Ina" }
    await inCompany(companyId, tx => tx.insert(salesImport).values(imports.map(each => ({ ...common, ...each }))))
  }
  expect(await removeAllAbandoned()).toBe(2)
  for (const { id } of companies) {
    const left = await inCompany(id, tx => tx.select({ no: salesImport.no }).from(salesImport).orderBy(salesImport.no))
    expect(left.map(({ no }) => no)).toEqual(["DONE", "NEW"])
  }
})

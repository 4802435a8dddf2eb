import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { makeCompany } from "@/test/factories"
import { planChecksOnce } from "./plan-checks-once"
import { inCompany, type Tx } from "./tenancy"

const modeOf = async (tx: Tx) => (await tx.execute<{ plan_cache_mode: string }>(sql`show plan_cache_mode`))[0]

test("checks are planned once until the transaction ends, and then for each row's values again", async () => {
  const { id } = await makeCompany()
  const within = await inCompany(id, async tx => {
    await planChecksOnce(tx)
    return modeOf(tx)
  })
  expect(within).toEqual({ plan_cache_mode: "auto" })
  expect(await inCompany(id, modeOf)).toEqual({ plan_cache_mode: "force_custom_plan" })
})

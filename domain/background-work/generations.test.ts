import { eq, sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { purchaseRequest } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { makeActor, makeCompany } from "@/test/factories"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { nextGenerations, readGenerations } from "./generations"

const { kept } = purchaseRequestWork

let companyId: number
let nos: string[]

beforeAll(async () => {
  companyId = (await makeCompany()).id
  const actor = await makeActor(companyId, "purchaser")
  nos = [(await makePurchaseRequest(actor)).no, (await makePurchaseRequest(actor)).no]
})

const afterTries = async (attempts: number, seconds: number): Promise<boolean> => {
  const queuedAt = sql`now() - make_interval(secs => ${seconds})`
  await inCompany(companyId, tx => tx.update(purchaseRequest).set({ attempts, queuedAt }))
  const [work] = await readGenerations(companyId, kept, nos)
  return work!.hopeless
}

test("thirty attempts in more than a quarter of an hour are enough, neither alone is", async () => {
  expect(await afterTries(30, 901)).toBe(true)
  expect(await afterTries(29, 901)).toBe(false)
  expect(await afterTries(30, 890)).toBe(false)
})

test("a row that somebody holds is passed over, not waited for", async () => {
  const seen = nos.map(no => ({ no, generation: 1 }))
  await inCompany(companyId, async tx => {
    await tx.select().from(purchaseRequest).where(eq(purchaseRequest.no, nos[0]!)).for("update")
    expect(await nextGenerations(companyId, kept, seen)).toEqual([{ no: nos[1], generation: 2 }])
  })
  expect(await nextGenerations(companyId, kept, seen)).toEqual([{ no: nos[0], generation: 2 }])
})

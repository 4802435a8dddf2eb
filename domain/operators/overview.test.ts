import { eq } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, expect, test } from "vitest"
import { noSeries } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { NotFound } from "@/domain/errors"
import { env } from "@/env"
import { makeActor, makeCompany } from "@/test/factories"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { isOperator } from "./operator"
import { readOverview } from "./overview"

const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1 })
afterAll(() => owner.end())

test("who operates the portal sees numbers of every company; an administrator of one has no such page", async () => {
  const [first, second] = [await makeCompany(), await makeCompany()]
  const { userId: operatorId } = await makeActor(first.id, "order_processor")
  const { userId: administratorId } = await makeActor(first.id, "administrator")
  await owner`insert into operator (user_id) values (${operatorId})`
  await makePurchaseRequest(await makeActor(second.id, "purchaser"))
  await inCompany(second.id, tx =>
    tx.update(noSeries).set({ endingNumber: 90_000, lastNumber: 89_998 }).where(eq(noSeries.allowGaps, false)),
  )

  await expect(readOverview({ id: administratorId, ssoCompanyId: null })).rejects.toBeInstanceOf(NotFound)
  expect(await isOperator(administratorId)).toBe(false)
  // A company's provider says who somebody is to that company alone.
  await expect(readOverview({ id: operatorId, ssoCompanyId: first.id })).rejects.toBeInstanceOf(NotFound)
  const overview = await readOverview({ id: operatorId, ssoCompanyId: null })
  expect(overview.companies).toContainEqual(
    expect.objectContaining({
      slug: second.slug,
      users: 1,
      requestsWaiting: 1,
      oldestWaiting: expect.any(Date),
      failed: 0,
    }),
  )
  expect(overview.companies).toContainEqual(expect.objectContaining({ slug: first.slug, users: 2, requestsWaiting: 0 }))
  expect(overview.waiting).toContainEqual(expect.objectContaining({ kind: "purchase_request", waiting: 1 }))
  expect(overview.lastBackup).toBeNull()
  await owner`insert into installation (key, value) values ('last_backup', 'portal.backup')`
  expect((await readOverview({ id: operatorId, ssoCompanyId: null })).lastBackup).toEqual({
    file: "portal.backup",
    at: expect.any(Date),
  })
})

test("nobody becomes an operator by the application's role", async () => {
  const company = await makeCompany()
  const { userId } = await makeActor(company.id, "administrator")
  const app = postgres(env().DATABASE_URL, { max: 1 })
  try {
    await expect(app`insert into operator (user_id) values (${userId})`.then(() => "done")).rejects.toThrow(
      "permission denied",
    )
  } finally {
    await app.end()
  }
})

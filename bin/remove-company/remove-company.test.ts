import { eq } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, expect, inject, test, vi } from "vitest"
import { database } from "@/db/client"
import { company, session } from "@/db/schema"
import { removeObjects } from "@/domain/object-store/remove-objects"
import { openSession } from "@/domain/users/sessions"
import * as environment from "@/env"
import { env } from "@/env"
import { makeApprovedPurchase } from "@/test/approved-purchase"
import { makeMember } from "@/test/factories"
import { startObjectServer } from "@/test/object-server"
import { makePayables } from "@/test/payments"
import { onDatabase } from "@/test/services"
import { removeCompany } from "./remove-company"

const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1, onnotice: () => {} })
/** Whom no fence hides rows from. */
const superuser = postgres(onDatabase(inject("services").adminUrl, new URL(env().DATABASE_URL).pathname.slice(1)), {
  max: 1,
})
afterAll(() => Promise.all([owner.end(), superuser.end()]))

/** How many rows each table has of a company; those that have none aside. */
async function rowsOf(companyId: number): Promise<Record<string, number>> {
  const tables = await superuser<{ name: string }[]>`
    SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'company_id'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`
  const counted: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await superuser<[{ rows: number }]>`
      SELECT count(*)::int AS rows FROM ${superuser(name)} WHERE company_id = ${companyId}`
    if (row.rows > 0) counted[name] = row.rows
  }
  return counted
}

test("a company goes with its books and its own users; another one keeps all it has, and its fences", async () => {
  const [gone, kept] = [await makePayables(), await makePayables()]
  for (const books of [gone, kept]) {
    const entryNo = await books.owe(books.dutch, { high: "100", low: "50" })
    await books.pay(books.dutch, "60", [{ vendorLedgerEntryNo: entryNo, amount: "60" }])
  }
  // Who works for both stays.
  await makeMember(kept.companyId, { id: gone.manager.userId, name: "", language: null }, ["purchaser"])
  const { userId } = await makeMember(gone.companyId, { id: kept.manager.userId, name: "", language: null }, [
    "purchaser",
  ])
  await openSession(userId)
  const before = await rowsOf(kept.companyId)
  expect(Object.keys(await rowsOf(gone.companyId)).length).toBeGreaterThan(25)
  const [row] = await database().select().from(company).where(eq(company.id, gone.companyId))

  const removed = await removeCompany(owner, row!.slug)

  expect(removed).toMatchObject({ companyId: gone.companyId, users: 0 })
  expect(removed.rows).toBeGreaterThan(200)
  expect(await rowsOf(gone.companyId)).toEqual({})
  expect(await rowsOf(kept.companyId)).toEqual({ ...before })
  expect(await kept.wrong()).toEqual([])
  expect((await database().select().from(session).where(eq(session.userId, userId))).length).toBe(1)
  const [mark] =
    await owner`SELECT value::jsonb ->> 'slug' AS slug FROM installation WHERE key = ${`removed company ${gone.companyId}`}`
  expect(mark).toEqual({ slug: row!.slug })
  const [off] = await owner`SELECT count(*)::int AS triggers FROM pg_trigger WHERE tgenabled = 'D'`
  expect(off).toEqual({ triggers: 0 })
  // What is posted goes on.
  await kept.owe(kept.dutch, { none: "10" })
  expect(await kept.wrong()).toEqual([])
})

test("approvals, posted papers and comments go too, which nobody deletes otherwise", async () => {
  const [gone, kept] = [await makeApprovedPurchase(), await makeApprovedPurchase()]
  const before = await rowsOf(kept.company.id)
  expect(before).toMatchObject({
    approval: 2,
    approval_entry: 2,
    attachment: 1,
    attachment_piece: 1,
    document_comment: 1,
    notification_setting: 1,
    push_delivery: 2,
  })
  await removeCompany(owner, gone.company.slug)
  expect(await rowsOf(gone.company.id)).toEqual({})
  expect(await rowsOf(kept.company.id)).toEqual(before)
})

test("its files in the store of objects are removed by the worker, for a company that is still there", async () => {
  const server = await startObjectServer()
  const others = environment.env()
  const named = vi.spyOn(environment, "env").mockReturnValue({ ...others, ...server.settings, ATTACHMENT_STORE: "s3" })
  try {
    const [gone, kept] = [await makeApprovedPurchase(), await makeApprovedPurchase()]
    const before = await server.keys()
    expect(before).toHaveLength(2)
    await removeCompany(owner, gone.company.slug)
    expect(await server.keys()).toEqual(before)
    expect(await removeObjects(kept.company.id)).toBe(1)
    expect(await server.keys()).toEqual([expect.stringMatching(new RegExp(`^${kept.company.id}/`, "u"))])
  } finally {
    named.mockRestore()
    await server.end()
  }
})

test("users of no other company go too, with their sessions; one that is not there is said", async () => {
  const books = await makePayables()
  await books.owe(books.dutch, { high: "100" })
  await openSession(books.manager.userId)
  const [row] = await database().select().from(company).where(eq(company.id, books.companyId))
  expect(await removeCompany(owner, row!.slug)).toMatchObject({ users: 1 })
  expect(await database().select().from(session).where(eq(session.userId, books.manager.userId))).toEqual([])
  await expect(removeCompany(owner, row!.slug)).rejects.toThrow(`There is no company at /${row!.slug}.`)
})

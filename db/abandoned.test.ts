import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { makeCompany } from "@/test/factories"
import { abandonable } from "./abandoned"
import { database } from "./client"
import { inCompany, tookTooLongIn } from "./tenancy"

const sleeping = async () =>
  (
    await database().execute(
      sql`select from pg_stat_activity where query like 'select pg_sleep(60)%' and state = 'active'`,
    )
  ).length

test("work that nobody wants any more is stopped in the database, and nothing else", async () => {
  const { id } = await makeCompany()
  const [given, kept] = [new AbortController(), new AbortController()]
  const work = abandonable(given.signal, () => inCompany(id, tx => tx.execute(sql`select pg_sleep(60)`)))
  const outcome = work.catch((error: unknown) => error)
  await expect.poll(sleeping).toBe(1)
  given.abort()
  expect(tookTooLongIn(await outcome)).toBe(true)
  expect(await sleeping()).toBe(0)

  const done = abandonable(kept.signal, () => inCompany(id, tx => tx.execute<{ one: number }>(sql`select 1 as one`)))
  expect([...(await done)]).toEqual([{ one: 1 }])
  kept.abort()
  expect(await inCompany(id, async tx => [...(await tx.execute(sql`select 2 as two`))])).toEqual([{ two: 2 }])
})

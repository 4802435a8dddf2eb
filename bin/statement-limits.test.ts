import { sql } from "drizzle-orm"
import postgres from "postgres"
import { afterEach, expect, test, vi } from "vitest"
import { database } from "@/db/client"
import { inCompany, type Tx, tookTooLongIn } from "@/db/tenancy"
import { env } from "@/env"
import { makeCompany } from "@/test/factories"
import { limitStatements } from "./statement-limits"

const limitsOf = async (tx: Pick<Tx, "execute">) =>
  (
    await tx.execute(sql`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
      current_setting('idle_in_transaction_session_timeout') as idle`)
  )[0]

afterEach(() => void vi.resetModules())

test("the application's role may hold others up for so long, and an administrator's own limit stays", async () => {
  const limits = { statement: "30s", lock: "10s", idle: "1min" }
  expect(await limitsOf(database())).toEqual(limits)
  const sql = postgres(env().DATABASE_URL, { max: 1 })
  try {
    await sql`alter role current_user set lock_timeout = '9s'`
    await limitStatements(env().DATABASE_URL)
    const [row] = await sql`select setconfig from pg_db_role_setting where setrole = current_user::regrole`
    expect(row!.setconfig).toEqual(expect.arrayContaining(["lock_timeout=9s", "statement_timeout=30s"]))
  } finally {
    await sql`alter role current_user set lock_timeout = '10s'`
    await sql.end()
  }
})

test("a statement over its limit is stopped and known for that", async () => {
  const { id } = await makeCompany()
  const tooLong = (limit: string, work: (tx: Tx) => Promise<unknown>) =>
    inCompany(id, async tx => {
      await tx.execute(sql.raw(`set local ${limit}`))
      await work(tx)
    }).catch((error: unknown) => error)
  const hold = (tx: Tx) => tx.execute(sql`select pg_advisory_xact_lock(7)`)
  expect(tookTooLongIn(await tooLong("statement_timeout = '20ms'", tx => tx.execute(sql`select pg_sleep(9)`)))).toBe(
    true,
  )
  await inCompany(id, async tx => {
    await hold(tx)
    expect(tookTooLongIn(await tooLong("lock_timeout = '20ms'", hold))).toBe(true)
  })
  expect(tookTooLongIn(await tooLong("lock_timeout = '20ms'", tx => tx.execute(sql`select 1 / 0`)))).toBe(false)
})

test("a process of jobs has longer limits in its transactions, and in them alone", async () => {
  const { id } = await makeCompany()
  const { allowLongStatements } = await import("@/db/long-statements")
  expect(await inCompany(id, limitsOf)).toMatchObject({ statement: "30s", lock: "10s" })
  allowLongStatements()
  const { inCompany: fresh } = await import("@/db/tenancy")
  expect(await fresh(id, limitsOf)).toMatchObject({ statement: "10min", lock: "0", idle: "1min" })
  expect(await limitsOf(database())).toMatchObject({ statement: "30s", lock: "10s" })
})

import { inspect } from "node:util"
import { sql } from "drizzle-orm"
import pino from "pino"
import postgres from "postgres"
import { expect, test } from "vitest"
import { env } from "@/env"
import { makeCompany } from "@/test/factories"
import { users, vendorInvoiceClaim } from "./schema"
import { inCompany, type Tx } from "./tenancy"

test("a transaction's connection that PostgreSQL ended leaves nothing for whoever connects in its place", async () => {
  const pool = postgres(env().DATABASE_URL, { max: 1 })
  const other = postgres(env().DATABASE_URL, { max: 1 })
  try {
    for (const before of ["select 1", "select generate_series(1, 3), pg_backend_pid()"]) {
      const ended = pool.begin(async tx => {
        await tx.unsafe(before)
        const [{ pid }] = await tx<[{ pid: number }]>`select pg_backend_pid() as pid`
        const waiting = tx`select pg_sleep(60)`.execute()
        await running(other, pid)
        await other`select pg_terminate_backend(${pid})`
        await waiting
      })
      await expect(ended).rejects.toMatchObject({ code: "CONNECTION_CLOSED" })
      expect(await pool`select 7 as seven`).toEqual([{ seven: 7 }])
    }
  } finally {
    await Promise.all([pool.end(), other.end()])
  }
})

/** Until the backend of that number runs a statement that sleeps. */
async function running(watcher: postgres.Sql, pid: number): Promise<void> {
  for (;;) {
    const [found] = await watcher`select from pg_stat_activity where pid = ${pid} and wait_event = 'PgSleep'`
    if (found) return
  }
}

const typed = "Kaasstraat 12 te Hoorn"

/** Statements that fail over what somebody typed: by a key, a check, a missing column, data of another type. */
const failing: Record<string, (tx: Tx, companyId: number) => Promise<unknown>> = {
  "a second row of one key": async (tx, companyId) => {
    const row = { companyId, vendorNo: typed, vendorInvoiceKey: typed }
    await tx.insert(vendorInvoiceClaim).values(row)
    await tx.insert(vendorInvoiceClaim).values(row)
  },
  "a row that breaks a rule": (tx, companyId) =>
    tx.insert(vendorInvoiceClaim).values({ companyId, vendorNo: typed, vendorInvoiceKey: sql`null` as never }),
  "a row of another company": (tx, companyId) =>
    tx.insert(vendorInvoiceClaim).values({ companyId: companyId + 1, vendorNo: typed, vendorInvoiceKey: typed }),
  "a statement of no use": tx => tx.execute(sql`select ${typed}::text from nowhere`),
  "data of another type": tx => tx.execute(sql`select ${typed}::text::bigint`),
  "a date that is none": tx => tx.execute(sql`select ${typed}::text::date`),
  "text that is no JSON": tx => tx.execute(sql`select ${`{"${typed}`}::text::jsonb`),
  "what the driver cannot send": tx => tx.execute(sql`select ${{ toString: () => `${typed}\0` }}::text`),
  "a query of the builder": tx => tx.select({ no: sql`1 / 0` }).from(users).where(sql`${typed} = ${typed}`),
}

test.for(Object.keys(failing))("an error does not hold what was typed: %s", async name => {
  const { id } = await makeCompany()
  const error = await inCompany(id, tx => failing[name]!(tx, id)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Error)
  let logged = ""
  const write = (line: string) => {
    logged += line
  }
  pino({}, { write }).error({ err: error }, "failed")
  // As our own log writes it, as Next.js does, and as one that shows all that is there.
  for (const text of [logged, inspect(error, { depth: 9 }), inspect(error, { depth: 9, showHidden: true })])
    expect(text).not.toContain(typed)
  // What failed and why is still told.
  expect(logged).toContain("Failed query: ")
})

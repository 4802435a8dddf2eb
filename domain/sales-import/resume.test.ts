import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import postgres, { type ReservedSql } from "postgres"
import { afterEach, beforeEach, expect, it } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { askForImport } from "@/domain/imports/ask-import"
import { runImport } from "@/domain/imports/run-import"
import { env } from "@/env"
import { makeActor, makeCompany } from "@/test/factories"
import { fileOf } from "@/test/sales-csv"
import { readImport, upload } from "@/test/sales-files"

/** Several batches of either stage; the lines of each invoice lie apart. */
const ROWS = 7_000
const INVOICES = 700
const content = fileOf(
  Array.from({ length: ROWS }, (_, index) => ({
    invoice: String(index % INVOICES),
    customer: String(index % INVOICES),
    code: `I${index % 50}`,
    // Every hundredth invoice is refused for a row near the file's end.
    quantity: index >= ROWS - INVOICES && index % 100 === 0 ? "-1" : "1",
    text: `row ${index + 2}`,
  })),
)

let actor: Actor
let sql: postgres.Sql
let other: ReservedSql
let child: ChildProcess | undefined

beforeEach(async () => {
  const { id } = await makeCompany()
  actor = await makeActor(id, "purchaser")
  sql = postgres(env().DATABASE_URL, { max: 2 })
  other = await sql.reserve()
  await other`begin`
  await other`select set_config('app.company_id', ${String(id)}, true)`
})

afterEach(async () => {
  child?.kill("SIGKILL")
  other.release()
  await sql.end({ timeout: 1 })
})

/** Runs the import in a process of its own until it waits for what `other` holds, and kills it there. */
async function runUntilItWaits(no: string): Promise<void> {
  child = spawn(process.execPath, ["--import", "tsx", "test/run-file-import.ts", String(actor.companyId), no], {
    stdio: "inherit",
  })
  const [{ pid }] = (await other`select pg_backend_pid() as pid`) as unknown as [{ pid: number }]
  await expect
    .poll(async () => (await sql`select from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`).length, {
      timeout: 60_000,
    })
    .toBe(1)
  child.kill("SIGKILL")
  await once(child, "exit")
}

async function expectAllOfIt(no: string): Promise<void> {
  const read = await readImport(actor.companyId, no)
  expect(read).toMatchObject({
    state: "finished",
    rowsRead: ROWS,
    rowsTaken: 6_930,
    rowsRefused: 70,
    made: { invoices: 693 },
  })
  expect(read.rows.map(({ rowNo }) => rowNo)).toEqual(Array.from({ length: ROWS }, (_, index) => index + 2))
  expect(read.lines).toHaveLength(6_930)
  expect(new Set(read.lines.map(({ description }) => description)).size).toBe(6_930)
  expect(read.rows.filter(({ outcome }) => outcome === "refused").every(row => Number(row.groupKey) % 100 === 0)).toBe(
    true,
  )
  expect(read.invoices.every(({ lineCount }) => lineCount === 10)).toBe(true)
}

it("goes on after it was killed while its rows were staged", { timeout: 180_000 }, async () => {
  const no = await upload(actor, content)
  // A row of the second batch.
  await other`insert into file_import_row (company_id, import_no, row_no, fields, understood)
    values (${actor.companyId}, ${no}, 5500, '{}', '{}')`
  await runUntilItWaits(no)
  await other`rollback`
  const left = await readImport(actor.companyId, no)
  expect(left).toMatchObject({ state: "queued", rowsRead: null })
  expect(left.rows).toHaveLength(5_000)
  expect(await runImport(actor.companyId, no)).toBe("done")
  await askForImport(actor, no, { goodRows: true })
  expect(await runImport(actor.companyId, no)).toBe("done")
  await expectAllOfIt(no)
})

it("goes on after it was killed while invoices were made", { timeout: 180_000 }, async () => {
  const no = await upload(actor, content)
  await runImport(actor.companyId, no)
  await askForImport(actor, no, { goodRows: true })
  // The customer of an invoice in the second batch, as somebody else is just making it.
  await other`insert into customer (company_id, no, name) values (${actor.companyId}, '651', 'Somebody')`
  await runUntilItWaits(no)
  await other`rollback`
  const left = await readImport(actor.companyId, no)
  expect(left).toMatchObject({ state: "queued", rowsRead: ROWS })
  // The first batch: six hundred good invoices of ten lines.
  expect(left.rows.filter(({ written }) => written)).toHaveLength(6_000)
  expect(left.lines).toHaveLength(6_000)
  expect(await runImport(actor.companyId, no)).toBe("done")
  await expectAllOfIt(no)
})

it("is done once by two runs at once: the later one goes on, the earlier one ends", { timeout: 180_000 }, async () => {
  await other`rollback`
  const no = await upload(actor, content)
  const both = () => Promise.all([runImport(actor.companyId, no), runImport(actor.companyId, no)])
  expect((await both()).sort()).toEqual(["done", "superseded"])
  await askForImport(actor, no, { goodRows: true })
  expect((await both()).sort()).toEqual(["done", "superseded"])
  await expectAllOfIt(no)
})

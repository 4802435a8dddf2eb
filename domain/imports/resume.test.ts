/** An import of any kind whose process is killed goes on where it was, and does nothing twice. */

import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { and, eq, sql } from "drizzle-orm"
import postgres, { type ReservedSql } from "postgres"
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { fileImportRow, ledgerTransaction, salesInvoiceLine } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { askForImport, askForUndoing } from "@/domain/imports/ask-import"
import { beginRun } from "@/domain/imports/import-lock"
import { importKindNamed } from "@/domain/imports/kinds"
import { readImport } from "@/domain/imports/read-import"
import { runImport } from "@/domain/imports/run-import"
import { stageRows } from "@/domain/imports/stage-rows"
import { env } from "@/env"
import { bundledProgram } from "@/test/bundled-program"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"
import { sendFile } from "@/test/file-imports"
import { fileOf } from "@/test/sales-csv"

type Case = {
  kind: string
  /** Rows of its file: several batches of each stage, the last row not in the first of any. */
  rows: number
  refused: number
  content: (companyId: number) => Promise<string>
  /** What of its rows is in the books. */
  booked: (tx: Tx, companyId: number) => Promise<number>
}

const invoices = 700

const cases: Case[] = [
  {
    kind: "sales-invoices",
    rows: 7_000,
    refused: 70,
    // The lines of each invoice lie apart, and every hundredth is refused for a row near the file's end.
    content: async () =>
      fileOf(
        Array.from({ length: 7_000 }, (_, index) => ({
          invoice: String(index % invoices),
          customer: String(index % invoices),
          code: `I${index % 50}`,
          quantity: index >= 7_000 - invoices && index % 100 === 0 ? "-1" : "1",
        })),
      ),
    booked: (tx, companyId) => tx.$count(salesInvoiceLine, eq(salesInvoiceLine.companyId, companyId)),
  },
  {
    kind: "payments",
    rows: 70,
    refused: 1,
    content: async companyId => {
      const { no } = await makeVendor(companyId)
      // What is beside the payments makes a batch of what is staged end by its size.
      const beside = "x".repeat(60_000)
      const amounts = Array.from({ length: 70 }, (_, index) => (index === 9 ? "none" : `${index + 1}.25`))
      return ["Vendor No.,Posting Date,Amount,Note", ...amounts.map(each => `${no},2026-07-10,${each},${beside}`)].join(
        "\n",
      )
    },
    booked: async (tx, companyId) => {
      const [counted] = await tx.execute<{ payments: number }>(sql`
        select count(*)::int - 2 * count(reverses_no)::int as payments from ${ledgerTransaction}
        where company_id = ${companyId}`)
      return counted!.payments
    },
  },
]

let actor: Actor
let pool: postgres.Sql
let other: ReservedSql
let child: ChildProcess | undefined
let program: string

beforeAll(async () => {
  program = await bundledProgram("test/run-file-import.ts")
})

beforeEach(async () => {
  const { id } = await makeCompany()
  actor = await makeActor(id, "purchasing_manager")
  pool = postgres(env().DATABASE_URL, { max: 2 })
  other = await pool.reserve()
})

afterEach(async () => {
  child?.kill("SIGKILL")
  other.release()
  await pool.end({ timeout: 1 })
})

/** Runs an import in a process of its own until it waits for what `hold` holds, and kills it there. */
async function killWhere(no: string, hold: (companyId: number) => Promise<unknown>): Promise<void> {
  const { companyId } = actor
  await other`begin`
  await other`select set_config('app.company_id', ${String(companyId)}, true)`
  await hold(companyId)
  child = spawn(process.execPath, [program, String(companyId), no], { stdio: "inherit" })
  const [{ pid }] = (await other`select pg_backend_pid() as pid`) as unknown as [{ pid: number }]
  const waiting = () => pool`select from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`
  await expect.poll(async () => (await waiting()).length, { timeout: 60_000 }).toBe(1)
  child.kill("SIGKILL")
  await once(child, "exit")
  await other`rollback`
}

describe.each(cases)("an import of $kind", ({ kind, rows, refused, content, booked }) => {
  const lastRow = rows + 1
  const kept = (where = sql`true`) =>
    inCompany(actor.companyId, tx => tx.$count(fileImportRow, and(eq(fileImportRow.companyId, actor.companyId), where)))
  const inBooks = () => inCompany(actor.companyId, tx => booked(tx, actor.companyId))
  const holdLastRow = (companyId: number) =>
    other`select from file_import_row where company_id = ${companyId} and row_no = ${lastRow} for update`
  const run = (no: string) => runImport(actor.companyId, no)
  const some = async (count: number) => {
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(rows - refused)
    return count
  }
  const expectAll = async (no: string) => {
    const { import: own } = await readImport(actor, no)
    expect(own).toMatchObject({ state: "finished", rowsRead: rows, rowsWritten: rows - refused, rowsRefused: refused })
    expect(await kept()).toBe(rows)
    expect(await inBooks()).toBe(rows - refused)
  }

  it("goes on after it was killed while it was staged, tried, imported and undone", { timeout: 240_000 }, async () => {
    const no = await sendFile(actor, kind, await content(actor.companyId))
    await killWhere(
      no,
      companyId =>
        other`insert into file_import_row (company_id, import_no, row_no, fields, understood)
          values (${companyId}, ${no}, ${lastRow}, '{}', '{}')`,
    )
    await some(await kept())
    const again = (await beginRun(actor.companyId, no))!
    await stageRows(again, importKindNamed(kind)!, again.begun)
    expect(await kept()).toBe(rows)

    await killWhere(no, holdLastRow)
    await some(await kept(sql`outcome = 'new'`))
    expect(await run(no)).toBe("done")
    expect((await readImport(actor, no)).import).toMatchObject({ state: "tried", rowsNew: rows - refused })
    expect(await inBooks()).toBe(0)

    await askForImport(actor, no, { goodRows: true })
    await killWhere(no, holdLastRow)
    expect(await inBooks()).toBe(await some(await kept(sql`written`)))
    expect(await run(no)).toBe("done")
    await expectAll(no)

    await askForUndoing(actor, no)
    await killWhere(no, holdLastRow)
    expect((await readImport(actor, no)).import.state).toBe("queued")
    expect(await run(no)).toBe("done")
    expect((await readImport(actor, no)).import).toMatchObject({ state: "undone", rowsWritten: 0 })
    expect(await inBooks()).toBe(0)
  })

  it("is done once by two runs at once: the later one goes on, the earlier one ends", {
    timeout: 180_000,
  }, async () => {
    const no = await sendFile(actor, kind, await content(actor.companyId))
    const both = () => Promise.all([run(no), run(no)])
    expect((await both()).sort()).toEqual(["done", "superseded"])
    await askForImport(actor, no, { goodRows: true })
    expect((await both()).sort()).toEqual(["done", "superseded"])
    await expectAll(no)
  })
})

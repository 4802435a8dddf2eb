/** A process that ends while it posts an opening: nothing of it is there, and posting again posts all of it, once. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { eq } from "drizzle-orm"
import postgres from "postgres"
import { expect, test } from "vitest"
import { item, itemLedgerEntry, ledgerTransaction, openingBalance, vendorLedgerEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { env } from "@/env"
import { bundledProgram } from "@/test/bundled-program"
import { makeItem, makeVendor } from "@/test/factories"
import { makeBeginner, postPrepared, prepare, preparedVersion, wrongBooks } from "@/test/openings"

test("a process killed when all is written and nothing committed leaves no trace", { timeout: 60_000 }, async () => {
  const manager = await makeBeginner()
  const { companyId } = manager
  const { no: vendorNo } = await makeVendor(companyId)
  const { no: itemNo } = await makeItem(companyId, { lastDirectCost: "0" })
  await prepare(manager, {
    vendors: [{ vendorNo, documentDate: "2025-12-10", vendorInvoiceNo: "F-1", amount: "121" }],
    accounts: [
      { glAccountNo: "1600", credit: "121" },
      { glAccountNo: "3000", debit: "55.50" },
      { glAccountNo: "0510", balance: "65.50" },
    ],
    stock: [{ itemNo, quantity: "12", costAmount: "55.50" }],
  })
  const there = () =>
    inCompany(companyId, async tx => {
      const [found] = await tx.select({ cost: item.lastDirectCost }).from(item).where(eq(item.no, itemNo))
      const tables = [openingBalance, ledgerTransaction, vendorLedgerEntry, itemLedgerEntry]
      const counts: number[] = []
      for (const table of tables) counts.push(await tx.$count(table))
      return [...counts, Number(found!.cost)]
    })

  // The event comes last: the posting waits to be told of.
  const owner = postgres(env().DATABASE_OWNER_URL!, { max: 2 })
  const other = await owner.reserve()
  await other`begin`
  await other`lock table event in share mode`
  const program = await bundledProgram("test/run-opening.ts")
  const seen = await preparedVersion(companyId)
  const child = spawn(process.execPath, [program, JSON.stringify(manager), String(seen)])
  const [{ pid }] = (await other`select pg_backend_pid() as pid`) as unknown as [{ pid: number }]
  await expect
    .poll(async () => (await owner`select from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`).length, {
      timeout: 30_000,
    })
    .toBe(1)
  child.kill("SIGKILL")
  await once(child, "exit")
  await other`rollback`
  other.release()
  await owner.end({ timeout: 1 })

  expect(await there()).toEqual([0, 0, 0, 0, 0])
  expect(await wrongBooks(companyId)).toEqual([])
  expect(await postPrepared(manager)).toBe(1)
  expect(await there()).toEqual([1, 2, 1, 1, 4.625])
  expect(await wrongBooks(companyId)).toEqual([])
})

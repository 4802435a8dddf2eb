import { eq, sql } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { makeCompany } from "@/test/factories"
import { OutcomeUnknown } from "./outcome-unknown"
import { users, vendorInvoiceClaim } from "./schema"
import { inCompany, postgresErrorCode, type Tx, withCommit } from "./tenancy"

const uniqueViolation = "23505"
let companyId: number

beforeEach(async () => {
  companyId = (await makeCompany()).id
})

const claim = (tx: Tx, vendorInvoiceKey: string) =>
  tx.insert(vendorInvoiceClaim).values({ companyId, vendorNo: "V", vendorInvoiceKey }).execute()

async function claimed(): Promise<string[]> {
  const rows = await inCompany(companyId, tx => tx.select().from(vendorInvoiceClaim))
  return rows.map(row => row.vendorInvoiceKey)
}

test("with COMMIT sent behind the last statement, all of it counts once it is answered", async () => {
  const answer = await inCompany(companyId, async tx => withCommit(claim(tx, "one").then(() => "done")))
  expect(answer).toBe("done")
  expect(await claimed()).toEqual(["one"])
})

test("none of it counts where a statement fails, whichever it is", async () => {
  for (const keys of [
    ["one", "one", "two"],
    ["one", "two", "two"],
  ]) {
    const failed = await inCompany(companyId, async tx =>
      withCommit(Promise.all(keys.map(key => claim(tx, key)))),
    ).catch((error: unknown) => error)
    expect(postgresErrorCode(failed)).toBe(uniqueViolation)
    expect(await claimed()).toEqual([])
  }
})

test("a statement that finds itself overtaken has all of it run again", async () => {
  let runs = 0
  await inCompany(companyId, async tx => {
    runs++
    return withCommit(Promise.all([claim(tx, `run ${runs}`), tx.execute(sql`select refuse_overtaken(${runs === 2})`)]))
  })
  expect(runs).toBe(2)
  expect(await claimed()).toEqual(["run 2"])
})

test("nothing is sent through a transaction that is over, whether it failed or committed", async () => {
  const kept: Tx[] = []
  await inCompany(companyId, async tx => kept.push(tx))
  await inCompany(companyId, async tx => {
    kept.push(tx)
    throw new TypeError("given up")
  }).catch(() => {})
  // Otherwise whoever has the connection now would run it, as their company.
  for (const tx of kept) {
    const late = await claim(tx, "late").catch((error: Error) => error.cause)
    expect(late).toMatchObject({ code: "TRANSACTION_OVER" })
  }
})

test("nothing is sent through the part of a transaction that is over with it", async () => {
  const kept: Tx[] = []
  await inCompany(companyId, tx => tx.transaction(async part => kept.push(part)))
  for (const late of [claim(kept[0]!, "late"), kept[0]!.transaction(part => claim(part, "later"))]) {
    const refused = await late.catch((error: Error) => error.cause ?? error)
    expect(refused).toMatchObject({ code: "TRANSACTION_OVER" })
  }
  expect(await claimed()).toEqual([])
})

test("a part of a transaction that is still at work ends with all of it", async () => {
  let end = () => {}
  const ended = new Promise<void>(resolve => {
    end = resolve
  })
  let running: Promise<unknown> = Promise.resolve()
  const part = await inCompany(
    companyId,
    tx =>
      new Promise<Tx>(resolve => {
        running = tx.transaction(async inner => {
          resolve(inner)
          await ended
        })
      }),
  )
  await expect(claim(part, "late")).rejects.toMatchObject({ cause: { code: "TRANSACTION_OVER" } })
  end()
  await running
  expect(await claimed()).toEqual([])
})

test("a connection that breaks off is of unknown outcome only where COMMIT was on its way", async () => {
  const end = (tx: Tx) => tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`)
  await expect(inCompany(companyId, async tx => withCommit(end(tx)))).rejects.toThrow(OutcomeUnknown)
  await expect(inCompany(companyId, end)).rejects.not.toThrow(OutcomeUnknown)
})

test("a statement with a value that is undefined fails, and so does its transaction, instead of waiting for good", async () => {
  const late = (tx: Tx) =>
    tx
      .select()
      .from(users)
      .where(eq(users.id, undefined as never))
  await expect(inCompany(companyId, late)).rejects.toMatchObject({
    cause: new TypeError("A value of the statement is undefined"),
  })
  expect(await inCompany(companyId, tx => tx.execute(sql`select 7 as seven`))).toEqual([{ seven: 7 }])
})

import { eq, sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { makeCompany, makeUser } from "@/test/factories"
import { database } from "./client"
import { noSeries, users, vendor, vendorInvoiceClaim } from "./schema"
import { inCompany, type Tx, withCommit } from "./tenancy"
import { watchSaves } from "./watch-saves"

let companyId: number

beforeAll(async () => {
  companyId = (await makeCompany()).id
})

const claim = (tx: Tx, vendorInvoiceKey: string) =>
  tx.insert(vendorInvoiceClaim).values({ companyId, vendorNo: "V", vendorInvoiceKey }).execute()

/** Whether it is told that something was saved once `work` has ended, well or badly. */
const toldOf = (work: () => Promise<unknown>) =>
  watchSaves(async saved => {
    await work().catch(() => {})
    return saved()
  })

test("what was read, refused or rolled back is not told as saved; what was committed is", async () => {
  const read = () => inCompany(companyId, tx => tx.select().from(vendor))
  const failing = () =>
    inCompany(companyId, async tx => {
      await claim(tx, "rolled back")
      throw new Error("refused")
    })
  const twice = () =>
    inCompany(companyId, async tx => withCommit(Promise.all(["same", "same"].map(key => claim(tx, key)))))
  expect(await toldOf(read)).toBe(false)
  expect(await toldOf(failing)).toBe(false)
  expect(await toldOf(twice)).toBe(false)
  expect(await toldOf(() => Promise.all([read(), failing().catch(() => {})]).then(read))).toBe(false)
  expect(await toldOf(() => inCompany(companyId, tx => claim(tx, "saved")))).toBe(true)
  expect(await toldOf(() => inCompany(companyId, async tx => withCommit(claim(tx, "saved behind"))))).toBe(true)
  expect(
    await toldOf(() =>
      inCompany(companyId, tx =>
        tx.execute(sql`with key as (select 'by with' as key)
      insert into ${vendorInvoiceClaim} (company_id, vendor_no, vendor_invoice_key) select ${companyId}::int, 'V', key from key`),
      ),
    ),
  ).toBe(true)
})

test("a number that was drawn and not used is nothing saved", async () => {
  const draw = () => inCompany(companyId, tx => tx.update(noSeries).set({ lastNumber: sql`last_number + 1` }))
  expect(await toldOf(draw)).toBe(false)
})

test("a statement outside a transaction is saved by itself", async () => {
  const user = await makeUser()
  const rename = () => database().update(users).set({ name: "Anneke" }).where(eq(users.id, user.id))
  expect(await toldOf(() => database().select().from(users).limit(1))).toBe(false)
  expect(await toldOf(async () => await rename())).toBe(true)
})

test("a transaction of no company is watched too", async () => {
  const { id } = await makeUser()
  const rename = (fail: boolean) =>
    database().transaction(async tx => {
      await tx.update(users).set({ name: "Anneke" }).where(eq(users.id, id))
      if (fail) throw new Error("refused")
    })
  expect(await toldOf(() => rename(true))).toBe(false)
  expect(await toldOf(() => rename(false))).toBe(true)
})

test("an error after a save is told of it, and no other watch is", async () => {
  const watches = [
    () => inCompany(companyId, tx => claim(tx, "mine")),
    () => inCompany(companyId, tx => tx.select().from(vendor)),
  ]
  expect(await Promise.all(watches.map(toldOf))).toEqual([true, false])
})

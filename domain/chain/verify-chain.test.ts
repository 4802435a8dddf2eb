import { randomUUID } from "node:crypto"
import { sql } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { reverseOpening } from "@/domain/opening-balances/reverse-opening"
import { registerPayment } from "@/domain/payments/register-payment"
import { reversePayment } from "@/domain/payments/reverse-payment"
import { cancelPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { disableUser } from "@/domain/users/disable-user"
import { eraseUser } from "@/domain/users/erase-user"
import { setRoles } from "@/domain/users/set-roles"
import { pastTheFence, wrongChain } from "@/test/chain"
import { makeActor, makeCompany, makeItem, makeMember, makeUser, makeVendor } from "@/test/factories"
import { makeBeginner, postPrepared, prepare } from "@/test/openings"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { batchSizes, hasUnlinked, linkRows } from "./link-rows"
import { chainKeys, sealDay } from "./seal-day"
import { headText, signedHead, signingKey } from "./signing"
import { chainRules } from "./verify-chain"
import { sealRules } from "./verify-seals"

let companyId: number
let administrator: Actor
let manager: Actor
let leaverId: number
const now = today("Europe/Amsterdam")

/** 1 an invoice by somebody who leaves; 2 one that 3 cancels; 4 a payment that 5 reverses. */
beforeAll(async () => {
  companyId = (await makeCompany()).id
  administrator = await makeActor(companyId, "administrator", "purchasing_manager")
  manager = administrator
  const user = await makeUser({ name: "Wilhelmina van Oosten" })
  leaverId = user.id
  await makeMember(companyId, user, ["purchasing_manager"])
  await setRoles(administrator, user.id, ["purchasing_manager", "purchaser"])
  const leaver: Actor = { ...manager, userId: user.id, name: user.name, roles: ["purchasing_manager"] }
  const seller = await makeVendor(companyId, { no: "L1" })
  const item = await makeItem(companyId, { no: "STOCK" })
  const post = async (actor: Actor) =>
    postPurchaseDocument(
      actor,
      await makePurchaseInvoice(actor, seller.no, [{ no: item.no, quantity: "2", price: "10" }]),
      {
        unreviewed: true,
      },
    )
  await post(leaver)
  const second = await post(manager)
  await cancelPostedInvoice(manager, second.no, { postingDate: null, reason: "as agreed" })
  const paid = await registerPayment(manager, {
    vendorNo: seller.no,
    bankAccountNo: "BANK",
    postingDate: now,
    currency: "EUR",
    amount: "5",
    description: "by bank",
    applications: [],
  })
  await reversePayment(manager, paid, now, "by mistake")
  expect(await linkRows(companyId)).toBeGreaterThan(10)
  await sealDay(companyId)
})

const found = async (...statements: string[]) => {
  const wrong = await wrongChain(companyId, ...statements)
  return wrong.map(({ rule, table, key }) => [rule, table, key])
}

/** The ids of the company's events about a posted document or a payment, in their order. */
async function eventIds(): Promise<number[]> {
  const rows = await inCompany(companyId, tx => tx.execute<{ id: string }>(sql`select id::text from event order by id`))
  return rows.map(({ id }) => Number(id))
}

test("finds nothing wrong with what was posted, cancelled, paid and reversed, and links nothing twice", async () => {
  expect(await found()).toEqual([])
  expect(await linkRows(companyId)).toBe(0)
  expect(await hasUnlinked(companyId)).toBe(false)
  expect(await sealDay(companyId)).toBeUndefined()
})

describe("of what rows alone cannot tell, it names", () => {
  const own = () => `company_id = ${companyId}`
  const transactionRow = (no: number) => [chainRules.rows, "ledger_transaction", `transaction ${no}`]

  test.each([
    [
      "a description",
      1,
      "update gl_entry set description = 'x' where transaction_no = 1 and line_no = (select min(line_no) from gl_entry where transaction_no = 1)",
    ],
    ["a posting date, everywhere", 2, "update ledger_transaction set posting_date = posting_date - 1 where no = 2"],
    ["a quantity", 1, "update posted_purchase_line set quantity = 3 where document_no = 'GIF26-00001'"],
    [
      "the vendor's number with its key",
      1,
      "update posted_purchase_document set vendor_invoice_no = 'x', vendor_invoice_key = 'x' where no = 'GIF26-00001'",
    ],
    ["an address", 2, "update posted_purchase_document set buy_from_city = 'Elders' where transaction_no = 2"],
    ["who posted", 3, "update ledger_transaction set posted_by = posted_by + 1 where no = 3"],
    ["when", 4, "update ledger_transaction set posted_at = posted_at + interval '1 second' where no = 4"],
    [
      "an amount to the tenth decimal",
      4,
      "update bank_account_ledger_entry set amount = amount + 0.0000000001 where transaction_no = 4",
    ],
    ["a line that was deleted", 2, "delete from posted_purchase_line where document_no = 'GIF26-00002'"],
    [
      "a line that was put in",
      5,
      "insert into vat_entry select * from (select (jsonb_populate_record(v, '{\"transaction_no\": 5}')).* from vat_entry v where transaction_no = 1 limit 1) n",
    ],
  ])("%s that was changed", async (_, no, statement) => {
    expect(await found(statement)).toEqual([transactionRow(no)])
  })

  test("transactions that were swapped, by the first", async () => {
    const swap = (offset: string) => `update gl_entry set transaction_no = ${offset} where transaction_no`
    expect(await found(`${swap("-2")} = 1`, `${swap("1")} = 2`, `${swap("2")} = -2`)).toEqual([transactionRow(1)])
  })

  test("events that were changed, deleted or swapped", async () => {
    const [first, , third] = await eventIds()
    const changed = [chainRules.rows, "event", `event ${first}`]
    expect(await found(`update event set data = data || '{"x": 1}' where id = ${first}`)).toEqual([changed])
    expect(await found(`update event set at = at - interval '1 second' where id = ${first}`)).toEqual([changed])
    expect(await found(`update event set actor_name = 'Iemand anders' where id = ${third}`)).toEqual([
      [chainRules.names, "event", `event ${third}`],
    ])
    expect(await found(`delete from event where id = ${first}`)).toEqual([
      [chainRules.there, "event", `event ${first}`],
    ])
    const swap = `update event e set kind = o.kind, data = o.data, subject_no = o.subject_no, subject_type = o.subject_type, at = o.at
      from event o where e.id in (${first}, ${third}) and o.id = ${first! + third!} - e.id`
    expect((await found(swap))[0]).toEqual(changed)
  })

  test("an event that was put in between, before it is linked and after", async () => {
    const insert = `insert into event (company_id, id, at, kind, subject_type, subject_no, database_transaction) overriding system value
      values (${companyId}, 999999999, now() - interval '40 days', 'payment.posted', 'payment', '1', '3')`
    const named = "event 999999999"
    expect(await found(insert)).toEqual([[chainRules.all, "event", named]])
    await pastTheFence().unsafe(insert)
    expect(await hasUnlinked(companyId)).toBe(true)
    expect(await linkRows(companyId, true)).toBe(1)
    expect(await found()).toEqual([[chainRules.moments, "event", named]])
    // As it was, for the others.
    await pastTheFence().unsafe(`delete from chain_link where kind = 'event' and no = 999999999`)
    await pastTheFence().unsafe(`delete from event where id = 999999999`)
    expect(await found()).toEqual([])
  })

  test("the last transactions deleted, with their links", async () => {
    const tables = ["gl_entry", "bank_account_ledger_entry", "vendor_ledger_entry", "detailed_vendor_ledger_entry"]
    const gone = tables.map(table => `delete from ${table} where transaction_no >= 4 and ${own()}`)
    gone.push(`delete from ledger_transaction where no >= 4 and ${own()}`)
    expect(await found(...gone)).toEqual([[chainRules.there, "ledger_transaction", "transaction 4"]])
    const unlinked = `delete from chain_link where ${own()} and position >= (
      select min(position) from chain_link where ${own()} and kind = 'transaction' and no >= 4)`
    const [last] = await pastTheFence()`select day::text from chain_seal where company_id = ${companyId}`
    expect(await found(...gone, unlinked, `delete from event where ${own()} and kind like 'payment%'`)).toEqual([
      [sealRules.head, "chain_seal", `day ${last!.day}`],
    ])
  })

  test("the setup in force, changed with the entries that rest on it", async () => {
    const wrong = await found(
      `update setup_in_force set content = content || '{"description": "x"}' where ${own()} and table_name = 'currency'`,
    )
    expect(wrong).toEqual([[chainRules.rows, "setup_in_force", expect.stringMatching(/^setup version \d+$/)]])
  })

  test("links that were removed, moved or made anew, and heads that another signed", async () => {
    expect((await found(`delete from chain_link where position = 3 and ${own()}`))[0]).toEqual([
      chainRules.links,
      expect.any(String),
      expect.any(String),
    ])
    const swapped = await found(
      `update chain_link set position = -position where position in (3, 4) and ${own()}`,
      `update chain_link set position = 7 + position where position < 0 and ${own()}`,
    )
    expect(swapped[0]![0]).toBe(chainRules.rows)
    const day = (await pastTheFence().unsafe(`select day::text from chain_seal where ${own()}`))[0]!.day
    expect(await found(`update chain_seal set signature = sha256('x') || sha256('y') where ${own()}`)).toEqual([
      [sealRules.signature, "chain_seal", `day ${day}`],
    ])
    expect(
      await found(`update chain_seal set public_key = '${signingKey("another's").publicKey}' where ${own()}`),
    ).toEqual([
      [sealRules.signature, "chain_seal", `day ${day}`],
      [sealRules.new_key, "chain_seal", `day ${day}`],
    ])
  })
})

test("a new key is vouched for by the one before, and one that is not is named", async () => {
  const { id } = await makeCompany()
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()].map(signingKey) as [Key, Key, Key]
  await linkRows(id)
  await sealDay(id, { now: first })
  await dayLater(id, first)
  await sealDay(id, { now: second, before: first })
  const wrong = async () => (await wrongChain(id)).map(({ rule, expected, found: is }) => [rule, expected, is])
  const now = chainKeys().now.publicKey
  expect(await wrong()).toEqual([[sealRules.new_key, now, second.publicKey]])
  await dayLater(id, second)
  await sealDay(id, { now: third })
  expect(await wrong()).toEqual([[sealRules.new_key, second.publicKey, third.publicKey]])
})

type Key = ReturnType<typeof signingKey>

/** Has the days that were signed lie a day further back, each as it would have been signed then. */
async function dayLater(id: number, key: Key): Promise<void> {
  const seals = await pastTheFence()<{ day: string; position: number; hash: Buffer; mine: boolean }[]>`
    select (day - 1)::text as day, position::int, hash, public_key = ${key.publicKey} as mine from chain_seal
    where company_id = ${id} order by day`
  for (const { day, position, hash, mine } of seals) {
    const signature = signedHead(headText({ companyId: id, day, count: position, hash }), key)
    if (mine)
      await pastTheFence()`update chain_seal set day = ${day}, signature = ${signature} where company_id = ${id} and day = ${day}::date + 1`
    else await pastTheFence()`delete from chain_seal where company_id = ${id} and day = ${day}::date + 1`
  }
}

test("a person who is erased leaves the chain as it was, and the names cannot be found out any more", async () => {
  await disableUser(administrator, leaverId)
  await linkRows(companyId)
  await eraseUser(administrator, leaverId)
  expect(await found()).toEqual([])
  await linkRows(companyId)
  expect(await found()).toEqual([])
  const [left] = await inCompany(companyId, tx =>
    tx.execute<{ salted: number; open: number }>(sql`
      select count(*) filter (where salt is not null)::int as salted, count(*) filter (where salt is null)::int as open
      from chain_link where kind = 'transaction'`),
  )
  expect(left).toEqual({ salted: 4, open: 1 })
  // The pseudonym is the only name that stands there now.
  const forged = await found(
    "update ledger_transaction set posted_by_name = 'Een ander' where no = 1",
    "update posted_purchase_document set posted_by_name = 'Een ander' where transaction_no = 1",
  )
  expect(forged).toEqual([[chainRules.names, "ledger_transaction", "transaction 1"]])
})

test("openings that were posted, taken back and replaced are linked as they were", async () => {
  const beginner = await makeBeginner()
  await makeVendor(beginner.companyId, { no: "L1" })
  await prepare(beginner, {
    vendors: [
      {
        vendorNo: "L1",
        documentDate: "2025-12-10",
        vendorInvoiceNo: "F-1",
        amount: "100",
        paymentTermsCode: "30D/8D2%",
      },
    ],
    accounts: [
      { glAccountNo: "1600", balance: "-100" },
      { glAccountNo: "0510", balance: "100" },
    ],
  })
  await postPrepared(beginner)
  await linkRows(beginner.companyId)
  await reverseOpening(beginner, 1, "2026-01-02" as IsoDate, "Wrong")
  await postPrepared(beginner)
  await linkRows(beginner.companyId)
  expect(await wrongChain(beginner.companyId)).toEqual([])
  const changed = await wrongChain(
    beginner.companyId,
    "update opening_balance set start_date = start_date + 1 where no = 2",
  )
  expect(changed.map(({ rule, table }) => [rule, table])).toEqual([[chainRules.rows, "ledger_transaction"]])
})

test("more events than a batch holds are linked, and what commits late, under an earlier number", async () => {
  const { id } = await makeCompany()
  const written = (count: number) => sql`insert into event (company_id, actor_name, kind, subject_type, subject_no)
    select ${id}, '', 'payment.posted', 'payment', n::text from generate_series(1, ${count}::int) n`
  const [{ promise: mayCommit, resolve: commit }, { promise: isWritten, resolve: wrote }] = [
    withResolvers(),
    withResolvers(),
  ]
  const late = inCompany(id, async tx => {
    await tx.execute(written(1))
    wrote()
    await mayCommit
  })
  await isWritten
  await inCompany(id, tx => tx.execute(written(batchSizes.event + 10)))
  expect(await linkRows(id)).toBeGreaterThan(batchSizes.event + 10)
  commit()
  await late
  expect(await linkRows(id)).toBe(1)
  expect(await hasUnlinked(id)).toBe(false)
  expect(await wrongChain(id)).toEqual([])
})

test("several at once link everything once", async () => {
  const { id } = await makeCompany()
  await makeVendor(id)
  const actor = await makeActor(id, "purchasing_manager")
  const [seller, item] = [await makeVendor(id), await makeItem(id)]
  const line = { no: item.no, quantity: "1", price: "10" }
  const post = async () =>
    postPurchaseDocument(actor, await makePurchaseInvoice(actor, seller.no, [line]), { unreviewed: true })
  await Promise.all([post(), post(), linkRows(id), post(), linkRows(id), post(), linkRows(id)])
  await Promise.all([linkRows(id), linkRows(id)])
  expect(await hasUnlinked(id)).toBe(false)
  expect(await wrongChain(id)).toEqual([])
})

function withResolvers() {
  let resolve = () => {}
  const promise = new Promise<void>(done => {
    resolve = done
  })
  return { promise, resolve }
}

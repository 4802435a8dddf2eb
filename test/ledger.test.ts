/** The database keeps the books balanced and whole by itself, whatever is tried past the posting code. */
import postgres from "postgres"
import { afterAll, beforeAll, expect, test } from "vitest"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { env } from "@/env"
import { makeActor, makeCompany, makeItem, makeVendor } from "./factories"
import { makePurchaseInvoice } from "./purchase-invoices"

const app = postgres(env().DATABASE_URL, { max: 2 })
afterAll(() => app.end())

let companyId: number

beforeAll(async () => {
  companyId = (await makeCompany()).id
  const manager = await makeActor(companyId, "purchasing_manager")
  const [vendor, item] = [await makeVendor(companyId), await makeItem(companyId)]
  const draft = await makePurchaseInvoice(manager, vendor.no, [{ no: item.no, quantity: "1" }])
  await postPurchaseDocument(manager, draft, { unreviewed: true })
})

type Sql = postgres.TransactionSql | postgres.ReservedSql

/** Transaction 1 and document GIF26-00001 are posted; each try takes a number behind it, and is refused. */
function inCompany(work: (sql: postgres.TransactionSql) => Promise<unknown>): Promise<unknown> {
  return app.begin(async sql => {
    await sql`select set_config('app.company_id', ${String(companyId)}, true)`
    await work(sql)
  })
}

const header = (sql: Sql, no: number) => sql`
  insert into ledger_transaction (company_id, no, posting_date, document_date, document_type, document_no, posted_by,
    posted_by_name)
  values (${companyId}, ${no}, '2026-11-22', '2026-11-22', 'payment', 'X', 1, 'X')`

/** G/L entries of a transaction with these amounts, in one statement. */
const entries = (sql: Sql, no: number, amounts: readonly string[], firstLineNo = 1) => sql`
  insert into gl_entry (company_id, transaction_no, line_no, gl_account_no, posting_date, amount)
  select ${companyId}::integer, ${no}::bigint, ${firstLineNo}::integer + place - 1, '7000', '2026-11-22', amount::numeric
  from unnest(${amounts as string[]}::text[]) with ordinality as added (amount, place)`

async function kept(): Promise<{ transactions: number; entries: number; balance: number }> {
  const [found] = await app.begin(async sql => {
    await sql`select set_config('app.company_id', ${String(companyId)}, true)`
    return sql<[{ transactions: number; entries: number; balance: number }]>`
      select (select count(*)::int from ledger_transaction) as transactions, count(*)::int as entries,
        sum(amount)::float as balance from gl_entry`
  })
  return found
}

test("a balanced transaction is kept, so that the refusals below are for what they say", async () => {
  await inCompany(async sql => {
    await header(sql, 2)
    await sql.savepoint(inner => entries(inner, 2, ["0.1", "0.2", "-0.3"]))
    await entries(sql, 2, ["5", "-5"], 4)
  })
  expect((await kept()).transactions).toBe(2)
})

test.each<[what: string, work: (sql: postgres.TransactionSql) => Promise<unknown>, refusal: string]>([
  [
    "entries that do not sum to zero",
    async sql => {
      await header(sql, 3)
      await entries(sql, 3, ["10", "-9.99"])
    },
    "ledger transaction 3 is out of balance by 0.01",
  ],
  [
    "entries that sum to zero over two transactions",
    async sql => {
      await header(sql, 3)
      await header(sql, 4)
      await sql`
        insert into gl_entry (company_id, transaction_no, line_no, gl_account_no, posting_date, amount)
        values (${companyId}, 3, 1, '7000', '2026-11-22', 10), (${companyId}, 4, 1, '7000', '2026-11-22', -10)`
    },
    "ledger transaction 3 is out of balance by 10",
  ],
  [
    "a second statement that does not sum to zero, the setting cleared before COMMIT",
    async sql => {
      await header(sql, 3)
      await entries(sql, 3, ["10", "-10"])
      await entries(sql, 3, ["1"], 3)
      await sql`select set_config('app.company_id', '', true)`
    },
    "ledger transaction 3 is out of balance by 1",
  ],
  [
    "entries that do not sum to zero, under savepoints",
    async sql => {
      await sql.savepoint(inner => header(inner, 3))
      await sql.savepoint(inner => inner.savepoint(innermost => entries(innermost, 3, ["10", "-9"])))
    },
    "ledger transaction 3 is out of balance by 1",
  ],
  [
    "an entry after the check at COMMIT was brought forward",
    async sql => {
      await header(sql, 3)
      await entries(sql, 3, ["10", "-10"])
      await sql`set constraints all immediate`
      await entries(sql, 3, ["5"], 3)
    },
    "ledger transaction 3 is out of balance by 5",
  ],
  [
    "entries that a savepoint takes back, the setting cleared before COMMIT",
    async sql => {
      await header(sql, 3)
      await sql
        .savepoint(async inner => {
          await entries(inner, 3, ["10", "-10"])
          throw new Error("back")
        })
        .catch(() => {})
      await sql`select set_config('app.company_id', '', true)`
    },
    "ledger transaction 3 has no entries",
  ],
  ["a header without entries", sql => header(sql, 3), "ledger transaction 3 has no entries"],
  [
    "balanced entries added in a later transaction",
    sql => entries(sql, 1, ["10", "-10"], 8),
    "ledger transaction 1 was not made by this database transaction",
  ],
  [
    "balanced entries added in a later transaction, under a savepoint",
    sql => sql.savepoint(inner => entries(inner, 1, ["10", "-10"], 8)),
    "ledger transaction 1 was not made by this database transaction",
  ],
  [
    "a line added to a posted document",
    sql => sql`
      insert into posted_purchase_line
      select (jsonb_populate_record(l, '{"line_id": 9, "line_no": 90000}')).* from posted_purchase_line l`,
    "posted document GIF26-00001 was not made by this database transaction",
  ],
  [
    "a second initial entry on a vendor ledger entry",
    sql => sql`
      insert into detailed_vendor_ledger_entry
      select (jsonb_populate_record(d, '{"line_no": 9}')).* from detailed_vendor_ledger_entry d`,
    "ledger transaction 1 was not made by this database transaction",
  ],
])("refused: %s", async (_what, work, refusal) => {
  const before = await kept()
  await expect(inCompany(work)).rejects.toThrow(refusal)
  expect(await kept()).toEqual(before)
})

test("refused: a header that claims the database transaction of one to come", async () => {
  const [first, second] = [await app.reserve(), await app.reserve()]
  try {
    for (const sql of [first, second]) {
      await sql`begin`
      await sql`select set_config('app.company_id', ${String(companyId)}, true)`
    }
    const [later] = await second<[{ id: string }]>`select pg_current_xact_id()::text as id`
    await first`
      insert into ledger_transaction (company_id, no, database_transaction, posting_date, document_date, document_type,
        document_no, posted_by, posted_by_name)
      values (${companyId}, 9, ${later.id}::text::xid8, '2026-11-22', '2026-11-22', 'payment', 'X', 1, 'X')`
    await entries(first, 9, ["10", "-10"])
    await first`commit`
    await expect(entries(second, 9, ["1", "-1"], 3)).rejects.toThrow(
      "ledger transaction 9 was not made by this database transaction",
    )
    await second`rollback`
  } finally {
    first.release()
    second.release()
  }
})

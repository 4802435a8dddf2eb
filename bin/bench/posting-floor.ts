import postgres from "postgres"
import { env } from "@/env"
import { commitBehind } from "./commit-behind"

/**
 * What the same reading and writing costs plain PostgreSQL: one SELECT for each table that posting reads, with the locks
 * it takes, and one statement for each that it writes (unnest), same schema, triggers, indexes and row-level security, as
 * the application's role, on warm connections with prepared statements, in one transaction, all of it sent at once with
 * its COMMIT, the locks that others wait for last. It computes nothing.
 */
export type PostingFloor = {
  /** Reads the rows that a posting wrote, to be written again. */
  model(transactionNo: number): Promise<Model>
  /**
   * Milliseconds of one read-then-write of a posting's rows, under the next numbers.
   * @param draftNo a draft of the same size, which goes
   */
  run(draftNo: string, model: Model): Promise<number>
  close(): Promise<void>
}

/** Tables that a posting adds to, with the column that is its number there. */
const written = [
  { table: "ledger_transaction", key: "no" },
  { table: "posted_purchase_document", key: "transaction_no" },
  { table: "posted_purchase_line", key: "document_no" },
  { table: "gl_entry", key: "transaction_no" },
  { table: "vat_entry", key: "transaction_no" },
  { table: "vendor_ledger_entry", key: "transaction_no" },
  { table: "detailed_vendor_ledger_entry", key: "transaction_no" },
  { table: "item_ledger_entry", key: "transaction_no" },
  { table: "value_entry", key: "transaction_no" },
] as const

/** Columns that hold the transaction's number, and the document's; the counters have them. */
const transactionNo = "(select last_transaction_no from ledger_counter where company_id = $1)"
const documentNo = `(select prefix || lpad(last_number::text, digits, '0') from no_series
  where company_id = $1 and code = 'GIF')`
const numbered: Record<string, string> = {
  transaction_no: transactionNo,
  vendor_ledger_entry_no: transactionNo,
  "ledger_transaction.no": transactionNo,
  document_no: documentNo,
  "posted_purchase_document.no": documentNo,
}

type Insert = { statement: string; values: (string | null)[][] }

export type Model = { header: postgres.Row; inserts: Insert[]; costs: [string[], string[]] }

/** @param atOnce connections */
export function openPostingFloor(companyId: number, atOnce: number): PostingFloor {
  const sql = postgres(env().DATABASE_URL, { max: atOnce })
  return {
    model: no =>
      sql.begin(async tx => {
        await tx`select set_config('app.company_id', ${String(companyId)}, true)`
        return readModel(tx, companyId, no)
      }),
    async run(draftNo, model) {
      const since = performance.now()
      await commitBehind(sql, async tx => ({ sent: readThenWrite(tx, companyId, draftNo, model) }))
      return performance.now() - since
    },
    close: () => sql.end(),
  }
}

async function readModel(tx: postgres.TransactionSql, companyId: number, no: number): Promise<Model> {
  const [header] = await tx`
    select * from posted_purchase_document where company_id = ${companyId} and transaction_no = ${no}`
  const inserts: Insert[] = []
  for (const { table, key } of written) {
    const columns = await tx<{ name: string; type: string }[]>`
      select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
        and attname not in ('company_id', 'database_transaction') order by attnum`
    const rows = await tx
      .unsafe(
        `select ${columns.map(({ name }) => `"${name}"::text`).join(", ")} from ${table}
         where company_id = $1 and ${key} = $2 ${table.endsWith("_line") ? "order by line_no" : ""}`,
        [companyId, key === "document_no" ? header!.no : no],
      )
      .values()
    if (rows.length === 0) continue
    const values = columns.map((_, index) => rows.map(row => row[index] as string | null))
    const names = columns.map(({ name }) => `"${name}"`).join(", ")
    const given = columns.map(
      ({ name, type }) => numbered[`${table}.${name}`] ?? numbered[name] ?? `"${name}"::${type}`,
    )
    const statement = `insert into ${table} (company_id, ${names}) select $1, ${given.join(", ")}
      from unnest(${columns.map((_, index) => `$${index + 2}::text[]`).join(", ")}) as row (${names})`
    inserts.push({ statement, values })
  }
  const costs = await tx<{ no: string; cost: string }[]>`
    select item_no as no, max(cost_per_unit)::text as cost from value_entry
    where company_id = ${companyId} and transaction_no = ${no} group by item_no order by item_no`
  return { header: header!, inserts, costs: [costs.map(({ no }) => no), costs.map(({ cost }) => cost)] }
}

async function readThenWrite(
  tx: postgres.TransactionSql,
  company: number,
  draftNo: string,
  { header, inserts, costs }: Model,
): Promise<void> {
  const [items, itemCosts] = costs
  const vendor: string = header.pay_to_vendor_no
  const currency: string = header.currency_code
  const key = `FLOOR${draftNo}`
  await Promise.all([
    tx`select set_config('app.company_id', ${String(company)}, true)`,
    tx`select * from purchase_invoice where company_id = ${company} and no = ${draftNo} for update`,
    tx`select * from purchase_invoice_line where company_id = ${company} and document_no = ${draftNo} order by line_no`,
    tx`insert into vendor_invoice_claim (company_id, vendor_no, vendor_invoice_key) values (${company}, ${vendor}, ${key})`,
    tx`select * from company where id = ${company}`,
    tx`select * from user_posting_range where company_id = ${company} and user_id = ${header.posted_by}`,
    tx`select * from vendor where company_id = ${company} and no = ${vendor}`,
    tx`select * from payment_terms where company_id = ${company} and code = ${header.payment_terms_code}`,
    tx`select * from currency where company_id = ${company} and code = ${currency}`,
    tx`select * from currency_exchange_rate where company_id = ${company} and currency_code = ${currency}`,
    tx`select * from vendor_posting_group where company_id = ${company} and code = ${header.vendor_posting_group}`,
    tx`select * from general_posting_setup where company_id = ${company} and gen_bus_posting_group = ${header.gen_bus_posting_group}`,
    tx`select * from vat_posting_setup where company_id = ${company} and vat_bus_posting_group = ${header.vat_bus_posting_group}`,
    tx`select * from inventory_posting_group where company_id = ${company}`,
    tx`select * from posted_purchase_document where company_id = ${company} and pay_to_vendor_no = ${vendor} and vendor_invoice_key = ${key}`,
    tx`select * from gl_account where company_id = ${company} and no in ('1500', '1510', '1600', '3000', '7000', '7400')`,
    tx`select * from item where company_id = ${company} and no = any (${items}) order by no for no key update`,
    tx`select * from purchases_setup where company_id = ${company} for share`,
    tx`delete from purchase_invoice where company_id = ${company} and no = ${draftNo}`,
    tx`update item set last_direct_cost = bought.cost::numeric from unnest(${items}::text[], ${itemCosts}::text[]) as bought (no, cost)
      where company_id = ${company} and item.no = bought.no and last_direct_cost <> bought.cost::numeric`,
    tx`update no_series set last_number = last_number + 1 where company_id = ${company} and code = 'GIF'`,
    tx`update ledger_counter set last_transaction_no = last_transaction_no + 1 where company_id = ${company}`,
    ...inserts.map(({ statement, values }) => tx.unsafe(statement, [company, ...values] as never[], { prepare: true })),
    tx`insert into event (company_id, actor_name, kind, subject_type, subject_no)
      values (${company}, '', 'floor.posted', 'purchase_invoice', ${draftNo})`,
  ])
}

import postgres from "postgres"
import { env } from "@/env"
import { commitBehind } from "./commit-behind"

/**
 * What the same reading and writing costs plain PostgreSQL: one SELECT for each table that the build reads and one
 * statement for each that it writes (unnest for the lines), same schema, indexes and row-level security, as the
 * application's role, on one warm connection with prepared statements, in one transaction. It computes nothing.
 */
export type Floor = {
  /** Milliseconds of one read-then-write of the rows that a build of this request touched. */
  run(requestNo: string, invoiceNo: string): Promise<number>
  /** The rows of a build, to be written again under other numbers. */
  model(invoiceNo: string): Promise<Written>
  /**
   * The same as `run` with several at once: attempt and number in a transaction of their own that does not wait for the disk, as
   * they would take turns otherwise, and COMMIT right behind the writing.
   */
  runAtOnce(requestNo: string, written: Written): Promise<void>
  close(): Promise<void>
}

/** @param atOnce connections */
export function openFloor(companyId: number, atOnce = 1): Floor {
  const sql = postgres(env().DATABASE_URL, { max: atOnce })
  let made = 0
  return {
    async run(requestNo, invoiceNo) {
      const written = await writtenRows(sql, companyId, invoiceNo)
      const no = `FLOOR-${++made}`
      const since = performance.now()
      await sql.begin(async tx => {
        await read(tx, companyId, requestNo, written)
        await Promise.all([write(tx, companyId, requestNo, no, written), begin(tx, companyId, requestNo)])
      })
      return performance.now() - since
    },
    model: invoiceNo => writtenRows(sql, companyId, invoiceNo),
    async runAtOnce(requestNo, written) {
      const no = `FLOOR-AT-ONCE-${++made}`
      await commitBehind(sql, async tx => ({
        sent: Promise.all([
          tx`select set_config('app.company_id', ${String(companyId)}, true), set_config('synchronous_commit', 'off', true)`,
          begin(tx, companyId, requestNo),
        ]),
      }))
      await commitBehind(sql, async tx => {
        await read(tx, companyId, requestNo, written)
        return { sent: write(tx, companyId, requestNo, no, written) }
      })
    },
    close: () => sql.end(),
  }
}

/** Rows of a purchase invoice. */
type Written = { header: postgres.Row; lines: readonly string[][] }

const lineColumns = [
  ["line_id", "integer"],
  ["line_no", "integer"],
  ["type", "text"],
  ["no", "text"],
  ["description", "text"],
  ["quantity", "numeric"],
  ["unit_of_measure_code", "text"],
  ["qty_per_unit_of_measure", "numeric"],
  ["line_discount_percent", "numeric"],
  ["line_discount_amount", "numeric"],
  ["line_amount", "numeric"],
  ["vat_prod_posting_group", "text"],
  ["gen_prod_posting_group", "text"],
  ["vat_identifier", "text"],
  ["vat_percent", "numeric"],
  ["vat_calculation_type", "text"],
  ["amount", "numeric"],
  ["amount_including_vat", "numeric"],
  ["direct_unit_cost", "numeric"],
  ["price_per", "numeric"],
  ["cost_source", "jsonb"],
  ["vendor_item_no", "text"],
] as const

/** The rows a build has written, to write them again: fetched before the clock runs. */
async function writtenRows(sql: postgres.Sql, companyId: number, invoiceNo: string): Promise<Written> {
  return sql.begin(async tx => {
    await tx`select set_config('app.company_id', ${String(companyId)}, true)`
    const [header] = await tx`select * from purchase_invoice where company_id = ${companyId} and no = ${invoiceNo}`
    const texts = lineColumns.map(([name]) => `array_agg(${name}::text order by line_no)`).join(", ")
    const [columns] = await tx
      .unsafe(`select ${texts} from purchase_invoice_line where company_id = $1 and document_no = $2`, [
        companyId,
        invoiceNo,
      ])
      .values()
    // PostgreSQL works the digits out itself.
    const { vendor_invoice_digits, ...typed } = header!
    return { header: typed, lines: columns as unknown as string[][] }
  }) as Promise<Written>
}

const insertLines = `insert into purchase_invoice_line (company_id, document_no, ${lineColumns.map(([name]) => name).join(", ")})
  select $1, $2, ${lineColumns.map(([name, type]) => (type === "text" ? name : `${name}::${type}`)).join(", ")}
  from unnest(${lineColumns.map((_, index) => `$${index + 3}::text[]`).join(", ")})
    as line (${lineColumns.map(([name]) => name).join(", ")})`

async function read(tx: postgres.TransactionSql, company: number, requestNo: string, { header }: Written) {
  const items = tx`select no from purchase_request_line where company_id = ${company} and request_no = ${requestNo}`
  const vendorNo: string = header.buy_from_vendor_no
  await Promise.all([
    tx`select set_config('app.company_id', ${String(company)}, true)`,
    tx`select * from purchase_request where company_id = ${company} and no = ${requestNo} for update`,
    tx`select * from purchase_request_line where company_id = ${company} and request_no = ${requestNo} order by line_no`,
    tx`select * from company where id = ${company}`,
    tx`select * from vendor where company_id = ${company} and no = ${vendorNo}`,
    tx`select * from payment_terms where company_id = ${company} and code = ${header.payment_terms_code}`,
    tx`select * from currency where company_id = ${company} and code = ${header.currency_code}`,
    tx`select * from currency_exchange_rate where company_id = ${company} and currency_code = ${header.currency_code}`,
    tx`select * from item where company_id = ${company} and no in (${items})`,
    tx`select * from item_unit_of_measure where company_id = ${company} and item_no in (${items})`,
    tx`select * from purchase_price where company_id = ${company} and vendor_no = ${vendorNo} and item_no in (${items})`,
    tx`select * from purchase_line_discount where company_id = ${company} and vendor_no = ${vendorNo} and item_no in (${items})`,
    tx`select * from vat_posting_setup where company_id = ${company} and vat_bus_posting_group = ${header.vat_bus_posting_group}`,
    tx`select * from general_posting_setup where company_id = ${company} and gen_bus_posting_group = ${header.gen_bus_posting_group}`,
    tx`select * from membership where company_id = ${company}`,
    tx`select * from users where id = ${header.requested_by}`,
    tx`select * from purchases_setup where company_id = ${company}`,
  ])
}

/** Attempt and number. */
const begin = (tx: postgres.TransactionSql, company: number, requestNo: string) =>
  Promise.all([
    tx`update purchase_request set attempts = attempts where company_id = ${company} and no = ${requestNo}`,
    tx`update no_series set last_number = last_number where company_id = ${company} and code = 'IF'`,
  ])

function write(
  tx: postgres.TransactionSql,
  company: number,
  requestNo: string,
  no: string,
  { header, lines }: Written,
) {
  return Promise.all([
    tx`insert into purchase_invoice ${tx({ ...header, no })}`,
    tx.unsafe(insertLines, [company, no, ...lines] as never[], { prepare: true }),
    tx`update purchase_request set state = state where company_id = ${company} and no = ${requestNo}`,
    tx`with happened as (
        insert into event (company_id, actor_name, kind, subject_type, subject_no)
        select ${company}::integer, '', unnest(array['floor.one', 'floor.two']), 'purchase_invoice', ${no}::text
        returning id)
      insert into notification (company_id, user_id, event_id)
      select ${company}::integer, ${header.requested_by}::integer, id from happened`,
  ])
}

import { number, type Rule } from "./rule"
import { seriesRules } from "./series-rules"

/** Tables whose rows belong to a ledger transaction, with what else their key has. */
const entries = [
  { table: "gl_entry", lines: true },
  { table: "vat_entry", lines: true },
  { table: "vendor_ledger_entry", lines: false },
  { table: "detailed_vendor_ledger_entry", lines: true },
  { table: "item_ledger_entry", lines: true },
  { table: "value_entry", lines: true },
  { table: "bank_account_ledger_entry", lines: false },
]

/** Transactions: balanced, never empty, numbered without gaps; and what is entered belongs to one. */
export const ledgerRules: Rule[] = [
  {
    name: "a transaction sums to zero",
    table: "gl_entry",
    query: `
      select 'transaction ' || transaction_no as key, 'sum of amount' as about, '0' as expected,
        ${number("sum(amount)")}::text as found
      from gl_entry group by transaction_no having sum(amount) <> 0 order by transaction_no`,
  },
  {
    name: "a transaction has entries",
    table: "ledger_transaction",
    query: `
      select 'transaction ' || no as key, 'G/L entries' as about, 'some' as expected, 'none' as found
      from ledger_transaction t where not exists (
        select from gl_entry e where e.company_id = t.company_id and e.transaction_no = t.no) order by no`,
  },
  {
    name: "transactions are numbered from 1 without a gap",
    table: "ledger_transaction",
    query: `
      select 'transaction ' || no as key, 'no' as about, place::text as expected, no::text as found
      from (select no, row_number() over (order by no) as place from ledger_transaction) t where no <> place order by no`,
  },
  {
    name: "the counter stands at the last transaction",
    table: "ledger_counter",
    query: `
      select 'the company''s' as key, 'last_transaction_no' as about, coalesce(t.last, 0)::text as expected,
        coalesce(c.last_transaction_no, 0)::text as found
      from (select max(no) as last from ledger_transaction) t left join ledger_counter c on true
      where coalesce(c.last_transaction_no, 0) <> coalesce(t.last, 0)`,
  },
  ...entries.map(
    ({ table, lines }): Rule => ({
      name: "an entry is of its transaction's date",
      table,
      query: `
        select 'transaction ' || e.transaction_no ${lines ? "|| ', line ' || e.line_no" : ""} as key,
          'posting_date' as about, coalesce(t.posting_date::text, 'a transaction') as expected,
          e.posting_date::text as found
        from ${table} e left join ledger_transaction t on t.company_id = e.company_id and t.no = e.transaction_no
        where t.posting_date is distinct from e.posting_date order by e.transaction_no`,
    }),
  ),
  ...seriesRules,
]

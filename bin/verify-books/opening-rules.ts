import { inForce, joinInForce } from "./in-force"
import { figures, number, type Rule, same } from "./rule"

/** Transactions of openings, with theirs; `takes_back`: they take one back. */
const openings = `
  opening as materialized (
    select t.*, o.start_date, o.clearing_account_no, o.first_transaction_no, o.last_transaction_no,
      t.reverses_no is not null as takes_back
    from ledger_transaction t
    left join opening_balance o on o.company_id = t.company_id and o.no = t.opening_no
    where t.document_type = 'opening')`

/** What a company had on the day before it began. */
export const openingRules: Rule[] = [
  {
    name: "an opening's transactions are those that it names",
    table: "opening_balance",
    query: `
      with made as (
        select opening_no, count(*) as count, min(no) as first, max(no) as last from ledger_transaction
        where opening_no is not null and reverses_no is null group by 1)
      select 'opening ' || coalesce(o.no, m.opening_no) as key, about, expected, found
      from opening_balance o full join made m on m.opening_no = o.no
      ${figures(
        ["first_transaction_no", "o.first_transaction_no", "m.first"],
        ["last_transaction_no", "o.last_transaction_no", "m.last"],
        ["number of transactions", "o.last_transaction_no - o.first_transaction_no + 1", "m.count"],
      )}
      where found is distinct from expected order by coalesce(o.no, m.opening_no)`,
  },
  {
    name: "an opening is taken back as a whole, and one at most stands",
    table: "opening_balance",
    query: `
      with ${openings}, taken as (select opening_no, count(*) as count from opening where takes_back group by 1),
        opened as (
          select o.*, coalesce(t.count, 0) as taken, o.last_transaction_no - o.first_transaction_no + 1 as size,
            max(o.no) over () as last from opening_balance o left join taken t on t.opening_no = o.no)
      select 'opening ' || no as key, 'transactions taken back' as about,
        case when no = last then 'all or none' else size::text end as expected, taken::text as found
      from opened where taken <> size and (no <> last or taken <> 0) order by no`,
  },
  {
    name: "an opening is posted on the day before the start, and taken back no earlier",
    table: "ledger_transaction",
    query: `
      with ${openings}
      select 'transaction ' || no as key, 'posting_date' as about, (start_date - 1)::text as expected, posting_date::text as found
      from opening where case when takes_back then posting_date < start_date - 1 else posting_date <> start_date - 1 end
      order by no`,
  },
  {
    name: "an opening leaves nothing on its clearing account",
    table: "gl_entry",
    query: `
      with ${openings}
      select 'opening ' || o.opening_no as key, 'sum of amount on account ' || o.clearing_account_no as about, '0' as expected,
        ${number("sum(e.amount)")}::text as found
      from opening o join gl_entry e on e.company_id = o.company_id and e.transaction_no = o.no
        and e.gl_account_no = o.clearing_account_no
      group by o.opening_no, o.clearing_account_no, o.takes_back having sum(e.amount) <> 0 order by o.opening_no`,
  },
  {
    name: "an opened document or bank balance stands on its account against the clearing account",
    table: "gl_entry",
    query: `
      with ${inForce}, ${openings},
        alone as (
          select o.no, o.clearing_account_no, vendors.content ->> 'payables_account_no' as account, e.amount_lcy as amount
          from opening o join vendor_ledger_entry e on e.company_id = o.company_id and e.transaction_no = o.no
          ${joinInForce("vendors", "vendor_posting_group", "e.vendor_posting_group", "o.setup_version")}
          union all
          select o.no, o.clearing_account_no, bank.content ->> 'gl_account_no', b.amount_lcy
          from opening o join bank_account_ledger_entry b on b.company_id = o.company_id and b.transaction_no = o.no
          ${joinInForce("bank", "bank_account", "b.bank_account_no", "o.setup_version")}),
        due as (
          select no, account, amount from alone union all select no, clearing_account_no, -amount from alone),
        entered as (
          select e.transaction_no as no, e.gl_account_no as account, sum(e.amount) as amount from gl_entry e
          where e.transaction_no in (select no from alone) group by 1, 2)
      select 'transaction ' || no || ', account ' || account as key, 'sum of amount' as about,
        ${number("due.amount")}::text as expected, ${number("entered.amount")}::text as found
      from (select no, coalesce(account, '') as account, sum(amount) as amount from due group by 1, 2) due
      full join entered using (no, account)
      where coalesce(due.amount, 0) <> coalesce(entered.amount, 0) order by no, account`,
  },
  {
    name: "an opening makes no VAT entries",
    table: "vat_entry",
    query: `
      with ${openings}
      select 'transaction ' || v.transaction_no || ', line ' || v.line_no as key, 'entry' as about, 'none' as expected,
        ${number("v.amount")}::text as found
      from vat_entry v join opening o on o.company_id = v.company_id and o.no = v.transaction_no
      order by v.transaction_no, v.line_no`,
  },
  {
    name: "an opened entry is of its opening, and its vendor invoice number counts as used",
    table: "opened_vendor_entry",
    query: `
      with ${openings},
        entry as (
          select e.*, o.opening_no as opening, o.takes_back, d.opening_no as told, d.vendor_no as told_vendor,
            d.document_type as told_type, d.vendor_invoice_no, d.vendor_invoice_key,
            upper(normalize(e.external_document_no, nfkc) collate "und-x-icu") as signs
          from vendor_ledger_entry e
          left join opening o on o.company_id = e.company_id and o.no = e.transaction_no
          left join opened_vendor_entry d on d.company_id = e.company_id and d.transaction_no = e.transaction_no
          where o.no is not null or e.opening_no is not null or d.transaction_no is not null),
        compared as (
          select *, regexp_replace(regexp_replace(signs, '(?<![0-9])0+(?=[0-9])', '', 'g'), '[^[:alnum:]]', '', 'g') as short,
            signs ~ '^([ -~]|[[:alpha:]]|[[:punct:]]|[[:space:]])*$' as is_alike
          from entry)
      select 'transaction ' || transaction_no as key, about, expected, found from compared
      ${figures(
        ["opening_no", "opening", "opening_no"],
        ["opening_no of the number", "case when not takes_back then opening end", "told"],
        ["vendor_no", "case when not takes_back then vendor_no end", "told_vendor"],
        ["document_type", "case when not takes_back then document_type end", "told_type"],
        ["vendor_invoice_no", "case when not takes_back then external_document_no end", "vendor_invoice_no"],
        [
          "vendor_invoice_key",
          "case when takes_back then null when is_alike then coalesce(nullif(short, ''), trim(signs)) else vendor_invoice_key end",
          "vendor_invoice_key",
        ],
        [
          "sign",
          "case when amount <> 0 then case when (document_type = 'invoice') = takes_back then 1 else -1 end end",
          "nullif(sign(amount), 0)",
        ],
      )}
      where found is distinct from expected order by transaction_no`,
  },
  {
    name: "an opened bank balance is in the bank account's currency",
    table: "bank_account_ledger_entry",
    query: `
      with ${openings}
      select 'transaction ' || b.transaction_no as key, about, expected, found
      from bank_account_ledger_entry b join opening o on o.company_id = b.company_id and o.no = b.transaction_no
      join company c on c.id = b.company_id
      left join bank_account a on a.company_id = b.company_id and a.no = b.bank_account_no
      ${figures(
        ...same("a", "b", ["currency_code"]),
        [
          "amount",
          number("case when b.currency_code = c.currency_code then b.amount_lcy else b.amount end"),
          number("b.amount"),
        ],
        [
          "sign of amount",
          "sign(b.amount_lcy)",
          "case when b.amount = 0 then sign(b.amount_lcy) else sign(b.amount) end",
        ],
        ["charges", "0", number("b.charges")],
      )}
      where found is distinct from expected order by b.transaction_no`,
  },
  {
    name: "opened stock is of pieces in the base unit, and what takes it back turns it",
    table: "item_ledger_entry",
    query: `
      with ${openings}
      select 'transaction ' || i.transaction_no || ', line ' || i.line_no as key, about, expected, found
      from item_ledger_entry i join opening o on o.company_id = i.company_id and o.no = i.transaction_no
      left join value_entry v on v.company_id = i.company_id and v.transaction_no = i.transaction_no and v.line_no = i.line_no
      left join item_ledger_entry b on b.company_id = i.company_id and b.transaction_no = o.reverses_no and b.line_no = i.line_no
      ${figures(
        ["vendor_no", "''", "i.vendor_no"],
        ["qty_per_unit_of_measure", "1", number("i.qty_per_unit_of_measure")],
        ["quantity", number("case when o.takes_back then -b.quantity else abs(i.quantity) end"), number("i.quantity")],
        ["sign of cost_amount", "case when v.cost_amount = 0 then 0 else sign(i.quantity) end", "sign(v.cost_amount)"],
      )}
      where found is distinct from expected order by i.transaction_no, i.line_no`,
  },
]

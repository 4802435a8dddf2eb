import { figures, number, type Rule, same, sameNumbers } from "./rule"

/** Transactions of credit memos that cancel an invoice, with the invoice's. */
const cancellations = `
  select c.transaction_no as no, i.transaction_no as reversed_no from posted_purchase_document c
  join posted_purchase_document i on i.company_id = c.company_id and i.no = c.corrects_no`

/** Transactions that reverse one; besides they undo applications of other transactions, so not all of their G/L cancels. */
const reversals = "select no, reverses_no as reversed_no from ledger_transaction where reverses_no is not null"

/** Of two transactions, one of which takes the other back, nothing is left by whatever they are added up by. */
function cancelsOut(table: string, pairs: string, by: string, amounts: readonly string[], what: string): Rule {
  return {
    name: "what takes a transaction back cancels it out",
    table,
    query: `
      with pair as (${pairs}),
        side as (select pair.no as pair_no, reversed_no, member.no
          from pair cross join lateral unnest(array[pair.no, reversed_no]) as member (no))
      select 'transactions ' || reversed_no || ' and ' || pair_no || ', ${what} ' || ${by} as key, 'sum' as about,
        '0' as expected, concat_ws(' / ', ${amounts.map(amount => number(`sum(${amount})`)).join(", ")}) as found
      from side join ${table} e on e.transaction_no = side.no
      group by pair_no, reversed_no, ${by} having ${amounts.map(amount => `sum(${amount}) <> 0`).join(" or ")}
      order by pair_no`,
  }
}

/** Cancelled invoices and reversed transactions leave nothing behind. */
export const reversalRules: Rule[] = [
  {
    name: "a corrective credit memo is for the invoice it corrects",
    table: "posted_purchase_document",
    query: `
      select 'document ' || c.no as key, about, expected, found from posted_purchase_document c
      left join posted_purchase_document i on i.company_id = c.company_id and i.no = c.corrects_no
      ${figures(
        ["document_type", "'credit_memo'", "c.document_type"],
        ["document_type of the corrected", "'invoice'", "i.document_type"],
        ...same("i", "c", ["pay_to_vendor_no", "currency_code", "vendor_posting_group"]),
        ...sameNumbers("i", "c", ["amount", "amount_including_vat"]),
      )}
      where c.corrects_no is not null and found is distinct from expected order by c.no`,
  },
  {
    name: "what takes a transaction back is of the same document, and corrects what it takes back",
    table: "ledger_transaction",
    query: `
      select 'transaction ' || t.no as key, about, expected, found from ledger_transaction t
      left join ledger_transaction o on o.company_id = t.company_id and o.no = t.reverses_no
      left join vendor_ledger_entry mine on mine.company_id = t.company_id and mine.transaction_no = t.no
      left join vendor_ledger_entry its on its.company_id = t.company_id and its.transaction_no = t.reverses_no
      left join posted_purchase_document d on d.company_id = t.company_id and d.transaction_no = t.no
      left join posted_purchase_document corrected on corrected.company_id = d.company_id and corrected.no = d.corrects_no
      ${figures(
        ["reverses_no", "case when d.no is null then t.reverses_no else corrected.transaction_no end", "t.reverses_no"],
        ["earlier", "true", "t.reverses_no is null or o.no < t.no"],
        [
          "document",
          "case when t.reverses_no is null then null when d.no is null then t.document_no else d.corrects_no end",
          "o.document_no",
        ],
        ["vendor_no", "case when t.reverses_no is not null then t.vendor_no end", "o.vendor_no"],
        [
          "amount",
          number("case when t.reverses_no is not null then -its.amount else mine.amount end"),
          number("mine.amount"),
        ],
        [
          "amount_lcy",
          number("case when t.reverses_no is not null then -its.amount_lcy else mine.amount_lcy end"),
          number("mine.amount_lcy"),
        ],
        [
          "sign of a payment",
          "case when t.document_type in ('payment', 'refund') and mine.amount <> 0 then case when (t.reverses_no is null) = (t.document_type = 'payment') then 1 else -1 end end",
          "case when t.document_type in ('payment', 'refund') and mine.amount <> 0 then sign(mine.amount) end",
        ],
      )}
      where found is distinct from expected order by t.no`,
  },
  {
    name: "a corrective credit memo has the lines of the invoice it corrects",
    table: "posted_purchase_line",
    query: `
      with side as (
        select l.company_id, c.no, l.line_no, l.document_no = c.no as is_mine, to_jsonb(l) - 'document_no' as line
        from posted_purchase_document c
        join posted_purchase_line l on l.company_id = c.company_id and l.document_no in (c.no, c.corrects_no)
        where c.corrects_no is not null)
      select 'document ' || no || ', line ' || line_no as key, 'line' as about, its.line::text as expected,
        mine.line::text as found
      from (select * from side where is_mine) mine full join (select * from side where not is_mine) its
        using (company_id, no, line_no)
      where mine.line is distinct from its.line order by no, line_no`,
  },
  cancelsOut("gl_entry", cancellations, "e.gl_account_no", ["e.amount"], "account"),
  cancelsOut(
    "vat_entry",
    cancellations,
    "e.vat_identifier",
    ["e.base", "e.amount", "e.vat_difference", "e.non_deductible_base", "e.non_deductible_amount"],
    "VAT identifier",
  ),
  cancelsOut("item_ledger_entry", cancellations, "e.item_no", ["e.quantity"], "item"),
  cancelsOut("value_entry", cancellations, "e.item_no", ["e.cost_amount"], "item"),
  cancelsOut(
    "bank_account_ledger_entry",
    reversals,
    "e.bank_account_no",
    ["e.amount", "e.amount_lcy", "e.charges", "e.charges_lcy"],
    "bank account",
  ),
  {
    name: "a cancelled invoice is owed no more",
    table: "vendor_ledger_entry",
    query: `
      with remaining as (
        select company_id, vendor_ledger_entry_no, sum(amount) as amount from detailed_vendor_ledger_entry group by 1, 2)
      select 'transaction ' || i.transaction_no as key, 'remaining amount' as about, '0' as expected,
        ${number("r.amount")}::text as found
      from posted_purchase_document c
      join posted_purchase_document i on i.company_id = c.company_id and i.no = c.corrects_no
      join remaining r on r.company_id = i.company_id and r.vendor_ledger_entry_no = i.transaction_no
      where r.amount <> 0 order by i.transaction_no`,
  },
]

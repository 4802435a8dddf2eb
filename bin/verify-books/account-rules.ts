import { documents, lineAccount, lines } from "./documents-in-force"
import { inForce, joinInForce } from "./in-force"
import { figures, number, type Rule } from "./rule"

/** Accounts and rates are those of the setup that was in force. */
export const accountRules: Rule[] = [
  {
    name: "a posted line names the account that bears its non-deductible VAT",
    table: "posted_purchase_line",
    query: `
      with ${[inForce, documents, lines].join(",")}
      select 'document ' || line.document_no || ', line ' || line.line_no as key, about, expected, found
      from line join document d using (transaction_no)
      ${joinInForce("setup", "vat_posting_setup", "d.vat_bus_posting_group || '/' || line.vat_prod_posting_group", "d.setup_version")}
      ${figures([
        "non_ded_vat_account_no",
        `case when line.non_deductible_vat_amount <> 0
          then coalesce(setup.content ->> 'non_ded_vat_account_no', ${lineAccount}) end`,
        "line.non_ded_vat_account_no",
      ])}
      where line.non_ded_vat_account_no is not null and found is distinct from expected order by line.document_no, line.line_no`,
  },
  {
    name: "VAT is of the rate that was in force",
    table: "vat_entry",
    query: `
      with ${[inForce, documents].join(",")}
      select 'transaction ' || e.transaction_no || ', line ' || e.line_no as key, about, expected, found
      from vat_entry e join document d using (company_id, transaction_no)
      ${joinInForce("setup", "vat_posting_setup", "e.vat_bus_posting_group || '/' || e.vat_prod_posting_group", "d.setup_version")}
      ${figures(
        ["vat_percent", number("(setup.content ->> 'vat_percent')::numeric"), number("e.vat_percent")],
        ["vat_calculation_type", "setup.content ->> 'vat_calculation_type'", "e.vat_calculation_type"],
      )}
      where found is distinct from expected order by e.transaction_no, e.line_no`,
  },
  {
    name: "a line bears the VAT that was in force",
    table: "posted_purchase_line",
    query: `
      with ${[inForce, documents].join(",")}
      select 'document ' || d.no || ', line ' || l.line_no as key, about, expected, found
      from document d join posted_purchase_line l on l.company_id = d.company_id and l.document_no = d.no
      ${joinInForce("setup", "vat_posting_setup", "d.vat_bus_posting_group || '/' || l.vat_prod_posting_group", "d.setup_version")}
      ${figures([
        "vat_percent",
        number(
          "case setup.content ->> 'vat_calculation_type' when 'normal' then (setup.content ->> 'vat_percent')::numeric end",
        ),
        number("l.vat_percent"),
      ])}
      where l.type <> 'comment' and l.no is not null and l.quantity <> 0 and found is distinct from expected
      order by d.no, l.line_no`,
  },
  {
    name: "an invoice is rounded as was set up",
    table: "posted_purchase_line",
    query: `
      with ${[inForce, documents].join(",")},
        rounded as (
          select d.no, (d.currency ->> 'invoice_rounding_precision')::numeric as precision,
            d.vendors ->> 'invoice_rounding_account_no' as account,
            sum(l.amount_including_vat) filter (where l.vat_prod_posting_group is not null) as total,
            coalesce(sum(l.amount_including_vat) filter (where l.vat_prod_posting_group is null), 0) as amount,
            max(l.no) filter (where l.vat_prod_posting_group is null) as rounded_on
          from document d join posted_purchase_line l on l.company_id = d.company_id and l.document_no = d.no
          where l.type <> 'comment' and l.no is not null and l.quantity <> 0 group by 1, 2, 3)
      select 'document ' || no as key, about, expected, found from rounded
      cross join lateral (select case when precision = 0 or account is null then 0
        else round(total / precision) * precision - total end as amount) due
      ${figures(
        ["amount of invoice rounding", number("due.amount"), number("rounded.amount")],
        ["account of invoice rounding", "case when due.amount <> 0 then account end", "rounded_on"],
      )}
      where found is distinct from expected order by no`,
  },
  {
    name: "an entry is worth its amount at its rate, which was in force",
    table: "vendor_ledger_entry",
    query: `
      with ${inForce}
      select 'transaction ' || e.transaction_no as key, about, expected, found from vendor_ledger_entry e
      join ledger_transaction t on t.company_id = e.company_id and t.no = e.transaction_no
      join company c on c.id = e.company_id
      join currency own on own.company_id = e.company_id and own.code = c.currency_code
      left join posted_purchase_document d on d.company_id = e.company_id and d.transaction_no = e.transaction_no
      -- So does a credit memo that credits a posted invoice.
      left join posted_purchase_document i on i.company_id = d.company_id and i.no = d.credits_no
      -- What takes something back does so at the rate of that.
      left join vendor_ledger_entry o on o.company_id = e.company_id and o.transaction_no = t.reverses_no
      left join lateral (
        select r.content from in_force r where r.table_name = 'currency_exchange_rate'
          and r.content ->> 'currency_code' = e.currency_code and (r.content ->> 'starting_date')::date <= e.posting_date
          and r.since <= t.setup_version and (r.until is null or r.until > t.setup_version)
        order by r.content ->> 'starting_date' desc limit 1) as rate on e.currency_code <> own.code
      left join bank_account_ledger_entry b on b.company_id = e.company_id and b.transaction_no = e.transaction_no
      -- The bank's own rate is what it made of the amount; of what was opened what remained of it is all that is known.
      cross join lateral (select case when (b.amount_typed or t.document_type = 'opening')
            and e.currency_code <> own.code and o.transaction_no is null
          then array[abs(e.amount), abs(e.amount_lcy)]
          else array[coalesce(o.exchange_rate_amount, i.exchange_rate_amount, (rate.content ->> 'exchange_rate_amount')::numeric, 1),
            coalesce(o.relational_exchange_rate_amount, i.relational_exchange_rate_amount,
              (rate.content ->> 'relational_exchange_rate_amount')::numeric, 1)] end)
        as rated (pair)
      cross join lateral (select rated.pair[1], rated.pair[2]) as given (units, worth)
      ${figures(
        [
          "amount_lcy",
          number("round(e.amount * e.relational_exchange_rate_amount / e.exchange_rate_amount, own.amount_decimals)"),
          number("e.amount_lcy"),
        ],
        ["exchange_rate_amount", number("given.units"), number("e.exchange_rate_amount")],
        ["relational_exchange_rate_amount", number("given.worth"), number("e.relational_exchange_rate_amount")],
        [
          "exchange_rate_amount of the document",
          number("e.exchange_rate_amount"),
          number("coalesce(d.exchange_rate_amount, e.exchange_rate_amount)"),
        ],
        [
          "relational_exchange_rate_amount of the document",
          number("e.relational_exchange_rate_amount"),
          number("coalesce(d.relational_exchange_rate_amount, e.relational_exchange_rate_amount)"),
        ],
      )}
      where t.setup_version is not null and (t.reverses_no is null or o.exchange_rate_amount is not null)
        and found is distinct from expected order by e.transaction_no`,
  },
]

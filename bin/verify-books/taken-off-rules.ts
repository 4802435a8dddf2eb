import { inForce, joinInForce } from "./in-force"
import { figures, number, type Rule } from "./rule"

/** Accounts and limits of what is taken off an entry: discounts, tolerances, write-offs. */
export const takenOffRules: Rule[] = [
  {
    name: "what is taken off names the account that was set up",
    table: "detailed_vendor_ledger_entry",
    query: `
      with ${inForce}
      select 'transaction ' || d.transaction_no || ', line ' || d.line_no as key, about, expected, found
      from detailed_vendor_ledger_entry d
      join ledger_transaction t on t.company_id = d.company_id and t.no = d.transaction_no
      join vendor_ledger_entry e on e.company_id = d.company_id and e.transaction_no = d.vendor_ledger_entry_no
      ${joinInForce("setup", "purchases_setup", "''", "t.setup_version")}
      ${joinInForce("vendors", "vendor_posting_group", "e.vendor_posting_group", "t.setup_version")}
      ${figures([
        "gl_account_no",
        `case d.entry_type when 'payment_discount' then vendors.content ->> 'payment_discount_account_no'
          when 'payment_tolerance' then setup.content ->> 'payment_tolerance_account_no'
          when 'write_off' then setup.content ->> 'write_off_account_no' end`,
        "d.gl_account_no",
      ])}
      where d.gl_account_no is not null and t.document_type <> 'unapplication' and t.reverses_no is null
        and found is distinct from expected order by d.transaction_no, d.line_no`,
  },
  {
    name: "what is taken off comes back from the account that it went to",
    table: "detailed_vendor_ledger_entry",
    query: `
      with moved as (
        select company_id, vendor_ledger_entry_no as entry, applied_entry_no as other, entry_type, gl_account_no,
          max(transaction_no) as transaction_no, sum(amount) as amount, sum(amount_lcy) as amount_lcy
        from detailed_vendor_ledger_entry where entry_type in ('payment_discount', 'payment_tolerance', 'write_off')
        group by 1, 2, 3, 4, 5),
      standing as (
        select company_id, entry, other, entry_type from moved group by 1, 2, 3, 4 having sum(amount) = 0)
      select 'transaction ' || transaction_no || ', ' || entry_type || ' of ' || entry as key,
        'sum on ' || coalesce(gl_account_no, '-') as about, '0 / 0' as expected,
        ${number("amount")} || ' / ' || ${number("amount_lcy")} as found
      from moved join standing using (company_id, entry, other, entry_type)
      where amount <> 0 or amount_lcy <> 0 order by transaction_no, entry`,
  },
  {
    name: "a difference is closed within the limit that was in force, for its reason",
    table: "detailed_vendor_ledger_entry",
    query: `
      with ${inForce},
      closed as (
        select d.*, t.setup_version, own.amount_decimals as own_decimals, its.amount_decimals, e.amount as total,
          payment.exchange_rate_amount as units, payment.relational_exchange_rate_amount as worth
        from detailed_vendor_ledger_entry d
        join ledger_transaction t on t.company_id = d.company_id and t.no = d.transaction_no
        join vendor_ledger_entry e on e.company_id = d.company_id and e.transaction_no = d.vendor_ledger_entry_no
        -- At the rate of what was made with it, else of what was applied later.
        join vendor_ledger_entry payment on payment.company_id = d.company_id
          and payment.transaction_no = case when d.transaction_no in (d.vendor_ledger_entry_no, d.applied_entry_no)
            then d.transaction_no when e.amount > 0 then d.vendor_ledger_entry_no else d.applied_entry_no end
        join currency its on its.company_id = d.company_id and its.code = d.currency_code
        join company c on c.id = d.company_id
        join currency own on own.company_id = d.company_id and own.code = c.currency_code
        where d.entry_type in ('payment_tolerance', 'write_off') and t.document_type <> 'unapplication'
          and t.reverses_no is null),
      measured as (
        select closed.*, remaining.amount as remaining, set_up.*
        from closed
        ${joinInForce("setup", "purchases_setup", "''", "closed.setup_version")}
        cross join lateral (select case closed.entry_type when 'write_off' then 0
            else (setup.content ->> 'payment_tolerance_percent')::numeric end as percent,
          (setup.content ->> case closed.entry_type when 'write_off' then 'max_write_off_amount'
            else 'max_payment_tolerance_amount' end)::numeric as maximum,
          setup.content ->> case closed.entry_type when 'write_off' then 'write_off_reason_code'
            else 'payment_tolerance_reason_code' end as reason) as set_up
        cross join lateral (select sum(d.amount) as amount from detailed_vendor_ledger_entry d
          where d.company_id = closed.company_id and d.vendor_ledger_entry_no = closed.vendor_ledger_entry_no
            and d.transaction_no <= closed.transaction_no) as remaining)
      select 'transaction ' || transaction_no || ', line ' || line_no as key, about, expected, found from measured
      ${figures(
        ["reason_code", "reason", "reason_code"],
        ["remaining amount", "0", number("remaining")],
        ["amount_lcy", number("round(amount * worth / units, own_decimals)"), number("amount_lcy")],
        [
          "amount within its percent",
          "true",
          "percent = 0 or abs(amount) <= round(abs(total) * percent / 100, amount_decimals)",
        ],
        ["amount_lcy within its maximum", "true", "maximum = 0 or abs(amount_lcy) <= maximum"],
        ["a limit", "true", "percent > 0 or maximum > 0"],
      )}
      where found is distinct from expected order by transaction_no, line_no`,
  },
]

import { inForce } from "./in-force"
import { figures, number, type Rule } from "./rule"

/** Detailed entries in the order in which they were made, each with what remained of its entry before it. */
const running = `
  detailed as materialized (
    select d.*, e.amount as booked, e.amount_lcy as booked_lcy, e.exchange_rate_amount as units,
      e.relational_exchange_rate_amount as worth, own.amount_decimals,
      sum(d.amount) over before as remaining, sum(d.amount_lcy) over before as remaining_lcy
    from detailed_vendor_ledger_entry d
    join vendor_ledger_entry e on e.company_id = d.company_id and e.transaction_no = d.vendor_ledger_entry_no
    join company c on c.id = d.company_id
    join currency own on own.company_id = d.company_id and own.code = c.currency_code
    window before as (partition by d.vendor_ledger_entry_no order by d.transaction_no, d.line_no
      rows between unbounded preceding and 1 preceding))`

/** What a side gives up of the company's currency: its part of what remains, and all of it when it closes. */
const share = (side: string, amount: string) =>
  `case when abs(${side}.remaining) = ${amount} then ${side}.remaining_lcy
    else round(${side}.remaining_lcy * ${amount} / nullif(abs(${side}.remaining), 0), ${side}.amount_decimals) end`

/** Whether one rate gives both entries' amounts in the company's currency. */
const reaches = (low: string, high: string) =>
  `(abs(${low}.booked_lcy) - half.unit) * abs(${high}.booked) < (abs(${high}.booked_lcy) + half.unit) * abs(${low}.booked)`

const isOneRate = `case when given.units is not null and taken.units is not null
  then given.units * taken.worth = taken.units * given.worth
  else ${reaches("given", "taken")} and ${reaches("taken", "given")} end`

/** Types of detailed entries by which an entry is owed less, without being paid. */
const reductions = "('payment_discount', 'payment_tolerance', 'write_off')"

/** What one side of an application is lessened by besides, in whole amounts. */
const lessened = (side: string, other: string) => `select coalesce(abs(sum(l.amount)), 0) as amount,
  coalesce(abs(sum(l.amount_lcy)), 0) as amount_lcy from detailed_vendor_ledger_entry l
  where l.company_id = ${side}.company_id and l.transaction_no = ${side}.transaction_no
    and l.vendor_ledger_entry_no = ${side}.vendor_ledger_entry_no and l.applied_entry_no = ${other}.vendor_ledger_entry_no
    and l.entry_type in ${reductions}`

/** Applications, what they realize, and the bank. */
export const settlementRules: Rule[] = [
  {
    name: "an application names the entry on its other side",
    table: "detailed_vendor_ledger_entry",
    query: `
      with side as (
        select company_id, transaction_no, vendor_ledger_entry_no as entry, applied_entry_no as other, min(line_no) as line_no,
          sum(amount) as amount, sum(amount_lcy) as amount_lcy
        from detailed_vendor_ledger_entry where entry_type = 'application' group by 1, 2, 3, 4),
      difference as (
        select d.company_id, d.transaction_no, d.line_no, exists (select from side s where s.company_id = d.company_id
          and s.transaction_no = d.transaction_no and s.entry = d.vendor_ledger_entry_no and s.other = d.applied_entry_no)
          as is_of_one
        from detailed_vendor_ledger_entry d where d.entry_type not in ('initial_entry', 'application')),
      initial as (
        select company_id, transaction_no, line_no, applied_entry_no from detailed_vendor_ledger_entry
        where entry_type = 'initial_entry'),
      found as (
        select s.transaction_no, s.line_no, about, expected, found from side s
        left join side o on o.company_id = s.company_id and o.transaction_no = s.transaction_no and o.entry = s.other
          and o.other = s.entry
        left join vendor_ledger_entry mine on mine.company_id = s.company_id and mine.transaction_no = s.entry
        left join vendor_ledger_entry its on its.company_id = s.company_id and its.transaction_no = s.other
        ${figures(
          ["amount", number("-o.amount"), number("s.amount")],
          ["amount_lcy", number("-o.amount_lcy"), number("s.amount_lcy")],
          [
            "vendor and currency of applied_entry_no",
            "mine.vendor_no || ' ' || mine.currency_code",
            "its.vendor_no || ' ' || its.currency_code",
          ],
        )}
        union all
        select transaction_no, line_no, 'applied_entry_no', 'that of an application', 'another' from difference
        where not is_of_one
        union all
        select transaction_no, line_no, 'applied_entry_no', null, applied_entry_no::text from initial)
      select 'transaction ' || transaction_no || ', line ' || line_no as key, about, expected, found from found
      where found is distinct from expected order by transaction_no, line_no`,
  },
  {
    name: "a gain, a loss or a rounding is what the rates give",
    table: "detailed_vendor_ledger_entry",
    query: `
      with ${running},
        pair as (
          select taken.company_id, taken.transaction_no, taken.line_no, taken.amount,
            taken.amount_lcy as booked_lcy, ${share("given", "(taken.amount + over.amount)")} - over.amount_lcy as given_lcy, less.amount_lcy as less_lcy,
            ${share("taken", "(taken.amount + less.amount)")} as taken_lcy, ${isOneRate} as is_one_rate,
            given.units is not null and taken.units is not null as is_known,
            taken.vendor_ledger_entry_no as entry, taken.applied_entry_no as other
          from detailed taken
          join detailed given on given.company_id = taken.company_id and given.transaction_no = taken.transaction_no
            and given.vendor_ledger_entry_no = taken.applied_entry_no
            and given.applied_entry_no = taken.vendor_ledger_entry_no and given.entry_type = 'application'
          join ledger_transaction t on t.company_id = taken.company_id and t.no = taken.transaction_no
          -- What is owed less without being paid, such as a payment discount.
          cross join lateral (${lessened("taken", "given")}) as less
          cross join lateral (${lessened("given", "taken")}) as over
          cross join lateral (select power(10::numeric, -taken.amount_decimals) / 2 as unit) half
          -- What is taken back is added up by the rule below.
          where taken.entry_type = 'application' and taken.booked < 0 and taken.amount > 0
            and t.document_type <> 'unapplication' and not (t.document_type in ('payment', 'refund') and t.reverses_no is not null)),
        due as (
          select p.*, -p.taken_lcy - p.given_lcy - p.less_lcy as difference, coalesce(d.amount_lcy, 0) as realized, d.types
          from pair p left join lateral (
            select sum(d.amount_lcy) as amount_lcy, string_agg(d.entry_type, ' ') as types from detailed_vendor_ledger_entry d
            where d.company_id = p.company_id and d.transaction_no = p.transaction_no and d.vendor_ledger_entry_no = p.entry
              and d.applied_entry_no = p.other and d.entry_type in ('realized_gain', 'realized_loss', 'rounding')) d on true),
        named as (
          select *, case when difference = 0 then null when is_one_rate then 'rounding' when difference > 0 then 'realized_gain'
            else 'realized_loss' end as type,
            -- Before rates were kept every difference was a gain or a loss.
            case when not is_known and types = case when difference > 0 then 'realized_gain' else 'realized_loss' end
              then types end as earlier
          from due)
      select 'transaction ' || transaction_no || ', line ' || line_no as key, about, expected, found from named
      ${figures(
        ["amount_lcy of the application", number("given_lcy"), number("booked_lcy")],
        ["gain or loss", number("difference"), number("realized")],
        ["entry_type of the difference", "coalesce(earlier, type)", "types"],
      )}
      where found is distinct from expected order by transaction_no, line_no`,
  },
  {
    name: "what is unapplied leaves nothing of an application",
    table: "detailed_vendor_ledger_entry",
    query: `
      with undone as (
        select t.company_id, t.no, d.vendor_ledger_entry_no, d.applied_entry_no, d.entry_type, min(d.line_no) as line_no
        from ledger_transaction t
        join detailed_vendor_ledger_entry d on d.company_id = t.company_id and d.transaction_no = t.no
        where d.entry_type <> 'initial_entry' and (t.document_type = 'unapplication'
          or t.document_type in ('payment', 'refund') and t.reverses_no is not null
            and not (d.vendor_ledger_entry_no in (t.no, t.reverses_no) and d.applied_entry_no in (t.no, t.reverses_no)))
        group by 1, 2, 3, 4, 5)
      select 'transaction ' || u.no || ', line ' || u.line_no as key, 'sum of ' || u.entry_type as about, '0 / 0' as expected,
        ${number("sum(d.amount)")} || ' / ' || ${number("sum(d.amount_lcy)")} as found
      from undone u join detailed_vendor_ledger_entry d on d.company_id = u.company_id and d.transaction_no <= u.no
        and d.vendor_ledger_entry_no = u.vendor_ledger_entry_no and d.applied_entry_no = u.applied_entry_no
        and d.entry_type = u.entry_type
      group by u.no, u.line_no, u.entry_type, u.vendor_ledger_entry_no, u.applied_entry_no
      having sum(d.amount) <> 0 or sum(d.amount_lcy) <> 0 order by u.no, u.line_no`,
  },
  {
    name: "a bank entry is the payment's amount, in the bank account's currency",
    table: "bank_account_ledger_entry",
    query: `
      with ${inForce},
      rated as (
        select b.*, c.currency_code as own_code, own.amount_decimals as own_decimals, its.amount_decimals,
          a.currency_code as account_currency, e.amount as paid, e.amount_lcy as paid_lcy, e.currency_code as paid_in,
          (rate.content ->> 'exchange_rate_amount')::numeric as units,
          (rate.content ->> 'relational_exchange_rate_amount')::numeric as worth,
          -- What takes a payment back turns it, whatever the rates are by then.
          t.setup_version is not null and t.reverses_no is null as is_rated
        from bank_account_ledger_entry b
        join ledger_transaction t on t.company_id = b.company_id and t.no = b.transaction_no
        join company c on c.id = b.company_id
        join currency own on own.company_id = b.company_id and own.code = c.currency_code
        left join currency its on its.company_id = b.company_id and its.code = b.currency_code
        left join bank_account a on a.company_id = b.company_id and a.no = b.bank_account_no
        left join vendor_ledger_entry e on e.company_id = b.company_id and e.transaction_no = b.transaction_no
        left join lateral (
          select r.content from in_force r where r.table_name = 'currency_exchange_rate'
            and r.content ->> 'currency_code' = b.currency_code and (r.content ->> 'starting_date')::date <= b.posting_date
            and r.since <= t.setup_version and (r.until is null or r.until > t.setup_version)
          order by r.content ->> 'starting_date' desc limit 1) as rate on b.currency_code <> own.code
        where t.document_type <> 'opening')
      select 'transaction ' || transaction_no as key, about, expected, found from rated
      ${figures(
        ["currency_code", "account_currency", "currency_code"],
        ["amount_lcy", number("-paid_lcy - charges_lcy"), number("amount_lcy")],
        [
          "amount",
          number(`case when currency_code = paid_in then -paid - charges when currency_code = own_code then -paid_lcy - charges
            when is_rated and not amount_typed then round(-paid_lcy * units / worth, amount_decimals) - charges else amount end`),
          number("amount"),
        ],
        [
          "what was typed at its rate",
          number(`case when is_rated and amount_typed and paid_in <> own_code and currency_code <> own_code
            then round((amount + charges) * worth / units, own_decimals) else -paid_lcy end`),
          number("-paid_lcy"),
        ],
        [
          "charges_lcy",
          number(`case when currency_code = own_code then charges
            when is_rated then round(charges * worth / units, own_decimals) else charges_lcy end`),
          number("charges_lcy"),
        ],
        ["sign of what was typed", "true", "not amount_typed or sign(amount + charges) = -sign(paid)"],
        ["charges_account_no", "true", "(charges <> 0) = (charges_account_no is not null)"],
      )}
      where found is distinct from expected order by transaction_no`,
  },
  {
    name: "a payment has its bank entry",
    table: "ledger_transaction",
    query: `
      select 'transaction ' || t.no as key, 'bank entry' as about, 'one' as expected, 'none' as found
      from ledger_transaction t
      join vendor_ledger_entry e on e.company_id = t.company_id and e.transaction_no = t.no
      where t.document_type in ('payment', 'refund') and not exists (select from bank_account_ledger_entry b
        where b.company_id = t.company_id and b.transaction_no = t.no) order by t.no`,
  },
]

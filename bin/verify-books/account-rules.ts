import { inForce, joinInForce } from "./in-force"
import { figures, number, type Rule } from "./rule"

/** Posted documents that rest on a known version of the setup; a cancellation copies its invoice's entries, whatever is set up. */
const documents = `
  document as materialized (
    select d.*, t.setup_version, own.amount_decimals as own_decimals, own.code <> d.currency_code as is_foreign,
      money.content as currency, cur.amount_decimals, vendors.content as vendors,
      case d.document_type when 'credit_memo' then -1 else 1 end as sign, setup.content ->> 'discount_posting' as discounts
    from posted_purchase_document d
    join ledger_transaction t on t.company_id = d.company_id and t.no = d.transaction_no
    join company c on c.id = d.company_id
    join currency own on own.company_id = d.company_id and own.code = c.currency_code
    join currency cur on cur.company_id = d.company_id and cur.code = d.currency_code
    ${joinInForce("money", "currency", "d.currency_code", "t.setup_version")}
    ${joinInForce("vendors", "vendor_posting_group", "d.vendor_posting_group", "t.setup_version")}
    ${joinInForce("setup", "purchases_setup", "''", "t.setup_version")}
    where t.setup_version is not null and d.corrects_no is null)`

/** Their lines that are posted, with the general posting setup that was in force. */
const lines = `
  line as materialized (
    select d.transaction_no, d.document_type, d.sign, l.*, general.content as general,
      round(l.line_discount_amount / taxed.rate, d.amount_decimals)
        * (d.discounts in ('line', 'all') and l.gen_prod_posting_group is not null)::integer as line_discount,
      round(l.invoice_discount_amount / taxed.rate, d.amount_decimals)
        * (d.discounts in ('invoice', 'all') and l.gen_prod_posting_group is not null)::integer as invoice_discount,
      exists (select from item i where i.company_id = l.company_id and i.no = l.no and i.type = 'inventory'
        and l.type = 'item') as is_stock
    from document d
    join posted_purchase_line l on l.company_id = d.company_id and l.document_no = d.no
    cross join lateral (select case when d.prices_including_vat and l.vat_calculation_type = 'normal'
      then 1 + l.vat_percent / 100 * (1 - d.vat_base_discount_percent / 100) else 1 end as rate) taxed
    ${joinInForce("general", "general_posting_setup", "d.gen_bus_posting_group || '/' || l.gen_prod_posting_group", "d.setup_version")}
    where l.type <> 'comment' and l.no is not null and l.quantity <> 0)`

const purchaseAccount = `case when line.type = 'gl_account' then line.no when line.type = 'charge' then line.charge_account_no
  else coalesce(case line.document_type when 'credit_memo' then line.general ->> 'purchase_credit_memo_account_no' end,
    line.general ->> 'purchase_account_no') end`

/**
 * What a document's lines put on each account. In the company's own currency by product groups too; a foreign account's
 * total is converted, and its entries share the rounding.
 */
const typed = `
  typed as (
    select line.transaction_no, side.account, side.gen, side.vat, line.sign * sum(side.amount) as amount
    from line cross join lateral (values
      (${purchaseAccount}, line.gen_prod_posting_group, line.vat_prod_posting_group,
        line.amount + line.line_discount + line.invoice_discount),
      (line.general ->> 'purchase_line_discount_account_no', line.gen_prod_posting_group, line.vat_prod_posting_group,
        -line.line_discount),
      (line.general ->> 'purchase_invoice_discount_account_no', line.gen_prod_posting_group, line.vat_prod_posting_group,
        -line.invoice_discount),
      (line.general ->> 'direct_cost_applied_account_no', line.gen_prod_posting_group, null,
        case when line.is_stock then -line.amount else 0 end)) as side (account, gen, vat, amount)
    where side.amount <> 0 group by line.transaction_no, line.sign, side.account, side.gen, side.vat),
  converted as (
    select transaction_no, account, gen, vat, typed.amount from typed join document d using (transaction_no)
      where not d.is_foreign
    union all
    select transaction_no, account, null, null,
      round(sum(typed.amount) * d.relational_exchange_rate_amount / d.exchange_rate_amount, d.own_decimals)
    from typed join document d using (transaction_no) where d.is_foreign
    group by transaction_no, account, d.relational_exchange_rate_amount, d.exchange_rate_amount, d.own_decimals)`

/** What its other ledgers put on theirs. */
const booked = `
  booked as (
    select e.transaction_no, side.account, null::text as gen, e.vat_prod_posting_group as vat, side.amount
    from vat_entry e join document d using (company_id, transaction_no)
    ${joinInForce("setup", "vat_posting_setup", "e.vat_bus_posting_group || '/' || e.vat_prod_posting_group", "d.setup_version")}
    cross join lateral (values (setup.content ->> 'purchase_vat_account_no', e.amount),
      (setup.content ->> 'reverse_charge_vat_account_no',
        case e.vat_calculation_type when 'reverse_charge' then -(e.amount + e.non_deductible_amount) else 0 end))
      as side (account, amount)
    union all
    select line.transaction_no, coalesce(setup.content ->> 'non_ded_vat_account_no', ${purchaseAccount}), null,
      line.vat_prod_posting_group, line.sign * line.non_deductible_vat_amount
    from line join document d using (transaction_no)
    ${joinInForce("setup", "vat_posting_setup", "d.vat_bus_posting_group || '/' || line.vat_prod_posting_group", "d.setup_version")}
    where line.non_deductible_vat_amount <> 0
    union all
    select d.transaction_no, d.vendors ->> 'payables_account_no', null, null, e.amount_lcy
    from vendor_ledger_entry e join document d using (company_id, transaction_no)
    union all
    select e.transaction_no, stock.content ->> 'inventory_account_no', null, null, e.cost_amount
    from value_entry e join document d using (company_id, transaction_no)
    ${joinInForce("stock", "inventory_posting_group", "e.inventory_posting_group", "d.setup_version")})`

const expectedOfDocuments = `
  known as (select * from converted union all select * from booked),
  expected as (
    select k.transaction_no, k.account, case when d.is_foreign then null else k.gen end as gen,
      case when d.is_foreign then null else k.vat end as vat, k.amount
    from known k join document d using (transaction_no)
    union all
    select k.transaction_no, d.currency ->> 'rounding_account_no', null, null, -sum(k.amount)
    from known k join document d using (transaction_no) group by 1, 2 having sum(k.amount) <> 0),
  due as (
    select transaction_no, coalesce(account, '') as account, coalesce(gen, '') as gen, coalesce(vat, '') as vat,
      sum(amount) as amount
    from expected group by 1, 2, 3, 4),
  entered as (
    select e.transaction_no, e.gl_account_no as account,
      case when d.is_foreign then '' else coalesce(e.gen_prod_posting_group, '') end as gen,
      case when d.is_foreign then '' else coalesce(e.vat_prod_posting_group, '') end as vat, sum(e.amount) as amount
    from gl_entry e join document d using (company_id, transaction_no) group by 1, 2, 3, 4)`

/** Payments, applications and what takes them back (of openings: `opening-rules.ts`), that rest on a known version of the setup. */
const settlements = `
  settlement as materialized (
    select t.company_id, t.no as transaction_no, t.setup_version, t.reverses_no is not null as takes_back,
      t.document_type = 'unapplication' as unapplies
    from ledger_transaction t where t.setup_version is not null and t.document_type <> 'opening' and not exists (
      select from posted_purchase_document d where d.company_id = t.company_id and d.transaction_no = t.no))`

/** A reversal gives the differences back to the accounts that they came from, which may have been others. */
const difference = (account: string) => `case when s.takes_back then 'of differences' else ${account} end`

/** What is unapplied or reversed comes back from where it went; null: from before that was kept. */
const reduction = (kept: string, account: string) =>
  `case when s.takes_back then coalesce(${kept}, 'of differences')
    when s.unapplies then coalesce(${kept}, ${account}) else ${account} end`
const ofDiscount = `(select max(p.gl_account_no) from detailed_vendor_ledger_entry p where p.company_id = v.company_id
  and p.transaction_no = v.transaction_no and p.vendor_ledger_entry_no = v.vendor_ledger_entry_no
  and p.entry_type = 'payment_discount')`
const discountAccount = reduction(ofDiscount, "(vendors.content ->> 'payment_discount_account_no')")

const expectedOfSettlements = `
  expected as (
    select s.transaction_no, vendors.content ->> 'payables_account_no' as account, d.amount_lcy as amount
    from detailed_vendor_ledger_entry d join settlement s using (company_id, transaction_no)
    join vendor_ledger_entry e on e.company_id = d.company_id and e.transaction_no = d.vendor_ledger_entry_no
    ${joinInForce("vendors", "vendor_posting_group", "e.vendor_posting_group", "s.setup_version")}
    union all
    select s.transaction_no, ${difference(`case d.entry_type when 'realized_gain' then money.content ->> 'realized_gains_account_no'
        when 'realized_loss' then money.content ->> 'realized_losses_account_no'
        else money.content ->> 'rounding_account_no' end`)}, -d.amount_lcy
    from detailed_vendor_ledger_entry d join settlement s using (company_id, transaction_no)
    ${joinInForce("money", "currency", "d.currency_code", "s.setup_version")}
    where d.entry_type in ('realized_gain', 'realized_loss', 'rounding')
    union all
    select s.transaction_no, ${reduction("d.gl_account_no", "(vendors.content ->> 'payment_discount_account_no')")}, -d.amount_lcy
    from detailed_vendor_ledger_entry d join settlement s using (company_id, transaction_no)
    join vendor_ledger_entry e on e.company_id = d.company_id and e.transaction_no = d.vendor_ledger_entry_no
    ${joinInForce("vendors", "vendor_posting_group", "e.vendor_posting_group", "s.setup_version")}
    where d.entry_type = 'payment_discount'
    union all
    select s.transaction_no, ${reduction(
      "d.gl_account_no",
      `case d.entry_type when 'write_off' then purchases.content ->> 'write_off_account_no'
        else purchases.content ->> 'payment_tolerance_account_no' end`,
    )}, -d.amount_lcy
    from detailed_vendor_ledger_entry d join settlement s using (company_id, transaction_no)
    ${joinInForce("purchases", "purchases_setup", "''", "s.setup_version")}
    where d.entry_type in ('payment_tolerance', 'write_off')
    union all
    select s.transaction_no, side.account, side.amount
    from vat_entry v join settlement s using (company_id, transaction_no)
    join vendor_ledger_entry e on e.company_id = v.company_id and e.transaction_no = v.vendor_ledger_entry_no
    ${joinInForce("vendors", "vendor_posting_group", "e.vendor_posting_group", "s.setup_version")}
    ${joinInForce("setup", "vat_posting_setup", "v.vat_bus_posting_group || '/' || v.vat_prod_posting_group", "s.setup_version")}
    cross join lateral (values (coalesce(v.purchase_vat_account_no, setup.content ->> 'purchase_vat_account_no'), v.amount),
      (coalesce(v.non_ded_vat_account_no, v.reduction_account_no, ${discountAccount}), v.non_deductible_amount),
      (case v.vat_calculation_type when 'reverse_charge'
        then coalesce(v.reverse_charge_vat_account_no, setup.content ->> 'reverse_charge_vat_account_no')
        else coalesce(v.reduction_account_no, ${discountAccount}) end, -(v.amount + v.non_deductible_amount))) as side (account, amount)
    where side.amount <> 0
    union all
    select s.transaction_no, bank.content ->> 'gl_account_no', b.amount_lcy
    from bank_account_ledger_entry b join settlement s using (company_id, transaction_no)
    ${joinInForce("bank", "bank_account", "b.bank_account_no", "s.setup_version")}
    union all
    select s.transaction_no, b.charges_account_no, b.charges_lcy
    from bank_account_ledger_entry b join settlement s using (company_id, transaction_no) where b.charges_lcy <> 0),
  due as (select transaction_no, coalesce(account, '') as account, sum(amount) as amount from expected group by 1, 2),
  entered as (
    select s.transaction_no, case when due.account is null then ${difference("e.gl_account_no")} else e.gl_account_no end
      as account, sum(e.amount) as amount
    from gl_entry e join settlement s using (company_id, transaction_no)
    left join due on due.transaction_no = e.transaction_no and due.account = e.gl_account_no group by 1, 2)`

/** Accounts and rates are those of the setup that was in force, and each account has what belongs on it. */
export const accountRules: Rule[] = [
  {
    name: "a posted document's G/L entries are those of its lines by the setup that was in force",
    table: "gl_entry",
    query: `
      with ${[inForce, documents, lines, typed, booked, expectedOfDocuments].join(",")}
      select 'transaction ' || transaction_no || ', account ' || account as key,
        rtrim(concat_ws(' ', 'sum of amount', gen, vat)) as about, ${number("due.amount")}::text as expected,
        ${number("entered.amount")}::text as found
      from due full join entered using (transaction_no, account, gen, vat)
      where coalesce(due.amount, 0) <> coalesce(entered.amount, 0) order by transaction_no, account, gen, vat`,
  },
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
          then coalesce(setup.content ->> 'non_ded_vat_account_no', ${purchaseAccount}) end`,
        "line.non_ded_vat_account_no",
      ])}
      where line.non_ded_vat_account_no is not null and found is distinct from expected order by line.document_no, line.line_no`,
  },
  {
    name: "a settlement's G/L entries are those of its ledgers by the setup that was in force",
    table: "gl_entry",
    query: `
      with ${[inForce, settlements, expectedOfSettlements].join(",")}
      select 'transaction ' || transaction_no || ', account ' || account as key,
        'sum of amount' as about, ${number("due.amount")}::text as expected, ${number("entered.amount")}::text as found
      from due full join entered using (transaction_no, account)
      where coalesce(due.amount, 0) <> coalesce(entered.amount, 0) order by transaction_no, account`,
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

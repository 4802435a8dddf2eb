import { documents, lineAccount, lines } from "./documents-in-force"
import { inForce, joinInForce } from "./in-force"
import { number, type Rule } from "./rule"

/**
 * What a document's lines put on each account. In the company's own currency by product groups too; a foreign account's
 * total is converted, and its entries share the rounding.
 */
const typed = `
  typed as (
    select line.transaction_no, side.account, side.gen, side.vat, line.sign * sum(side.amount) as amount
    from line cross join lateral (values
      (${lineAccount}, line.gen_prod_posting_group, line.vat_prod_posting_group,
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
    select line.transaction_no, coalesce(setup.content ->> 'non_ded_vat_account_no', ${lineAccount}), null,
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

/** Each account has of a posted document what belongs on it. */
export const documentAccountRules: Rule[] = [
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
]

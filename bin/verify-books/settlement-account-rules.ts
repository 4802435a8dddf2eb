import { inForce, joinInForce } from "./in-force"
import { number, type Rule } from "./rule"

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

/** Each account has of a settlement what belongs on it. */
export const settlementAccountRules: Rule[] = [
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
]

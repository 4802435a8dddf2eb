import { inForce, joinInForce } from "./in-force"
import { figures, number, type Rule } from "./rule"

/** VAT that is not claimed back: at the percentage that was in force, and borne by the lines of a VAT entry. */
export const nonDeductibleRules: Rule[] = [
  {
    name: "non-deductible VAT is at the percentage that was in force",
    table: "posted_purchase_line",
    query: `
      with ${inForce}
      select 'document ' || d.no || ', line ' || l.line_no as key, about, expected, found
      from posted_purchase_document d
      join ledger_transaction t on t.company_id = d.company_id and t.no = d.transaction_no
      join posted_purchase_line l on l.company_id = d.company_id and l.document_no = d.no
      ${joinInForce("setup", "vat_posting_setup", "d.vat_bus_posting_group || '/' || l.vat_prod_posting_group", "t.setup_version")}
      ${joinInForce("account", "gl_account", "case l.type when 'gl_account' then l.no else l.charge_account_no end", "t.setup_version")}
      ${figures([
        "non_deductible_vat_percent",
        number(`case when l.vat_calculation_type <> 'exempt' then coalesce(
          (account.content ->> 'non_deductible_vat_percent')::numeric,
          (setup.content ->> 'non_deductible_vat_percent')::numeric) end`),
        number("l.non_deductible_vat_percent"),
      ])}
      where t.setup_version is not null and d.corrects_no is null and l.type <> 'comment' and l.no is not null
        and l.quantity <> 0 and found is distinct from expected order by d.no, l.line_no`,
  },
  {
    name: "each line bears the non-deductible part of its own VAT",
    table: "posted_purchase_line",
    query: `
      with line as (
        select d.transaction_no, l.document_no, l.line_no, l.vat_prod_posting_group, l.vat_identifier, l.vat_calculation_type,
          l.vat_percent, l.non_deductible_vat_percent as percent, l.non_deductible_vat_amount as share, own.amount_decimals,
          d.relational_exchange_rate_amount as worth, d.exchange_rate_amount as units,
          round((sum(l.amount) over to_it) * (100 - d.vat_base_discount_percent) / 100, its.amount_decimals) as base, sum(l.amount_including_vat - l.amount) over to_it as vat
        from posted_purchase_line l
        join posted_purchase_document d on d.company_id = l.company_id and d.no = l.document_no
        join company c on c.id = l.company_id
        join currency own on own.company_id = c.id and own.code = c.currency_code
        join currency its on its.company_id = d.company_id and its.code = d.currency_code
        where l.type <> 'comment' and l.no is not null and l.quantity <> 0 and l.vat_prod_posting_group is not null
        window to_it as (partition by l.document_no, l.vat_identifier, l.vat_calculation_type, l.vat_percent,
          l.vat_prod_posting_group, l.non_deductible_vat_percent order by l.line_no)),
      rate as (
        select transaction_no, vat_prod_posting_group, vat_identifier, max(vat_percent) as owed_percent from vat_entry
        where vat_calculation_type = 'reverse_charge' and vendor_ledger_entry_no is null group by 1, 2, 3),
      taxed as (
        select line.*, case vat_calculation_type when 'reverse_charge'
          then round(round(base * worth / units, amount_decimals) * owed_percent / 100, amount_decimals)
          else round(vat * worth / units, amount_decimals) end as tax
        from line left join rate using (transaction_no, vat_prod_posting_group, vat_identifier)),
      worked as (
        select *, round(tax * percent / 100, amount_decimals) as part from taxed),
      carried as (
        select *, part - lag(part, 1, 0.0) over (partition by document_no, vat_identifier, vat_calculation_type,
          vat_percent, vat_prod_posting_group, percent order by line_no) as due from worked)
      select 'document ' || document_no || ', line ' || line_no as key, 'non_deductible_vat_amount' as about,
        ${number("due")}::text as expected, ${number("share")}::text as found
      from carried where share <> due order by document_no, line_no`,
  },
]

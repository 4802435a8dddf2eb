import { inForce, joinInForce } from "./in-force"
import { figures, number, type Rule } from "./rule"

/** VAT that is not claimed back: at the percentage that was in force, and shared by the lines of a VAT entry. */
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
    name: "non-deductible VAT is shared by the size of its lines",
    table: "posted_purchase_line",
    query: `
      with line as (
        select l.document_no, l.line_no, l.non_deductible_vat_amount as share, abs(l.amount) as size, own.amount_decimals,
          sum(l.non_deductible_vat_amount) over whole as whole, sum(abs(l.amount)) over whole as whole_size,
          sum(abs(l.amount)) over (whole order by l.line_no) as running
        from posted_purchase_line l join company c on c.id = l.company_id
        join currency own on own.company_id = c.id and own.code = c.currency_code
        where l.type <> 'comment' and l.no is not null and l.quantity <> 0 and l.vat_prod_posting_group is not null
        window whole as (partition by l.document_no, l.vat_identifier, l.vat_calculation_type, l.vat_percent,
          l.vat_prod_posting_group, l.non_deductible_vat_percent)),
      worked as (
        select *, round(whole * running / whole_size, amount_decimals)
          - round(whole * (running - size) / whole_size, amount_decimals) as due from line where whole_size <> 0)
      select 'document ' || document_no || ', line ' || line_no as key, 'non_deductible_vat_amount' as about,
        ${number("due")}::text as expected, ${number("share")}::text as found
      from worked where share <> due order by document_no, line_no`,
  },
]

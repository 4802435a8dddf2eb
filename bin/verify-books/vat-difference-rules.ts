import { inForce, joinInForce } from "./in-force"
import { number, type Rule } from "./rule"

/** A document's lines that bear amounts, with their VAT group. */
const grouped = (header: string, line: string) => `
  line as (
    select l.document_no, l.line_no, l.vat_difference, l.vat_calculation_type, l.vat_percent, currency.amount_decimals,
      abs(l.line_amount - l.invoice_discount_amount) as size,
      concat_ws(' ', l.vat_identifier, l.vat_calculation_type,
        case l.vat_calculation_type when 'normal' then trim_scale(l.vat_percent) end) as vat_group
    from ${line} l join ${header} d on d.company_id = l.company_id and d.no = l.document_no
    join currency on currency.company_id = d.company_id and currency.code = d.currency_code
    where l.type <> 'comment' and l.no is not null)`

const kinds = [
  { noun: "posted", header: "posted_purchase_document", line: "posted_purchase_line" },
  { noun: "draft", header: "purchase_invoice", line: "purchase_invoice_line" },
]

/** VAT as printed on a vendor's paper: what it differs by is shared out by size, where a vendor may work VAT out at all. */
const shares = kinds.flatMap(({ noun, header, line }): Rule[] => [
  {
    name: `a ${noun} VAT group's difference is shared out by the size of its lines`,
    table: line,
    query: `
      with ${grouped(header, line)},
      summed as (
        select *, sum(vat_difference) over whole as difference, sum(size) over whole as whole_size,
          sum(size) over (whole order by line_no) as running
        from line window whole as (partition by document_no, vat_group)),
      worked as (
        select *, case when whole_size = 0 then 0 else round(difference * running / whole_size, amount_decimals)
          - round(difference * (running - size) / whole_size, amount_decimals) end as due from summed)
      select 'document ' || document_no || ', line ' || line_no as key, 'vat_difference' as about,
        ${number("due")}::text as expected, ${number("vat_difference")}::text as found
      from worked where vat_difference <> due order by document_no, line_no`,
  },
  {
    name: `a ${noun} line has no VAT difference where there is no VAT to type`,
    table: line,
    query: `
      with ${grouped(header, line)}
      select 'document ' || document_no || ', line ' || line_no as key, 'vat_difference' as about, '0' as expected,
        ${number("vat_difference")}::text as found
      from line where vat_difference <> 0 and (vat_calculation_type <> 'normal' or vat_percent = 0)
      order by document_no, line_no`,
  },
])

/** The VAT differences of a posted document, as large as they are, against what was allowed when it was posted. */
const allowed: Rule = {
  name: "VAT differences are within the maximum that was in force",
  table: "posted_purchase_document",
  query: `
    with ${inForce}, ${grouped("posted_purchase_document", "posted_purchase_line")},
    total as (
      select document_no, sum(abs(difference)) as difference from (
        select document_no, vat_group, sum(vat_difference) as difference from line group by 1, 2) g group by 1)
    select 'document ' || d.no as key, 'sum of VAT differences' as about,
      'at most ' || ${number("(money.content ->> 'max_vat_difference_allowed')::numeric")} as expected,
      ${number("total.difference")}::text as found
    from total join posted_purchase_document d on d.no = total.document_no
    join ledger_transaction t on t.company_id = d.company_id and t.no = d.transaction_no
    ${joinInForce("money", "currency", "d.currency_code", "t.setup_version")}
    where t.setup_version is not null and d.corrects_no is null
      and total.difference > coalesce((money.content ->> 'max_vat_difference_allowed')::numeric, 0)
    order by d.no`,
}

export const vatDifferenceRules: Rule[] = [...shares, allowed]

import { inForce, joinInForce } from "./in-force"
import { figures, number, type Rule, sameNumbers } from "./rule"
import { takenOf } from "./taken-off"

/** What lessens VAT. */
const lessening = takenOf("payment_discount", "payment_tolerance")

/** The whole VAT of a document, with its part up to and before each entry; a reverse charge's VAT is not owed to the vendor. */
const documentVat = `
  document_vat as (
    select v.*, sum(owed) over before_and as owed_to, sum(v.tax) over before_and as tax_to
    from (select vat_entry.*, amount + non_deductible_amount as tax, base + non_deductible_base
        + case vat_calculation_type when 'reverse_charge' then 0 else amount + non_deductible_amount end as owed from vat_entry
      where vendor_ledger_entry_no is null) v
    window before_and as (partition by v.transaction_no order by v.line_no))`

const part = (of: string) => `round((${of}) * taken.amount / taken.booked, taken.own_decimals)`

/** Columns that tell the VAT entries of a document, and those of what lessens them, from each other. */
const kind = [
  "vat_bus_posting_group",
  "vat_prod_posting_group",
  "vat_identifier",
  "vat_percent",
  "non_deductible_percent",
]
const kinds = kind.join(", ")

/** What each discount or tolerance takes off each VAT entry of its document where that is set up, and what of it is not claimed back. */
const lessened = `
  lessened as (
    select worked.*, whole_base - non_deductible_base as base, tax - non_deductible_amount as amount, non_deductible_base,
      non_deductible_amount
    from (
      select taken.company_id, taken.transaction_no, taken.entry, taken.own_decimals, taken.line_no as reduction, v.line_no, v.vat_calculation_type,
        ${kind.map(column => `v.${column}`).join(", ")},
        concat_ws(' ', v.vendor_no, v.country_region_code, v.vat_registration_no) as whose, sides.tax,
        sides.owed - case v.vat_calculation_type when 'reverse_charge' then 0 else sides.tax end as whole_base,
        taken.amount as discount, taken.booked
      from taken join document_vat v on v.company_id = taken.company_id and v.transaction_no = taken.entry
      ${joinInForce("setup", "vat_posting_setup", "v.vat_bus_posting_group || '/' || v.vat_prod_posting_group", "taken.setup_version")}
      cross join lateral (select ${part("v.owed_to")} - ${part("v.owed_to - v.owed")} as owed,
        ${part("v.tax_to")} - ${part("v.tax_to - v.tax")} as tax) sides
      where (setup.content ->> 'adjust_for_payment_discount')::boolean and not exists (
        select from posted_purchase_document p where p.company_id = v.company_id and p.transaction_no = v.transaction_no
          and p.vat_base_discount_percent <> 0)) worked
    cross join lateral (select round(whole_base * non_deductible_percent / 100, own_decimals) as non_deductible_base,
      round(tax * non_deductible_percent / 100, own_decimals) as non_deductible_amount) part)`

/** VAT entries of discounts and tolerances that are not taken back. */
const entered = `
  from vat_entry v join ledger_transaction t on t.company_id = v.company_id and t.no = v.transaction_no
  where v.vendor_ledger_entry_no is not null and t.document_type <> 'unapplication' and t.reverses_no is null`

const vatAmounts = ["base", "amount", "non_deductible_base", "non_deductible_amount"]

/** What of payment discounts and tolerances is VAT. */
export const discountVatRules: Rule[] = [
  {
    name: "a payment discount lessens the VAT of its document as was set up",
    table: "vat_entry",
    query: `
      with ${inForce}, ${lessening}, ${documentVat}, ${lessened},
      expected as (
        select transaction_no, entry, ${kinds}, whose, ${vatAmounts.map(amount => `sum(${amount}) as ${amount}`).join(", ")}
        from lessened group by transaction_no, entry, ${kinds}, whose),
      entered as (
        select v.transaction_no, v.vendor_ledger_entry_no as entry, ${kinds},
          concat_ws(' ', v.vendor_no, v.country_region_code, v.vat_registration_no) as whose,
          ${vatAmounts.map(amount => `sum(v.${amount}) as ${amount}`).join(", ")}
        ${entered} group by v.transaction_no, entry, ${kinds}, whose)
      select 'transaction ' || transaction_no || ', ' || vat_identifier || ' of ' || entry as key, about, expected, found
      from expected full join entered using (transaction_no, entry, ${kinds}, whose)
      ${figures(...sameNumbers("expected", "entered", vatAmounts))}
      where found is distinct from expected order by transaction_no, entry`,
  },
  {
    name: "the non-deductible part of a payment discount's VAT lessens what each account bears",
    table: "vat_entry",
    query: `
      with ${inForce}, ${lessening}, ${documentVat}, ${lessened},
      borne as (
        select d.company_id, d.transaction_no as entry, l.vat_prod_posting_group, l.vat_identifier, l.vat_calculation_type,
          l.non_deductible_vat_percent as percent, l.non_ded_vat_account_no as account, min(l.line_no) as place,
          sum(case d.document_type when 'credit_memo' then -1 else 1 end * l.non_deductible_vat_amount) as amount
        from posted_purchase_line l
        join posted_purchase_document d on d.company_id = l.company_id and d.no = l.document_no
        where l.non_deductible_vat_amount <> 0 group by 1, 2, 3, 4, 5, 6, 7),
      shared as (
        select lessened.transaction_no, lessened.entry, lessened.vat_identifier, lessened.non_deductible_percent, borne.account,
          lessened.non_deductible_amount as whole, place is null or place = max(place) over entries as is_last,
          round(sum(borne.amount) over to_it * discount / booked, own_decimals)
            - round((sum(borne.amount) over to_it - borne.amount) * discount / booked, own_decimals) as own,
          round((sum(borne.amount) over to_it - borne.amount) * discount / booked, own_decimals) as given
        from lessened left join borne on borne.company_id = lessened.company_id and borne.entry = lessened.entry
          and borne.vat_prod_posting_group = lessened.vat_prod_posting_group and borne.vat_identifier = lessened.vat_identifier
          and borne.vat_calculation_type = lessened.vat_calculation_type and borne.percent = lessened.non_deductible_percent
        window entries as (partition by lessened.transaction_no, lessened.entry, lessened.reduction, lessened.line_no),
          to_it as (entries order by place)),
      expected as (
        select transaction_no, entry, vat_identifier, non_deductible_percent, coalesce(account, '-') as account,
          sum(case when is_last then whole - coalesce(given, 0) else own end) as amount
        from shared group by 1, 2, 3, 4, 5),
      entered as (
        select v.transaction_no, v.vendor_ledger_entry_no as entry, v.vat_identifier, v.non_deductible_percent,
          coalesce(v.non_ded_vat_account_no, '-') as account, sum(v.non_deductible_amount) as amount
        ${entered} group by 1, 2, 3, 4, 5)
      select 'transaction ' || transaction_no || ', ' || vat_identifier || ' of ' || entry as key,
        'non_deductible_amount on ' || account as about, ${number("expected.amount")}::text as expected,
        ${number("entered.amount")}::text as found
      from expected full join entered using (transaction_no, entry, vat_identifier, non_deductible_percent, account)
      where coalesce(expected.amount, 0) <> coalesce(entered.amount, 0) order by transaction_no, entry`,
  },
  {
    name: "a payment discount's VAT names the accounts that were set up",
    table: "vat_entry",
    query: `
      with ${inForce}
      select 'transaction ' || v.transaction_no || ', line ' || v.line_no as key, about, expected, found
      from (select v.*, t.setup_version ${entered}) v
      ${joinInForce("setup", "vat_posting_setup", "v.vat_bus_posting_group || '/' || v.vat_prod_posting_group", "v.setup_version")}
      ${figures(
        ...["purchase_vat_account_no", "reverse_charge_vat_account_no"].map((column): [string, string, string] => [
          column,
          `setup.content ->> '${column}'`,
          `v.${column}`,
        ]),
        [
          "reduction_account_no",
          `(select max(d.gl_account_no) from detailed_vendor_ledger_entry d where d.company_id = v.company_id
            and d.transaction_no = v.transaction_no and d.vendor_ledger_entry_no = v.vendor_ledger_entry_no
            and d.entry_type in ('payment_discount', 'payment_tolerance') and d.gl_account_no = v.reduction_account_no)`,
          "v.reduction_account_no",
        ],
      )}
      where v.setup_version is not null and found is not null and found is distinct from expected
      order by v.transaction_no, v.line_no`,
  },
  {
    name: "a payment discount that is taken back leaves nothing of its VAT",
    table: "vat_entry",
    query: `
      with standing as (
        select company_id, vendor_ledger_entry_no as entry, applied_entry_no as other, sum(amount) as amount
        from detailed_vendor_ledger_entry where entry_type in ('payment_discount', 'payment_tolerance') group by 1, 2, 3),
      lessened as (
        select v.company_id, d.vendor_ledger_entry_no as entry, d.applied_entry_no as other, v.vat_identifier, account.no as account,
          max(v.transaction_no) as transaction_no, sum(v.base) as base, sum(v.amount) as amount,
          sum(v.non_deductible_base) as non_deductible_base, sum(v.non_deductible_amount) as non_deductible_amount
        from vat_entry v join (select distinct company_id, transaction_no, vendor_ledger_entry_no, applied_entry_no
          from detailed_vendor_ledger_entry where entry_type in ('payment_discount', 'payment_tolerance')) d on d.company_id = v.company_id
          and d.transaction_no = v.transaction_no and d.vendor_ledger_entry_no = v.vendor_ledger_entry_no
        cross join lateral (select concat_ws(' ', v.purchase_vat_account_no, v.reverse_charge_vat_account_no,
          v.non_ded_vat_account_no) as no) account
        group by 1, 2, 3, 4, 5)
      select 'transaction ' || transaction_no || ', ' || vat_identifier || ' of ' || entry as key,
        rtrim('sum on ' || account) as about, '0' as expected,
        concat_ws(' / ', ${vatAmounts.map(amount => number(`l.${amount}`)).join(", ")}) as found
      from lessened l join standing s using (company_id, entry, other)
      where s.amount = 0 and (${vatAmounts.map(amount => `l.${amount} <> 0`).join(" or ")}) order by transaction_no, entry`,
  },
]

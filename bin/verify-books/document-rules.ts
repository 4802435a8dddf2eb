import { figures, number, type Rule, same, sameNumbers } from "./rule"

/** -1 for what is owed less by it. */
const sign = "(case d.document_type when 'credit_memo' then -1 else 1 end)"

/** An amount of the document's currency in the company's own: Decimal in the portal, numeric here. */
/** What VAT is worked out from, of what a VAT entry's lines come to. */
const discountedBase = (amount: string) =>
  `round((${amount}) * (100 - d.vat_base_discount_percent) / 100, its.amount_decimals)`

const inOwnCurrency = (amount: string) =>
  `case when d.currency_code = own.code then ${amount}
     else round(${amount} * d.relational_exchange_rate_amount / d.exchange_rate_amount, own.amount_decimals) end`

const ownCurrency = `join company c on c.id = d.company_id
  join currency own on own.company_id = d.company_id and own.code = c.currency_code`

/** Posted purchase documents: headers equal their lines, and both equal the entries that posting made of them. */
export const documentRules: Rule[] = [
  {
    name: "a posted document is that of its transaction",
    table: "posted_purchase_document",
    query: `
      select 'document ' || d.no as key, about, expected, found from posted_purchase_document d
      left join ledger_transaction t on t.company_id = d.company_id and t.no = d.transaction_no
      ${figures(
        ["no", "t.document_no", "d.no"],
        ["vendor_invoice_no", "t.external_document_no", "d.vendor_invoice_no"],
        ["pay_to_vendor_no", "t.vendor_no", "d.pay_to_vendor_no"],
        ...same("t", "d", ["document_type", "posting_date", "document_date", "posted_by"]),
      )}
      where found is distinct from expected order by d.no`,
  },
  {
    name: "a transaction of an invoice or credit memo has its posted document",
    table: "ledger_transaction",
    query: `
      select 'transaction ' || t.no as key, 'document_no' as about, 'a posted document' as expected,
        t.document_no as found
      from ledger_transaction t where t.document_type in ('invoice', 'credit_memo') and not exists (
        select from posted_purchase_document d where d.company_id = t.company_id and d.transaction_no = t.no)
      -- What applies a credit memo later bears its number, and makes no vendor ledger entry.
      and not (t.document_type = 'credit_memo'
        and exists (select from posted_purchase_document d where d.company_id = t.company_id and d.no = t.document_no
          and d.document_type = 'credit_memo' and d.pay_to_vendor_no = t.vendor_no)
        and not exists (select from vendor_ledger_entry e where e.company_id = t.company_id and e.transaction_no = t.no))
      -- One that came by an opening has no posted document at all.
      and not (t.document_type = 'credit_memo'
        and exists (select from ledger_transaction o join vendor_ledger_entry e on e.company_id = o.company_id
          and e.transaction_no = o.no where o.company_id = t.company_id and o.document_no = t.document_no
          and o.opening_no is not null and e.document_type = 'credit_memo' and e.vendor_no = t.vendor_no)
        and not exists (select from vendor_ledger_entry e where e.company_id = t.company_id and e.transaction_no = t.no))
      order by t.no`,
  },
  {
    name: "a posted document's totals are those of its lines",
    table: "posted_purchase_document",
    query: `
      with total as (
        select company_id, document_no, count(*) as line_count, sum(amount) as amount,
          sum(amount_including_vat) as amount_including_vat, sum(invoice_discount_amount) as invoice_discount_amount
        from posted_purchase_line group by company_id, document_no)
      select 'document ' || d.no as key, about, expected, found from posted_purchase_document d
      left join total on total.company_id = d.company_id and total.document_no = d.no
      ${figures(
        ...sameNumbers("total", "d", ["line_count", "amount", "amount_including_vat", "invoice_discount_amount"]),
      )}
      where found is distinct from expected order by d.no`,
  },
  {
    name: "a vendor invoice number is compared without case, spaces, punctuation and leading zeros",
    table: "posted_purchase_document",
    // Where every sign is of a kind that PostgreSQL and the portal take alike.
    query: `
      with signed as (
        select no, vendor_invoice_key, vendor_invoice_no, upper(normalize(vendor_invoice_no, nfkc) collate "und-x-icu") as signs
        from posted_purchase_document),
      compared as (
        select *, regexp_replace(regexp_replace(signs, '(?<![0-9])0+(?=[0-9])', '', 'g'), '[^[:alnum:]]', '', 'g') as short
        from signed where signs ~ '^([ -~]|[[:alpha:]]|[[:punct:]]|[[:space:]])*$')
      select 'document ' || no as key, 'vendor_invoice_key' as about, coalesce(nullif(short, ''), trim(signs)) as expected,
        vendor_invoice_key as found
      from compared where vendor_invoice_key <> coalesce(nullif(short, ''), trim(signs)) order by no`,
  },
  {
    name: "a posted document's vendor ledger entry is for its total",
    table: "vendor_ledger_entry",
    query: `
      select 'transaction ' || d.transaction_no as key, about, expected, found from posted_purchase_document d
      ${ownCurrency}
      left join vendor_ledger_entry e on e.company_id = d.company_id and e.transaction_no = d.transaction_no
      ${figures(
        ["amount", number(`d.amount_including_vat * -${sign}`), number("e.amount")],
        ["amount_lcy", number(`(${inOwnCurrency("d.amount_including_vat")}) * -${sign}`), number("e.amount_lcy")],
        ["document_no", "d.no", "e.document_no"],
        ["vendor_no", "d.pay_to_vendor_no", "e.vendor_no"],
        ["external_document_no", "d.vendor_invoice_no", "e.external_document_no"],
        ...same("d", "e", [
          "document_type",
          "vendor_posting_group",
          "currency_code",
          "document_date",
          "due_date",
          "payment_discount_date",
        ]),
        ["payment_discount_percent", number("d.payment_discount_percent"), number("e.payment_discount_percent")],
      )}
      where found is distinct from expected order by d.transaction_no`,
  },
  {
    name: "VAT entries are the VAT of the posted lines",
    table: "vat_entry",
    query: `
      with line as (
        select company_id, document_no, vat_prod_posting_group, vat_identifier, vat_calculation_type, sum(amount) as base,
          non_deductible_vat_percent as percent, sum(amount_including_vat - amount) as vat,
          sum(vat_difference) as difference, sum(non_deductible_vat_amount) as non_deductible
        from posted_purchase_line
        where type <> 'comment' and no is not null and quantity <> 0 and vat_prod_posting_group is not null
        group by 1, 2, 3, 4, 5, non_deductible_vat_percent),
      worked as (
        select d.transaction_no, line.vat_prod_posting_group, line.vat_identifier, line.vat_calculation_type, line.percent,
          line.non_deductible * ${sign} as non_deductible,
          (${inOwnCurrency(discountedBase("line.base"))}) * ${sign} as base, (${inOwnCurrency("line.vat")}) * ${sign} as vat,
          (${inOwnCurrency("line.difference")}) * ${sign} as difference,
          own.amount_decimals
        from line join posted_purchase_document d on d.company_id = line.company_id and d.no = line.document_no
        join currency its on its.company_id = d.company_id and its.code = d.currency_code
        ${ownCurrency}),
      entered as (
        select transaction_no, vat_prod_posting_group, vat_identifier, vat_calculation_type, non_deductible_percent as percent,
          sum(base) as base, sum(amount) as amount, sum(vat_difference) as vat_difference,
          max(vat_percent) as vat_percent, sum(non_deductible_base) as non_deductible_base,
          sum(non_deductible_amount) as non_deductible_amount
        from vat_entry where vendor_ledger_entry_no is null group by 1, 2, 3, 4, 5)
      select 'transaction ' || transaction_no || ', ' || vat_identifier || ' ' || vat_prod_posting_group as key, about,
        expected, found
      from worked full join entered using (transaction_no, vat_prod_posting_group, vat_identifier, vat_calculation_type,
        percent)
      cross join lateral (select case when vat_calculation_type = 'reverse_charge'
        then round(worked.base * vat_percent / 100, amount_decimals) else vat end as vat) whole
      ${figures(
        ["base", number("worked.base"), number("entered.base + entered.non_deductible_base")],
        ["amount", number("whole.vat"), number("entered.amount + entered.non_deductible_amount")],
        [
          "non_deductible_base",
          number("round(worked.base * percent / 100, amount_decimals)"),
          number("entered.non_deductible_base"),
        ],
        [
          "non_deductible_amount",
          number("round(whole.vat * percent / 100, amount_decimals)"),
          number("entered.non_deductible_amount"),
        ],
        [
          "non_deductible_vat_amount of its lines",
          number("entered.non_deductible_amount"),
          number("worked.non_deductible"),
        ],
        ["vat_difference", number("worked.difference"), number("entered.vat_difference")],
      )}
      where found is distinct from expected order by transaction_no`,
  },
  {
    name: "a posted document's entries name its vendor",
    table: "vat_entry",
    query: `
      select 'transaction ' || e.transaction_no || ', line ' || e.line_no as key, about, expected, found
      from vat_entry e
      left join posted_purchase_document d on d.company_id = e.company_id and d.transaction_no = e.transaction_no
      ${figures(
        ["vendor_no", "d.pay_to_vendor_no", "e.vendor_no"],
        ["country_region_code", "d.vat_country_region_code", "e.country_region_code"],
        ...same("d", "e", ["vat_registration_no", "vat_bus_posting_group"]),
      )}
      where e.vendor_ledger_entry_no is null and found is distinct from expected order by e.transaction_no, e.line_no`,
  },
]

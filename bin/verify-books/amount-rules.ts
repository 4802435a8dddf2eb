import { figures, number, type Rule } from "./rule"

/** Tables of documents with their lines: what is posted, and the drafts that will be. */
const kinds = [
  { noun: "posted", header: "posted_purchase_document", line: "posted_purchase_line" },
  { noun: "draft", header: "purchase_invoice", line: "purchase_invoice_line" },
]

/** Columns that hold amounts, by the currency that they are in: the row's own (a line's is its header's), or the company's. */
const amounts: { table: string; key: string; inItsCurrency?: string[]; inOwn?: string[]; header?: string }[] = [
  { table: "gl_entry", key: "'transaction ' || e.transaction_no || ', line ' || e.line_no", inOwn: ["amount"] },
  {
    table: "vat_entry",
    key: "'transaction ' || e.transaction_no || ', line ' || e.line_no",
    inOwn: ["base", "amount", "vat_difference", "non_deductible_base", "non_deductible_amount"],
  },
  {
    table: "vendor_ledger_entry",
    key: "'transaction ' || e.transaction_no",
    inItsCurrency: ["amount"],
    inOwn: ["amount_lcy"],
  },
  {
    table: "detailed_vendor_ledger_entry",
    key: "'transaction ' || e.transaction_no || ', line ' || e.line_no",
    inItsCurrency: ["amount"],
    inOwn: ["amount_lcy"],
  },
  { table: "value_entry", key: "'transaction ' || e.transaction_no || ', line ' || e.line_no", inOwn: ["cost_amount"] },
  {
    table: "bank_account_ledger_entry",
    key: "'transaction ' || e.transaction_no",
    inItsCurrency: ["amount"],
    inOwn: ["amount_lcy"],
  },
  ...kinds.flatMap(({ header, line }) => [
    {
      table: header,
      key: "'document ' || e.no",
      inItsCurrency: ["amount", "amount_including_vat", "invoice_discount_amount"],
    },
    {
      table: line,
      key: "'document ' || e.document_no || ', line ' || e.line_no",
      inItsCurrency: [
        "amount",
        "amount_including_vat",
        "line_amount",
        "line_discount_amount",
        "invoice_discount_amount",
        "vat_difference",
      ],
      header,
    },
  ]),
]

const wholeUnits = amounts.map(
  ({ table, key, inItsCurrency = [], inOwn = [], header }): Rule => ({
    name: "an amount has no fraction of a minor unit",
    table,
    query: `
      select ${key} as key, about, expected, found from ${table} e join company c on c.id = e.company_id
      join currency own on own.company_id = e.company_id and own.code = c.currency_code
      ${header ? `join ${header} h on h.company_id = e.company_id and h.no = e.document_no` : ""}
      ${inItsCurrency.length > 0 ? `join currency its on its.company_id = e.company_id and its.code = ${header ? "h" : "e"}.currency_code` : ""}
      ${figures(
        ...inItsCurrency.map(name => wholeUnit(name, "its.amount_decimals")),
        ...inOwn.map(name => wholeUnit(name, "own.amount_decimals")),
      )}
      where found is distinct from expected order by 1`,
  }),
)

function wholeUnit(column: string, decimals: string): [string, string, string] {
  return [column, number(`round(e.${column}, ${decimals})`), number(`e.${column}`)]
}

/** A remainder is carried: each line gets the rounded figure up to and including it, less the one before it. */
const carried = (figure: (running: string) => string) => `${figure("running")} - ${figure("running - typed")}`

const net = (sum: string) => `round((${sum}) / (1 + rate * (1 - base_discount)), amount_decimals)`

/** What VAT is worked out from. */
const taxed = (sum: string) => `round((${sum}) * (1 - base_discount), amount_decimals)`

/** Amounts follow from what was typed: quantity, cost, discounts and VAT rate. */
const lineRules = kinds.flatMap(({ noun, header, line }): Rule[] => [
  {
    name: `a ${noun} line's amounts follow from quantity, cost and discounts`,
    table: line,
    query: `
      with line as (
        select l.*, d.prices_including_vat, currency.amount_decimals,
          case when l.type = 'comment' or l.no is null then 0
            else round(l.quantity * l.direct_unit_cost / l.price_per, currency.amount_decimals) end as full_amount
        from ${line} l
        join ${header} d on d.company_id = l.company_id and d.no = l.document_no
        join currency on currency.company_id = d.company_id and currency.code = d.currency_code)
      select 'document ' || document_no || ', line ' || line_no as key, about, expected, found from line
      ${figures(
        [
          "line_discount_amount",
          number(`case when typed_amount is null then round(full_amount * line_discount_percent / 100, amount_decimals)
            else full_amount - line_amount end`),
          number("line_discount_amount"),
        ],
        [
          "line_discount_percent of a typed amount",
          number(`case when typed_amount is null then line_discount_percent when full_amount = 0 then 0
            else round(line_discount_amount * 100 / full_amount, 5) end`),
          number("line_discount_percent"),
        ],
        [
          "line_amount within what the quantity costs",
          "'true'",
          `(typed_amount is null
            or line_amount between least(full_amount, 0) and greatest(full_amount, 0))::text`,
        ],
        ["line_amount", number("full_amount - line_discount_amount"), number("line_amount")],
        [
          "amount after discounts",
          number("line_amount - invoice_discount_amount"),
          number("case when prices_including_vat then amount_including_vat else amount end"),
        ],
      )}
      where found is distinct from expected order by document_no, line_no`,
  },
  {
    name: `a ${noun} document's invoice discount is shared out by line amount`,
    table: line,
    query: `
      with line as (
        select l.document_no, l.line_no, l.invoice_discount_amount, l.allow_invoice_discount, l.line_amount as typed,
          d.invoice_discount_amount as discount, currency.amount_decimals,
          sum(l.line_amount) filter (where l.allow_invoice_discount) over (partition by l.document_no order by l.line_no)
            as running,
          sum(l.line_amount) filter (where l.allow_invoice_discount) over (partition by l.document_no) as base
        from ${line} l join ${header} d on d.company_id = l.company_id and d.no = l.document_no
        join currency on currency.company_id = d.company_id and currency.code = d.currency_code
        where l.type <> 'comment' and l.no is not null),
      worked as (
        select *, case when allow_invoice_discount and base <> 0 then
          ${carried(running => `round(discount * (${running}) / base, amount_decimals)`)} else 0 end as due from line)
      select 'document ' || document_no || ', line ' || line_no as key, 'invoice_discount_amount' as about,
        ${number("due")}::text as expected, ${number("invoice_discount_amount")}::text as found
      from worked where invoice_discount_amount <> due order by document_no, line_no`,
  },
  {
    name: `a ${noun} line's VAT is its base by the rate, rounded once a VAT group`,
    table: line,
    query: `
      with line as (
        select l.document_no, l.line_no, l.amount, l.amount_including_vat, l.vat_difference, d.prices_including_vat, currency.amount_decimals,
          l.line_amount - l.invoice_discount_amount as typed, d.vat_base_discount_percent / 100 as base_discount,
          case l.vat_calculation_type when 'normal' then l.vat_percent / 100 else 0 end as rate,
          sum(l.line_amount - l.invoice_discount_amount) over (partition by l.document_no, l.vat_identifier,
            l.vat_calculation_type, case l.vat_calculation_type when 'normal' then l.vat_percent else 0 end
            order by l.line_no) as running
        from ${line} l join ${header} d on d.company_id = l.company_id and d.no = l.document_no
        join currency on currency.company_id = d.company_id and currency.code = d.currency_code
        where l.type <> 'comment' and l.no is not null),
      worked as (
        select *, case when prices_including_vat then typed - (${carried(net)})
          else ${carried(sum => `round(${taxed(sum)} * rate, amount_decimals)`)} end + vat_difference as vat from line)
      select 'document ' || document_no || ', line ' || line_no as key, 'VAT' as about, ${number("vat")}::text as expected,
        ${number("amount_including_vat - amount")}::text as found
      from worked where amount_including_vat - amount <> vat order by document_no, line_no`,
  },
])

const draftTotals: Rule = {
  name: "a draft's totals are those of its lines",
  table: "purchase_invoice",
  query: `
    with total as (
      select company_id, document_no, count(*) as line_count, sum(amount) as amount,
        sum(amount_including_vat) as amount_including_vat, sum(invoice_discount_amount) as invoice_discount_amount,
        sum(line_amount) filter (where allow_invoice_discount and type <> 'comment' and no is not null) as base
      from purchase_invoice_line group by company_id, document_no)
    select 'document ' || d.no as key, about, expected, found from purchase_invoice d
    join currency on currency.company_id = d.company_id and currency.code = d.currency_code
    left join total on total.company_id = d.company_id and total.document_no = d.no
    ${figures(
      ...["line_count", "amount", "amount_including_vat", "invoice_discount_amount"].map(
        (column): [string, string, string] => [column, number(`total.${column}`), number(`d.${column}`)],
      ),
      [
        "invoice_discount_amount by its calculation",
        number(`case when coalesce(total.base, 0) = 0 then 0 else case d.invoice_discount_calculation when 'none' then 0
          when 'amount' then round(d.invoice_discount_value, currency.amount_decimals)
          when 'percent' then round(total.base * d.invoice_discount_value / 100, currency.amount_decimals)
          else d.invoice_discount_amount end end`),
        number("d.invoice_discount_amount"),
      ],
    )}
    where found is distinct from expected order by d.no`,
}

/** Amounts in themselves: whole minor units, and what they are made of. */
export const amountRules: Rule[] = [...wholeUnits, ...lineRules, draftTotals]

/** What facts and margins are read of: documents, their lines of items, and what those were sold for. */
import { sql } from "drizzle-orm"
import { value } from "@/db/prepared"
import {
  company,
  currencyExchangeRate,
  purchaseInvoice,
  purchaseInvoiceLine,
  purchaseRequest,
  purchaseRequestLine,
  purchasesSetup,
} from "@/db/schema"

/**
 * The documents, with the company's setup, the rate of their currency and the request that they were built for. Where there is no rate,
 * `factor` is null, and nothing is known in the company's currency.
 */
const asked = sql`
  select d.company_id, d.no, d.document_type, d.buy_from_vendor_no, d.buy_from_vendor_name, d.pay_to_vendor_no,
    d.pay_to_vendor_name, d.currency_code, d.prices_including_vat, d.posting_date, d.document_date, d.requested_by,
    d.amount_including_vat, d.cost_changed, d.vendor_invoice_no, d.vendor_invoice_digits, d.duplicate_reason,
    c.currency_code as own_currency_code, c.time_zone, case when d.currency_code = c.currency_code then 1 else rate.factor end as factor,
    s.cost_increase_percent, s.low_margin_percent, s.unusual_quantity_spread, s.new_bank_account_days,
    s.split_guard_days, s.approval, d.split_of_no,
    q.no as request_no, q.vendor_no as asked_vendor_no, q.sales_invoice_no, q.requested_at, q.cost_changes
  from (select i.*, coalesce(i.split_of_no, i.no) as asked_no from ${purchaseInvoice} i
    where i.company_id = ${value("companyId")} and i.no = any(${value("nos")}::text[]) offset 0) d
  join ${company} c on c.id = d.company_id
  join ${purchasesSetup} s on s.company_id = d.company_id
  left join lateral (
    select x.relational_exchange_rate_amount / x.exchange_rate_amount as factor from ${currencyExchangeRate} x
    where x.company_id = d.company_id and x.currency_code = d.currency_code and x.starting_date <= d.posting_date
      and d.currency_code <> c.currency_code
    order by x.starting_date desc limit 1) as rate on true
  left join lateral (
    select q.no, q.vendor_no, q.sales_invoice_no, q.requested_at, q.cost_changes from ${purchaseRequest} q
    where q.company_id = d.company_id and q.purchase_invoice_no = d.asked_no limit 1) as q on true`

/**
 * Their lines of items: what a base unit costs before discounts, as the document states prices and without VAT, and the whole line
 * without VAT and after all discounts; in the company's currency.
 */
const lines = sql`
  select a.company_id, a.no, l.line_id, l.line_no, l.no as item_no, l.description, l.unit_of_measure_code,
    l.quantity * l.qty_per_unit_of_measure as base_quantity, l.amount * a.factor as amount,
    l.direct_unit_cost / l.price_per / l.qty_per_unit_of_measure * a.factor as cost,
    l.direct_unit_cost / l.price_per / l.qty_per_unit_of_measure * a.factor
      / case when a.prices_including_vat and l.vat_calculation_type = 'normal' then 1 + l.vat_percent / 100 else 1 end
      as cost_excl_vat
  from asked a join ${purchaseInvoiceLine} l on l.company_id = a.company_id and l.document_no = a.no
  where l.type = 'item' and l.no is not null and l.quantity > 0`

/** Those lines with what they were sold for, where that was kept; a cost of nothing is none that is known. */
const sold = sql`
  select l.no, l.line_id, l.line_no, l.item_no, l.description, r.sales_unit_price * l.base_quantity as sales,
    nullif(l.amount, 0) as cost
  from asked a join lines l on l.no = a.no
  join ${purchaseRequestLine} r on r.company_id = a.company_id and r.request_no = a.request_no
    and r.line_no = l.line_id * 10000 and r.no = l.item_no
  where r.sales_unit_price is not null`

/** The beginning of a statement of the documents `nos` of `companyId`. */
export const withAsked = sql`with asked as materialized (${asked}), lines as materialized (${lines}), sold as materialized (${sold})`

/** What lines of a sale are sold for, kept for the margin alone: in SQL, so that no code that makes a purchase ever has it. */
import { sql } from "drizzle-orm"
import { value } from "@/db/prepared"
import { company, currencyExchangeRate, salesInvoice, salesInvoiceLine } from "@/db/schema"

/**
 * A part of a statement (`with …`), of the values `companyId`, `salesInvoiceNo` and `workDate`: what the sale's currency is worth in the company's, as
 * `sales_rate.factor`; no row where there is no rate.
 */
export const salesRate = sql`sales_rate as materialized (
  select case when s.currency_code = c.currency_code then 1 else (
    select x.relational_exchange_rate_amount / x.exchange_rate_amount from ${currencyExchangeRate} x
    where x.company_id = s.company_id and x.currency_code = s.currency_code and x.starting_date <= ${value("workDate")}::date
    order by x.starting_date desc limit 1) end as factor
  from ${salesInvoice} s join ${company} c on c.id = s.company_id
  where s.company_id = ${value("companyId")} and s.no = ${value("salesInvoiceNo")}::text)`

/**
 * What a base unit of the line `row."sourceLineId"` is sold for: without discounts and VAT, in the company's currency; null where there is no
 * quantity or no rate. Ten decimals, where a division does not come to an end.
 */
export const salesUnitPrice = sql`(
  select round(l.amount * sales_rate.factor / (l.quantity * l.qty_per_unit_of_measure), 10)
  from sales_rate, ${salesInvoiceLine} l
  where l.company_id = ${value("companyId")} and l.document_no = ${value("salesInvoiceNo")}::text
    and l.line_id = row."sourceLineId" and l.type = 'item' and l.no is not null and l.quantity <> 0)`

import { sql } from "drizzle-orm"
import { company, currency, customer, salesInvoice } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { Decimal } from "@/domain/money/decimal"

/** What of a customer's credit limit its ongoing sales invoices use; amounts include VAT and are in the company's currency. */
export type CreditUse = {
  limit: string
  used: string
  isExceeded: boolean
  currencyCode: string
  amountDecimals: number
}

/**
 * The credit use of customers that have a limit, by number; who has none is not among them. Invoices in another currency count at the
 * rate of their document date, and not where there is none. One statement, however many customers.
 */
export async function readCreditUse(
  tx: Tx,
  companyId: number,
  customerNos: readonly string[],
): Promise<Map<string, CreditUse>> {
  const rows = await tx.execute<Omit<CreditUse, "isExceeded"> & { no: string }>(sql`
    select c.no, c.credit_limit::text as "limit", coalesce(used.amount, 0)::text as used,
      own.currency_code as "currencyCode", m.amount_decimals as "amountDecimals"
    from ${customer} c
    join ${company} own on own.id = c.company_id
    join ${currency} m on m.company_id = own.id and m.code = own.currency_code
    left join lateral (
      select sum(case when i.currency_code = own.currency_code then i.amount_including_vat
        else round(i.amount_including_vat * (
          select r.relational_exchange_rate_amount / r.exchange_rate_amount from currency_exchange_rate r
          where r.company_id = i.company_id and r.currency_code = i.currency_code and r.starting_date <= i.document_date
          order by r.starting_date desc limit 1), m.amount_decimals) end) as amount
      from ${salesInvoice} i where i.company_id = c.company_id and i.customer_no = c.no) used on true
    where c.company_id = ${companyId} and c.no = any(${sql.param(customerNos)}::text[]) and c.credit_limit > 0`)
  return new Map(
    rows.map(({ no, ...row }) => [no, { ...row, isExceeded: new Decimal(row.used).gt(new Decimal(row.limit)) }]),
  )
}

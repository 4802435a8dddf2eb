import { sql } from "drizzle-orm"
import { company, currency } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { addDays, addMonths, type IsoDate, startOfFiscalYear, today } from "@/domain/dates/date"
import { COUNTED_AT_MOST } from "@/domain/lists/counted-at-most"

/** A unit cost that was higher than the vendor's last one for the item. Costs are of one unit, in the document's currency. */
export type RisenCost = {
  itemNo: string
  description: string
  documentNo: string
  postingDate: string
  before: string
  now: string
  currencyCode: string
}

/** What a vendor is to the company. Amounts are in the company's currency. */
export type VendorStatistics = {
  currencyCode: string
  amountDecimals: number
  /** What it is owed; negative where it owes. */
  balance: string
  overdue: string
  /** Of posted invoices less credit memos, without VAT, in the fiscal year of today and in the one before. */
  purchasesThisYear: string
  purchasesLastYear: string
  /** Drafts that wait, and requests that are not finished; counted up to COUNTED_AT_MOST + 1. */
  drafts: number
  requests: number
  /** From the document to its last payment, of the latest invoices that are paid; null: none is. */
  daysToPay: number | null
  risenCosts: RisenCost[]
  /** When a bank account was last confirmed or withdrawn. */
  bankAccountChangedAt: Date | null
}

/** Paid invoices that the days to pay are taken from, and lines that costs are compared in: the latest. */
const latestInvoices = 100
const latestDocuments = 200

type Figures = Omit<VendorStatistics, "risenCosts" | "bankAccountChangedAt" | "currencyCode" | "amountDecimals"> & {
  changedAt: string | null
}

/**
 * The statistics of a vendor's card.
 *
 * @throws Forbidden without the right to see the books
 */
export async function readVendorStatistics(actor: Actor, no: string): Promise<VendorStatistics> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [own] = await tx
      .select({
        currencyCode: company.currencyCode,
        timeZone: company.timeZone,
        startMonth: company.fiscalYearStartMonth,
        decimals: currency.amountDecimals,
      })
      .from(company)
      .innerJoin(currency, sql`${currency.companyId} = ${company.id} and ${currency.code} = ${company.currencyCode}`)
      .where(sql`${company.id} = ${companyId}`)
    const { currencyCode, timeZone, startMonth, decimals } = own!
    const day = today(timeZone)
    const thisYear = startOfFiscalYear(day, startMonth)
    const lastYear = startOfFiscalYear(addDays(thisYear, -1), startMonth)
    const bought = (from: IsoDate, to: IsoDate) => sql`(select coalesce(sum(round(
        d.amount * d.relational_exchange_rate_amount / d.exchange_rate_amount, ${decimals}::integer)
        * case d.document_type when 'invoice' then 1 else -1 end), 0)::text
      from posted_purchase_document d where d.company_id = ${companyId} and d.buy_from_vendor_no = ${no}
        and d.posting_date between ${from}::date and ${to}::date)`
    const few = (from: ReturnType<typeof sql>) =>
      sql`(select count(*)::int from (select ${from} limit ${COUNTED_AT_MOST + 1}) few)`
    const [figures] = await tx.execute<Figures>(sql`
      select coalesce(-sum(o.amount_lcy), 0)::text as balance,
        coalesce(-sum(o.amount_lcy) filter (where o.due_date < ${day}::date), 0)::text as overdue,
        ${bought(thisYear, addDays(addMonths(thisYear, 12), -1))} as "purchasesThisYear", ${bought(lastYear, addDays(thisYear, -1))} as "purchasesLastYear",
        ${few(sql`from purchase_invoice p where p.company_id = ${companyId} and p.buy_from_vendor_no = ${no}`)} as drafts,
        ${few(sql`from purchase_request r where r.company_id = ${companyId} and r.vendor_no = ${no}
          and r.state in ('queued', 'failed')`)} as requests,
        (select round(avg(paid.on_day - paid.document_date))::int from (
          select e.document_date, (select max(d.posting_date) from detailed_vendor_ledger_entry d
            where d.company_id = ${companyId} and d.vendor_ledger_entry_no = e.transaction_no
              and d.entry_type = 'application') as on_day
          from vendor_ledger_entry e where e.company_id = ${companyId} and e.vendor_no = ${no} and e.document_type = 'invoice'
            and not exists (select from open_vendor_ledger_entry o
              where o.company_id = ${companyId} and o.transaction_no = e.transaction_no)
          order by e.posting_date desc, e.transaction_no desc limit ${latestInvoices}) paid) as "daysToPay",
        (select max(greatest(a.confirmed_at, a.withdrawn_at)) from vendor_bank_account a
          where a.company_id = ${companyId} and a.vendor_no = ${no}) as "changedAt"
      from open_vendor_ledger_entry o where o.company_id = ${companyId} and o.vendor_no = ${no}`)
    const risenCosts = await tx.execute<RisenCost>(sql`
      with documents as materialized (
        select no, posting_date, currency_code from posted_purchase_document
        where company_id = ${companyId} and buy_from_vendor_no = ${no} and document_type = 'invoice'
        order by posting_date desc, no desc limit ${latestDocuments}),
      costs as (
        select l.no as item_no, l.description, d.no as document_no, d.posting_date, d.currency_code, l.line_no,
          l.direct_unit_cost / l.price_per as cost,
          lag(l.direct_unit_cost / l.price_per) over (partition by l.no, l.unit_of_measure_code, d.currency_code
            order by d.posting_date, d.no, l.line_no) as earlier
        from documents d join posted_purchase_line l on l.company_id = ${companyId} and l.document_no = d.no
        where l.type = 'item' and l.direct_unit_cost > 0)
      select item_no as "itemNo", description, document_no as "documentNo", posting_date::text as "postingDate",
        trim_scale(earlier)::text as before, trim_scale(cost)::text as now, currency_code as "currencyCode"
      from costs where cost > earlier order by posting_date desc, document_no desc, line_no desc limit 5`)
    const { changedAt, ...known } = figures!
    return {
      ...known,
      currencyCode,
      amountDecimals: decimals,
      risenCosts: [...risenCosts],
      bankAccountChangedAt: changedAt === null ? null : new Date(changedAt),
    }
  })
}

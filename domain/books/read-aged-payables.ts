import { type SQL, sql } from "drizzle-orm"
import { detailedVendorLedgerEntry, openVendorLedgerEntry, vendor, vendorLedgerEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { type AgingBucket, agingBuckets, dueDatesOf } from "./aging"
import { type CompanyCurrency, readCompanyCurrency } from "./company-currency"

export const AGED_VENDORS_PER_PAGE = 100

/** What is owed, in the company's currency: positive, and negative where the vendor owes. */
export type AgedAmounts = Record<AgingBucket | "total", string>

export type AgedVendor = { vendorNo: string; vendorName: string; amounts: AgedAmounts }

export type AgedPayables = {
  /** The vendors with something open on that date, by number. */
  vendors: AgedVendor[]
  /** Of all vendors, also those on other pages. */
  totals: AgedAmounts
  lcy: CompanyCurrency
  /** Number of the vendor that the next page comes behind. */
  next?: string
}

export type AgedPayablesQuery = {
  at: IsoDate
  /** Number of the vendor behind which the page begins. */
  after?: string
  /** Vendors at most; absent: all. */
  limit?: number
}

type Row = { vendorNo: string | null; vendorName: string | null } & AgedAmounts

/**
 * What each vendor is owed on a date, by how long it is overdue then. What remained of an entry is what
 * remains now without the detailed entries after that date: later payments and applications count for nothing. So the total is the
 * balance of the payables accounts on that date.
 *
 * @throws Forbidden
 */
export async function readAgedPayables(actor: Actor, { at, after, limit }: AgedPayablesQuery): Promise<AgedPayables> {
  authorise(actor, "books.see")
  const { companyId } = actor
  const detail = detailedVendorLedgerEntry
  const sums = agingBuckets.map(bucket => {
    const { from, to } = dueDatesOf(bucket, at)
    const due = sql`${from ? sql`r.due_date >= ${from}` : sql`true`} and ${to ? sql`r.due_date <= ${to}` : sql`true`}`
    return sql`coalesce(-sum(r.remaining) filter (where ${due}), 0) as ${name(bucket)}`
  })
  const figures = sql.join([...agingBuckets, "total"].map(name), sql`, `)
  const added = sql.join(
    [...agingBuckets, "total"].map(column => sql`coalesce(sum(${name(column)}), 0) as ${name(column)}`),
    sql`, `,
  )
  return inCompany(companyId, async tx => {
    const rows = await tx.execute<Row>(sql`
      with later as materialized (
        select d.vendor_ledger_entry_no as no, sum(d.amount_lcy) as amount from ${detail} d
        where d.company_id = ${companyId} and d.posting_date > ${at}
        group by d.vendor_ledger_entry_no),
      remaining as (
        select o.vendor_no, o.due_date, o.amount_lcy - coalesce(l.amount, 0) as remaining
        from ${openVendorLedgerEntry} o left join later l on l.no = o.transaction_no
        where o.company_id = ${companyId}
        union all
        select e.vendor_no, e.due_date, -l.amount
        from later l join ${vendorLedgerEntry} e on e.company_id = ${companyId} and e.transaction_no = l.no
        where not exists (select from ${openVendorLedgerEntry} o
          where o.company_id = ${companyId} and o.transaction_no = l.no)),
      aged as materialized (
        select r.vendor_no, ${sql.join(sums, sql`, `)}, -sum(r.remaining) as total
        from remaining r where r.remaining <> 0
        group by r.vendor_no)
      select null as "vendorNo", null as "vendorName", ${added} from aged
      union all
      (select a.vendor_no, v.name, ${figures}
        from (select * from aged where ${after ? sql`vendor_no > ${after}` : sql`true`}
          order by vendor_no ${limit ? sql`limit ${limit + 1}` : sql``}) as a
        join ${vendor} v on v.company_id = ${companyId} and v.no = a.vendor_no
        order by a.vendor_no)`)
    const [totals, ...found] = rows
    const shown = limit ? found.slice(0, limit) : found
    return {
      vendors: shown.map(row => ({ vendorNo: row.vendorNo!, vendorName: row.vendorName!, amounts: amountsOf(row) })),
      totals: amountsOf(totals!),
      lcy: await readCompanyCurrency(tx, companyId),
      next: found.length > shown.length ? (shown.at(-1)?.vendorNo ?? undefined) : undefined,
    }
  })
}

const name = (column: string): SQL => sql`${sql.identifier(column)}`

function amountsOf({ vendorNo: _no, vendorName: _name, ...amounts }: Row): AgedAmounts {
  return amounts
}

import { type SQL, sql } from "drizzle-orm"
import { detailedVendorLedgerEntry, vendor, vendorLedgerEntry } from "@/db/schema"
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
 * What each vendor is owed on a date, by how long it is overdue then. What remains of an entry is the sum of its detailed
 * entries up to that date: later payments and applications count for nothing. So the total is the balance of the payables
 * accounts on that date.
 *
 * @throws Forbidden
 */
export async function readAgedPayables(actor: Actor, { at, after, limit }: AgedPayablesQuery): Promise<AgedPayables> {
  authorise(actor, "books.see")
  const { companyId } = actor
  const detail = detailedVendorLedgerEntry
  const sums = agingBuckets.map(bucket => {
    const { from, to } = dueDatesOf(bucket, at)
    const due = sql`${from ? sql`e.due_date >= ${from}` : sql`true`} and ${to ? sql`e.due_date <= ${to}` : sql`true`}`
    return sql`coalesce(-sum(r.remaining) filter (where ${due}), 0) as ${name(bucket)}`
  })
  const figures = sql.join([...agingBuckets, "total"].map(name), sql`, `)
  const added = sql.join(
    [...agingBuckets, "total"].map(column => sql`coalesce(sum(${name(column)}), 0) as ${name(column)}`),
    sql`, `,
  )
  return inCompany(companyId, async tx => {
    const rows = await tx.execute<Row>(sql`
      with remaining as materialized (
        select d.vendor_ledger_entry_no as no, sum(d.amount_lcy) as remaining from ${detail} d
        where d.company_id = ${companyId} and d.posting_date <= ${at}
        group by d.vendor_ledger_entry_no having sum(d.amount_lcy) <> 0),
      aged as materialized (
        select e.vendor_no, ${sql.join(sums, sql`, `)}, -sum(r.remaining) as total
        from remaining r join ${vendorLedgerEntry} e on e.company_id = ${companyId} and e.transaction_no = r.no
        group by e.vendor_no)
      select null as "vendorNo", null as "vendorName", ${added} from aged
      union all
      (select a.vendor_no, v.name, ${figures} from aged a
        join ${vendor} v on v.company_id = ${companyId} and v.no = a.vendor_no
        where ${after ? sql`a.vendor_no > ${after}` : sql`true`}
        order by a.vendor_no ${limit ? sql`limit ${limit + 1}` : sql``})`)
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

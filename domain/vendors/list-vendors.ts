import { and, eq, or, type SQL, sql } from "drizzle-orm"
import { company, openVendorLedgerEntry, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { countFew } from "@/domain/lists/count-few"
import { cutKeyedPage, pageAt, readCursor, type SortKey } from "@/domain/lists/keyset"
import { owedVendors, type VendorDebt } from "./owed-vendors"
import { foundVendors } from "./search-vendors"
import { type VendorWait, waitingVendors } from "./waiting-vendors"

/** Vendors on one page, and those shown of a search. */
export const VENDORS_PER_PAGE = 50
const MATCHES_SHOWN = 100

export type VendorRowShown = Pick<
  typeof vendor.$inferSelect,
  | "no"
  | "name"
  | "city"
  | "countryRegionCode"
  | "vatRegistrationNo"
  | "currencyCode"
  | "paymentTermsCode"
  | "blocked"
  | "privacyBlocked"
  | "unproven"
  | "mergedInto"
>

/** What a vendor is owed, and how much of that is overdue, in the company's currency. */
export type VendorOwed = { balance: string; overdue: string }

export type VendorSort = "name" | "-name" | "no" | "-no"

export type VendorQuery = {
  /** Number, name, search name or city, typing errors forgiven; the best match comes first and the sort is not asked. */
  search?: string
  /** In any way, for payment or privacy too. */
  blocked?: "yes" | "no"
  /** Only those that wait so. */
  waits?: VendorWait
  /** Only those with open entries, or overdue ones; of who may not see the books it is not asked. */
  owes?: VendorDebt
  sort?: VendorSort
  /** From an earlier answer; one that was tampered with is the first page. */
  cursor?: string
}

export type VendorList = {
  vendors: VendorRowShown[]
  /** By number, of those with something open; undefined for who may not see the books. */
  owed?: ReadonlyMap<string, VendorOwed>
  /** Matches, counted up to COUNTED_AT_MOST + 1. */
  count: number
  previous?: string
  next?: string
}

/**
 * A page of the company's vendors, by key; a search answers its best matches on one page.
 *
 * @throws Forbidden without the right to see master data
 */
export async function listVendors(actor: Actor, query: VendorQuery): Promise<VendorList> {
  authorise(actor, "master_data.see")
  const matching = and(
    eq(vendor.companyId, actor.companyId),
    blockedOrNot(query.blocked),
    query.waits && waitingVendors(query.waits),
    query.owes && may(actor, "books.see") ? owedVendors(query.owes, actor.companyId) : undefined,
  )
  const wanted = query.search?.trim() ?? ""
  return inCompany(actor.companyId, async tx => {
    const list = wanted
      ? await find(tx, matching, wanted)
      : await readPage(tx, matching, query.sort ?? "name", query.cursor)
    if (!may(actor, "books.see")) return list
    return { ...list, owed: await readOwed(tx, actor.companyId, list.vendors) }
  })
}

/** Of the vendors on the page alone. */
async function readOwed(
  tx: Tx,
  companyId: number,
  vendors: readonly { no: string }[],
): Promise<ReadonlyMap<string, VendorOwed>> {
  if (vendors.length === 0) return new Map()
  const nos = sql.param(vendors.map(({ no }) => no))
  const rows = await tx.execute<VendorOwed & { no: string }>(sql`
    select vendor_no as no, (-sum(amount_lcy))::text as balance,
      coalesce(-sum(amount_lcy) filter (where due_date <
        (select (now() at time zone c.time_zone)::date from ${company} c where c.id = ${companyId})), 0)::text as overdue
    from ${openVendorLedgerEntry} where company_id = ${companyId} and vendor_no = any (${nos}::text[])
    group by vendor_no`)
  return new Map(rows.map(({ no, ...owed }) => [no, owed]))
}

function blockedOrNot(blocked: VendorQuery["blocked"]): SQL | undefined {
  if (blocked === "yes") return or(sql`${vendor.blocked} <> ''`, vendor.privacyBlocked)
  if (blocked === "no") return and(eq(vendor.blocked, ""), eq(vendor.privacyBlocked, false))
  return undefined
}

const shown = {
  no: vendor.no,
  name: vendor.name,
  city: vendor.city,
  countryRegionCode: vendor.countryRegionCode,
  vatRegistrationNo: vendor.vatRegistrationNo,
  currencyCode: vendor.currencyCode,
  paymentTermsCode: vendor.paymentTermsCode,
  blocked: vendor.blocked,
  privacyBlocked: vendor.privacyBlocked,
  unproven: vendor.unproven,
  mergedInto: vendor.mergedInto,
}

const byName = sql`${vendor.name} collate "und-x-icu"`

async function find(tx: Tx, matching: SQL | undefined, wanted: string): Promise<VendorList> {
  const rows = await tx
    .select({ ...shown, count: sql<string>`count(*) over ()` })
    .from(vendor)
    .innerJoin(await foundVendors(tx, wanted), sql`found.no = ${vendor.no}`)
    .where(matching)
    .orderBy(sql`found.rank`, byName, vendor.no)
    .limit(MATCHES_SHOWN)
  return { vendors: rows.map(({ count: _, ...row }) => row), count: Number(rows[0]?.count ?? 0) }
}

const sorts: Record<"name" | "no", SortKey> = {
  name: { expression: byName, type: "text" },
  no: { expression: sql`${vendor.no}`, type: "text" },
}

async function readPage(tx: Tx, matching: SQL | undefined, sort: VendorSort, at: string | undefined) {
  const descending = sort.startsWith("-")
  const by = sorts[sort.endsWith("name") ? "name" : "no"]
  const cursor = readCursor(at, by.type)
  const { bound, order } = pageAt(by, sql`${vendor.no}`, descending, cursor)
  const [rows, [counted]] = await Promise.all([
    tx
      .select({ ...shown, key: sql<string>`${by.expression}` })
      .from(vendor)
      .where(and(matching, bound))
      .orderBy(...order)
      .limit(VENDORS_PER_PAGE + 1),
    tx.execute<{ count: number }>(sql`select ${countFew(vendor, matching)} as count`),
  ])
  const { rows: vendors, ...neighbours } = cutKeyedPage(rows, VENDORS_PER_PAGE, cursor)
  return { vendors, count: counted!.count, ...neighbours }
}

import { and, eq, or, type SQL, sql } from "drizzle-orm"
import { vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { countFew } from "@/domain/lists/count-few"
import { cutKeyedPage, pageAt, readCursor, type SortKey } from "@/domain/lists/keyset"
import { foundVendors } from "./search-vendors"

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
>

export type VendorSort = "name" | "-name" | "no" | "-no"

export type VendorQuery = {
  /** Number, name, search name or city, typing errors forgiven; the best match comes first and the sort is not asked. */
  search?: string
  /** In any way, for payment or privacy too. */
  blocked?: "yes" | "no"
  sort?: VendorSort
  /** From an earlier answer; one that was tampered with is the first page. */
  cursor?: string
}

export type VendorList = {
  vendors: VendorRowShown[]
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
  const matching = and(eq(vendor.companyId, actor.companyId), blockedOrNot(query.blocked))
  const wanted = query.search?.trim() ?? ""
  return inCompany(actor.companyId, tx =>
    wanted ? find(tx, matching, wanted) : readPage(tx, matching, query.sort ?? "name", query.cursor),
  )
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

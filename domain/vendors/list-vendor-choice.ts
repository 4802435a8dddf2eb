import { and, eq, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { countFew } from "@/domain/lists/count-few"
import { foundVendors } from "./search-vendors"

/** Offers for a name that was typed where a vendor belongs, the best first. */
export const VENDOR_OFFERS = 8

export type VendorChoice = {
  no: string
  name: string
  city: string
  vatRegistrationNo: string
  /** Currency its invoices come in, the pay-to vendor's; null: the company's own. */
  currencyCode: string | null
  /** "all" where the vendor or the one that is paid for it is blocked; "payment" alone passes. */
  blocked: "" | "payment" | "all"
  privacyBlocked: boolean
  /** The vendor that it became one with. */
  mergedInto: string | null
  /** Nobody but who made it has looked at it. */
  unproven: boolean
  /** Whether something can be bought from it now. */
  selectable: boolean
}

export type VendorChoices = {
  vendors: VendorChoice[]
  /** How many there are to choose from, or match the search, the shown ones included; counted up to COUNTED_AT_MOST + 1. */
  total: number
}

/**
 * The vendors to choose from when buying: by name, those that cannot be chosen too, as shown blocked.
 *
 * @param search as foundVendors takes it; the best match comes first
 * @param preferredNo comes first where nothing is searched for, e.g. the items' common default vendor; an unknown one
 *   is passed over
 * @param nos these alone, in that order, whatever was searched for
 * @param limit how many to return at most
 * @throws Forbidden without the right to see master data
 */
export async function listVendorChoice(
  actor: Actor,
  {
    search = "",
    preferredNo = null,
    nos,
    limit = 50,
  }: { search?: string; preferredNo?: string | null; nos?: readonly string[]; limit?: number },
): Promise<VendorChoices> {
  authorise(actor, "master_data.see")
  const wanted = search.trim()
  if (nos) return inCompany(actor.companyId, tx => choicesByNo(tx, actor.companyId, nos))
  return inCompany(actor.companyId, tx =>
    wanted ? findChoices(tx, actor.companyId, wanted, limit) : firstChoices(tx, actor.companyId, preferredNo, limit),
  )
}

async function findChoices(tx: Tx, companyId: number, wanted: string, limit: number): Promise<VendorChoices> {
  const rows = await choices(tx, companyId, { total: sql<string>`count(*) over ()` })
    .innerJoin(await foundVendors(tx, wanted), sql`found.no = ${vendor.no}`)
    .where(eq(vendor.companyId, companyId))
    .orderBy(sql`found.rank`, sql`${vendor.name} collate "und-x-icu"`, vendor.no)
    .limit(limit)
  return { vendors: rows.map(toChoice), total: Number(rows[0]?.total ?? 0) }
}

async function choicesByNo(tx: Tx, companyId: number, nos: readonly string[]): Promise<VendorChoices> {
  if (nos.length === 0) return { vendors: [], total: 0 }
  const isOne = sql`${vendor.no} = any(${sql.param(nos)}::text[])`
  const rows = await choices(tx, companyId, {}).where(and(eq(vendor.companyId, companyId), isOne))
  return { vendors: rows.map(toChoice).sort((a, b) => nos.indexOf(a.no) - nos.indexOf(b.no)), total: rows.length }
}

async function firstChoices(
  tx: Tx,
  companyId: number,
  preferredNo: string | null,
  limit: number,
): Promise<VendorChoices> {
  const own = eq(vendor.companyId, companyId)
  // The preferred one is read by its key: sorting by "is it preferred" would sort every vendor of the company.
  const [preferred, rows, [counted]] = await Promise.all([
    preferredNo === null ? [] : choices(tx, companyId, {}).where(and(own, eq(vendor.no, preferredNo))),
    choices(tx, companyId, {}).where(own).orderBy(sql`${vendor.name} collate "und-x-icu"`, vendor.no).limit(limit),
    tx.execute<{ total: number }>(sql`select ${countFew(vendor, own)} as total`),
  ])
  const vendors = [...preferred, ...rows.filter(row => row.no !== preferredNo)].slice(0, limit)
  return { vendors: vendors.map(toChoice), total: counted!.total }
}

const payTo = alias(vendor, "pay_to")

function choices<More extends Record<string, SQL.Aliased | SQL>>(tx: Tx, companyId: number, more: More) {
  return tx
    .select({
      no: vendor.no,
      name: vendor.name,
      city: vendor.city,
      vatRegistrationNo: vendor.vatRegistrationNo,
      blocked: vendor.blocked,
      privacyBlocked: vendor.privacyBlocked,
      unproven: vendor.unproven,
      currencyCode: vendor.currencyCode,
      mergedInto: vendor.mergedInto,
      payToMergedInto: payTo.mergedInto,
      payToNo: payTo.no,
      payToBlocked: payTo.blocked,
      payToPrivacyBlocked: payTo.privacyBlocked,
      payToCurrencyCode: payTo.currencyCode,
      ...more,
    })
    .from(vendor)
    .leftJoin(payTo, and(eq(payTo.companyId, companyId), eq(payTo.no, vendor.payToVendorNo)))
    .$dynamic()
}

type ChoiceRow = Omit<VendorChoice, "selectable"> & {
  payToNo: string | null
  payToMergedInto: string | null
  payToBlocked: VendorChoice["blocked"] | null
  payToPrivacyBlocked: boolean | null
  payToCurrencyCode: string | null
}

function toChoice(row: ChoiceRow): VendorChoice {
  const blocked = row.payToBlocked === "all" ? "all" : row.blocked
  const privacyBlocked = row.privacyBlocked || row.payToPrivacyBlocked === true
  return {
    no: row.no,
    name: row.name,
    city: row.city,
    vatRegistrationNo: row.vatRegistrationNo,
    currencyCode: row.payToNo === null ? row.currencyCode : row.payToCurrencyCode,
    blocked,
    privacyBlocked,
    mergedInto: row.mergedInto,
    selectable: blocked !== "all" && !privacyBlocked && row.mergedInto === null && row.payToMergedInto === null,
    unproven: row.unproven,
  }
}

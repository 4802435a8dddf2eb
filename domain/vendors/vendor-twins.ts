/** Vendors that are there already: of the same name and address, or of the same VAT registration number. */
import { and, desc, eq, isNull, ne, or, sql } from "drizzle-orm"
import { vendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { may } from "@/domain/access/actor"
import type { Issue } from "@/domain/errors"
import type { RecordChange } from "@/domain/records/definition"

type Twin = { no: string; name: string; by: "name" | "vat" }

/** What is asked once another vendor has turned out to have the VAT registration number; it is kept in the history. */
const reasonField = "sharedVatReason"
const longestReason = 250

/**
 * Why a vendor would be there twice. Name and address are another's: refused. The VAT registration number is: who may allow
 * duplicates says why there is another, such as a second branch; others are refused. Only what the change makes so is asked.
 */
export async function twinIssues(tx: Tx, change: RecordChange): Promise<Issue[]> {
  const { companyId, actor, typed } = change
  // One at a time, or the same form twice at once would not see itself.
  await tx.execute(sql`select pg_advisory_xact_lock(${companyId}::integer, hashtext('create_vendor'))`)
  const twin = await findTwin(tx, change)
  if (!twin) return []
  const params = { no: twin.no, name: twin.name }
  if (twin.by === "name") return [{ field: "name", code: "vendor_exists", params }]
  if (!may(actor, "posted_purchase_invoice.correct")) {
    return [{ field: "vatRegistrationNo", code: "vat_registration_no_used", params }]
  }
  const reason = reasonIn(typed)
  if (reason.length > longestReason) {
    return [{ field: reasonField, code: "too_long", params: { maximum: longestReason } }]
  }
  return reason === "" ? [{ field: reasonField, code: "shared_vat_reason", params }] : []
}

/** What the history keeps of a VAT registration number that is shared. */
export async function sharedVat(tx: Tx, change: RecordChange): Promise<Record<string, string>> {
  const twin = await findTwin(tx, change)
  return twin?.by === "vat" ? { sharesVatWith: twin.no, reason: reasonIn(change.typed) } : {}
}

const reasonIn = (typed: RecordChange["typed"]) => (typed[reasonField] ?? "").trim()

/** A vendor of the same name and address, else one of the same VAT registration number. */
async function findTwin(tx: Tx, { companyId, before, after }: RecordChange): Promise<Twin | undefined> {
  const becomes = (...names: string[]) => names.some(name => before?.[name] !== after[name])
  const same = (column: typeof vendor.name | typeof vendor.address | typeof vendor.postCode, text = "") =>
    sql`lower(${column}) = lower(${text})`
  const byName = becomes("name", "address", "postCode")
    ? and(same(vendor.name, after.name), same(vendor.address, after.address), same(vendor.postCode, after.postCode))!
    : sql`(1 = 0)`
  const byVat =
    after.vatRegistrationNo && becomes("vatRegistrationNo")
      ? eq(vendor.vatRegistrationNo, after.vatRegistrationNo)
      : sql`(1 = 0)`
  const [twin] = await tx
    .select({ no: vendor.no, name: vendor.name, sameName: sql<boolean>`${byName}` })
    .from(vendor)
    .where(and(eq(vendor.companyId, companyId), ne(vendor.no, after.no!), isNull(vendor.mergedInto), or(byName, byVat)))
    .orderBy(desc(byName), vendor.no)
    .limit(1)
  return twin && { no: twin.no, name: twin.name, by: twin.sameName ? "name" : "vat" }
}

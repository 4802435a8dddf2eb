import { sql } from "drizzle-orm"
import {
  ledgerTransaction,
  openedVendorEntry,
  openingVendorLine,
  postedPurchaseDocument,
  type purchasesSetup,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { Issue } from "@/domain/errors"
import { mayPostOn, readUserPostingRange } from "@/domain/posting/posting-dates"
import type { BookedBefore } from "./check-opening"
import { openingDate, openingName, type PreparedOpening } from "./prepared"

type Setup = Pick<typeof purchasesSetup.$inferSelect, "allowPostingFrom" | "allowPostingTo">

/**
 * What the books have that an opening cannot stand beside.
 * @param replacedNo the opening that goes when this one comes: its numbers are free again
 */
export async function readBooked(
  tx: Tx,
  actor: Pick<Actor, "companyId" | "userId">,
  { startDate }: Pick<PreparedOpening, "startDate">,
  purchases: Setup,
  replacedNo: number | null,
): Promise<BookedBefore> {
  const { companyId } = actor
  const used = await readUsed(tx, companyId, replacedNo)
  if (startDate === null) return { before: null, used, date: [] }
  const day = openingDate(startDate)
  const [before] = await tx.execute<{ no: string; postingDate: string }>(sql`
    select no, posting_date::text as "postingDate" from ${ledgerTransaction}
    where company_id = ${companyId} and posting_date <= ${day}::date and document_type <> 'opening'
    order by posting_date, no limit 1`)
  return {
    before: before ? { no: Number(before.no), postingDate: before.postingDate } : null,
    used,
    date: await openingDateProblems(tx, actor, day, purchases),
  }
}

/** The range that every posting follows, the poster's own before the company's: an opening is no exception. */
export async function openingDateProblems(
  tx: Tx,
  actor: Pick<Actor, "companyId" | "userId">,
  date: string,
  purchases: Setup,
  field = "startDate",
): Promise<Issue[]> {
  const userRange = await readUserPostingRange(tx, actor)
  if (mayPostOn(date, { userRange, purchases })) return []
  const { allowPostingFrom: from, allowPostingTo: to } = userRange ?? purchases
  const range = from === null ? "to" : to === null ? "from" : "both"
  return [{ field, code: "posting_date_not_allowed", params: { date, from: from ?? "", to: to ?? "", range } }]
}

/** Lines whose number the vendor has used before, in what is posted and not taken back. */
async function readUsed(tx: Tx, companyId: number, replacedNo: number | null): Promise<Map<number, string>> {
  const [l, d, o] = [openingVendorLine, postedPurchaseDocument, openedVendorEntry]
  const rows = await tx.execute<{ no: number; used: string }>(sql`
    select l.no, d.no as used from ${l} l
    join ${d} d on d.company_id = l.company_id and d.pay_to_vendor_no = l.vendor_no and d.vendor_invoice_key = l.vendor_invoice_key
      and d.document_type = l.document_type and d.corrects_no is null
    where l.company_id = ${companyId} and not exists (select from ${d} c where c.company_id = d.company_id and c.corrects_no = d.no)
    union all
    select l.no, ${openingName(0).slice(0, -1)} || o.opening_no from ${l} l
    join ${o} o on o.company_id = l.company_id and o.vendor_no = l.vendor_no and o.vendor_invoice_key = l.vendor_invoice_key
      and o.document_type = l.document_type
    where l.company_id = ${companyId} and o.opening_no is distinct from ${replacedNo}::int
      and not exists (select from ${ledgerTransaction} t where t.company_id = o.company_id and t.reverses_no = o.transaction_no)`)
  return new Map(rows.map(({ no, used }) => [no, used]))
}

import { sql } from "drizzle-orm"
import { approval, event } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Exclusion } from "@/domain/approvals/subject"
import { numbersOfVendors } from "@/domain/vendors/numbers-of-vendors"

/** What decides whom an account goes to. */
export type Proposed = {
  companyId: number
  /** Null: it is about to be proposed. */
  id: number | null
  vendorNo: string
  proposedBy: number
}

/** For so many days whoever registered a vendor, or edited it, says nothing of where it is paid: thieves change the phone first. */
const VENDOR_DAYS = 30

const order: readonly Exclusion[] = ["requested", "sent", "registered_vendor", "edited_vendor"]

/**
 * Everybody who never approves a vendor's bank account, with the first reason: who proposed it, sent it in any round, or, within thirty days,
 * registered the vendor, edited it or merged another into it (approvals and e-invoices, 19). Nothing overrules it.
 *
 * @param senderId who has sent it, or is about to
 */
export async function neverApprovesAccount(
  tx: Tx,
  { companyId, id, vendorNo, proposedBy }: Proposed,
  senderId: number,
): Promise<Map<number, Exclusion>> {
  const rows = await tx.execute<{ userId: number; why: Exclusion }>(sql`
    select sent_by as "userId", 'sent' as why from ${approval}
      where company_id = ${companyId} and subject_type = 'vendor_bank_account' and subject_no = ${String(id ?? "")}
    union select actor_id, case kind when 'vendor.created' then 'registered_vendor' else 'edited_vendor' end from ${event}
      where company_id = ${companyId} and subject_type = 'vendor' and actor_id is not null
        and subject_no = any(${numbersOfVendors(companyId, [vendorNo])})
        and kind in ('vendor.created', 'vendor.changed', 'vendor.merged', 'vendor.renumbered')
        and at > now() - make_interval(days => ${VENDOR_DAYS})`)
  const found = [...rows, { userId: proposedBy, why: "requested" }, { userId: senderId, why: "sent" }] as const
  const sorted = found.toSorted((a, b) => order.indexOf(b.why as Exclusion) - order.indexOf(a.why as Exclusion))
  return new Map(sorted.map(({ userId, why }) => [userId, why as Exclusion]))
}

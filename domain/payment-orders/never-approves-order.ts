import { sql } from "drizzle-orm"
import { approval, event, vendorBankAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Exclusion } from "@/domain/approvals/subject"
import { numbersOfVendors } from "@/domain/vendors/numbers-of-vendors"
import type { OrderRow } from "./find-order"

/** For so many days whoever registered a vendor, or had a hand in where it is paid, approves no payment to it. */
const VENDOR_DAYS = 30

const order: readonly Exclusion[] = [
  "requested",
  "sent",
  "edited",
  "registered_vendor",
  "proposed_bank_account",
  "confirmed_bank_account",
]

/**
 * Everybody who never approves a payment, with the first reason: who made it, sent it in any round, changed anything of it that is signed, or,
 * within thirty days, registered the vendor or proposed or confirmed a bank account of it (approvals and e-invoices, 19). Nothing overrules it.
 *
 * @param senderId who has sent it, or is about to
 */
export async function neverApprovesOrder(
  tx: Tx,
  { companyId, no, vendorNo, requestedBy }: Pick<OrderRow, "companyId" | "no" | "vendorNo" | "requestedBy">,
  senderId: number,
): Promise<Map<number, Exclusion>> {
  const lately = sql`now() - make_interval(days => ${VENDOR_DAYS})`
  const rows = await tx.execute<{ userId: number; why: Exclusion }>(sql`
    select actor_id as "userId", 'edited' as why from ${event}
      where company_id = ${companyId} and subject_type = 'payment_order' and subject_no = ${no}
        and kind = 'payment_order.changed' and actor_id is not null and jsonb_array_length(data -> 'signed') > 0
    union select sent_by, 'sent' from ${approval}
      where company_id = ${companyId} and subject_type = 'payment_order' and subject_no = ${no}
    union select actor_id, 'registered_vendor' from ${event}
      where company_id = ${companyId} and subject_type = 'vendor' and subject_no = any(${numbersOfVendors(companyId, [vendorNo])})
        and kind = 'vendor.created' and actor_id is not null and at > ${lately}
    union select proposed_by, 'proposed_bank_account' from ${vendorBankAccount}
      where company_id = ${companyId} and vendor_no = ${vendorNo} and rejected_at is null and proposed_at > ${lately}
    union select confirmed_by, 'confirmed_bank_account' from ${vendorBankAccount}
      where company_id = ${companyId} and vendor_no = ${vendorNo} and confirmed_at > ${lately}`)
  const found = [...rows, { userId: requestedBy, why: "requested" }, { userId: senderId, why: "sent" }] as const
  const sorted = found.toSorted((a, b) => order.indexOf(b.why as Exclusion) - order.indexOf(a.why as Exclusion))
  return new Map(sorted.map(({ userId, why }) => [userId, why as Exclusion]))
}

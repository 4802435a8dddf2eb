import { inArray, type SQL, sql } from "drizzle-orm"
import { approval, event, purchaseRequest, vendorBankAccount } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type DraftRow, unsignedFields } from "@/domain/approvals/signed"
import type { Exclusion } from "@/domain/approvals/subject"
import { editingKinds } from "@/domain/purchase-documents/document-type"
import { originsOfDraft } from "@/domain/purchase-documents/turned-drafts"
import { numbersOfVendors } from "@/domain/vendors/numbers-of-vendors"

/** For so many days whoever registered a vendor, or proposed where it is paid, approves nothing of it. */
const VENDOR_DAYS = 30

/** The order in which a reason is told where somebody has several. */
const order: readonly Exclusion[] = ["requested", "sent", "edited", "registered_vendor", "proposed_bank_account"]

/**
 * Everybody who never approves a draft, with the first reason: who asked for it, sent it in any round, edited anything of it that an approval signs since
 * it was made, under whatever number, or registered its vendor or proposed a bank account of the vendor within thirty days (approvals
 * and e-invoices, 19). Nothing overrules it: no role, group, delegation, substitution or administration.
 *
 * @param senderId who has sent it, or is about to
 */
export async function neverApproves(
  tx: Tx,
  header: Pick<DraftRow, "companyId" | "no" | "requestedBy" | "buyFromVendorNo" | "payToVendorNo">,
  senderId: number,
): Promise<Map<number, Exclusion>> {
  const { companyId, requestedBy, buyFromVendorNo, payToVendorNo } = header
  const nos = await originsOfDraft(tx, companyId, header.no)
  const vendors = [...new Set([buyFromVendorNo, payToVendorNo])]
  const rows = await tx.execute<{ userId: number; why: Exclusion }>(sql`
    select actor_id as "userId", 'edited' as why from ${event}
      where company_id = ${companyId} and subject_type = 'purchase_invoice' and ${inArray(event.subjectNo, nos)}
        and ${inArray(event.kind, [...editingKinds])} and actor_id is not null and ${touchesSigned()}
    union select requested_by, 'requested' from ${purchaseRequest}
      where company_id = ${companyId} and ${inArray(purchaseRequest.purchaseInvoiceNo, nos)}
    union select sent_by, 'sent' from ${approval}
      where company_id = ${companyId} and subject_type = 'purchase_invoice' and ${inArray(approval.subjectNo, nos)}
    union select actor_id, 'registered_vendor' from ${event}
      where company_id = ${companyId} and subject_type = 'vendor' and subject_no = any(${numbersOfVendors(companyId, vendors)})
        and kind = 'vendor.created' and actor_id is not null and at > now() - make_interval(days => ${VENDOR_DAYS})
    union select proposed_by, 'proposed_bank_account' from ${vendorBankAccount}
      where company_id = ${companyId} and ${inArray(vendorBankAccount.vendorNo, vendors)} and rejected_at is null
        and proposed_at > now() - make_interval(days => ${VENDOR_DAYS})`)
  const found = [...rows, { userId: requestedBy, why: "requested" }, { userId: senderId, why: "sent" }] as const
  const sorted = found.toSorted((a, b) => order.indexOf(b.why as Exclusion) - order.indexOf(a.why as Exclusion))
  return new Map(sorted.map(({ userId, why }) => [userId, why as Exclusion]))
}

/** Whether an event changed anything that an approval signs; true of an event that is no save. Moving lines changes nothing. */
function touchesSigned(): SQL {
  const none = (list: string) => sql`coalesce(jsonb_array_length(${event.data} -> ${list}::text), 0) = 0`
  return sql`not (${event.data} ? 'changes' and ${none("added")} and ${none("removed")}
    and not exists (select from jsonb_array_elements(${event.data} -> 'changes') as change
      where not regexp_replace(change ->> 'field', '^lines\\.[^.]+\\.', 'lines.') = any(${sql.param([...unsignedFields])}::text[])))`
}

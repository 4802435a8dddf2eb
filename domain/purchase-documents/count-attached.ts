import { type SQL, sql } from "drizzle-orm"
import { attachment, purchaseRequest } from "@/db/schema"
import { originsInList } from "./turned-drafts"

/**
 * How many files a document of a list has that count, as its page shows them (domain/attachments): its own, and those of the draft and
 * the request that it was. A column of the list's own statement.
 *
 * @param row.draftNo the draft that it is or was; blank where it had none
 * @param row.postedNo where it is posted
 */
export function countAttached({
  companyId,
  draftNo,
  postedNo,
}: Record<"companyId" | "draftNo", SQL> & { postedNo?: SQL }) {
  const own = postedNo ? sql`union all select 'posted_purchase_document', ${postedNo}` : sql``
  // Row after row along each index: what is found of a draft is little, and no plan for many is to be made of it.
  return sql<number>`(with recursive ${originsInList(companyId, draftNo)}
    select coalesce(sum(file.count), 0)::int from (
      select 'purchase_invoice' as type, draft.no from draft
      union all select 'purchase_request', request.no from draft cross join lateral (
        select r.no from ${purchaseRequest} r where r.company_id = ${companyId} and r.purchase_invoice_no = draft.no offset 0) as request
      ${own}) as subject
    cross join lateral (
      select count(*) as count from ${attachment} f where f.company_id = ${companyId} and f.subject_type = subject.type
        and f.subject_no = subject.no and f.hash is not null and f.withdrawn_at is null) as file)`
}

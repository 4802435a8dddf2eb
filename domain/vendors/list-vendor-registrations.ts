import { and, asc, eq, gt, isNull, type SQL, sql } from "drizzle-orm"
import { purchaseInvoice, salesInvoice, vendorRegistration } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { countFew } from "@/domain/lists/count-few"
import { cutForward } from "@/domain/lists/cut-page"

const PER_PAGE = 50

export type WaitingRegistration = Pick<
  typeof vendorRegistration.$inferSelect,
  "id" | "name" | "askedByName" | "askedAt" | "documentType" | "documentNo"
> & {
  /** Whether the document is still there: it may be deleted or posted. */
  isThere: boolean
}

export type WaitingRegistrations = {
  rows: WaitingRegistration[]
  /** Counted up to COUNTED_AT_MOST + 1. */
  count: number
  /** What the page behind begins after; absent: there is none. */
  next?: number
}

/** Vendors that were asked for and are neither registered nor declined: a condition on their table. */
export function waitingRegistrations(companyId: number): SQL {
  return and(eq(vendorRegistration.companyId, companyId), isNull(vendorRegistration.answeredAt))!
}

/**
 * What waits to be answered, the oldest first.
 *
 * @param after of an earlier answer's `next`; 0: the first page
 * @throws Forbidden
 */
export async function listVendorRegistrations(actor: Actor, after = 0): Promise<WaitingRegistrations> {
  authorise(actor, "master_data.edit")
  const r = vendorRegistration
  const waiting = waitingRegistrations(actor.companyId)
  return inCompany(actor.companyId, async tx => {
    const [rows, [counted]] = await Promise.all([
      tx
        .select({
          id: r.id,
          name: r.name,
          askedByName: r.askedByName,
          askedAt: r.askedAt,
          documentType: r.documentType,
          documentNo: r.documentNo,
          isThere: documentIsThere(),
        })
        .from(r)
        .where(and(waiting, gt(r.id, after)))
        .orderBy(asc(r.id))
        .limit(PER_PAGE + 1),
      tx.execute<{ count: number }>(sql`select ${countFew(r, waiting)} as count`),
    ])
    return { ...cutForward(rows, PER_PAGE, ({ id }) => id), count: counted!.count }
  })
}

/** Whether the document that a vendor was asked for is an ongoing one still. */
export function documentIsThere(): SQL<boolean> {
  const [r, s, p] = [vendorRegistration, salesInvoice, purchaseInvoice]
  return sql<boolean>`case ${r}.document_type
    when 'sales_invoice' then exists (select from ${s} where ${s}.company_id = ${r}.company_id and ${s}.no = ${r}.document_no)
    else exists (select from ${p} where ${p}.company_id = ${r}.company_id and ${p}.no = ${r}.document_no) end`
}

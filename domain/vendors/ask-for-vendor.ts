import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { membership, purchaseInvoice, salesInvoice, vendorRegistration } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { rights } from "@/domain/access/rights"
import { NotFound, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"

type Registration = typeof vendorRegistration.$inferSelect

export type AskedVendor = Pick<Registration, "name" | "documentType" | "documentNo">

const longestName = 100

/**
 * Asks those who may for a vendor that is not registered, with a document in hand. Asking twice for the same asks once.
 *
 * @param asked the vendor's name as it was typed, and for which sales invoice something is bought, or for which draft
 * @returns its number, to be answered by (`answerVendorRegistration`)
 * @throws Refusal vendor_name_missing; NotFound where the company has no such document; Forbidden
 */
export async function askForVendor(actor: Actor, asked: AskedVendor): Promise<number> {
  authorise(actor, "purchase_request.create")
  const { companyId } = actor
  const name = asked.name.trim()
  if (name === "" || name.length > longestName) throw refuse("vendor_name_missing")
  return inCompany(companyId, async tx => {
    await requireDocument(tx, companyId, asked)
    const [made] = await tx
      .insert(vendorRegistration)
      .values({ ...asked, name, companyId, askedBy: actor.userId, askedByName: actor.name })
      .onConflictDoNothing()
      .returning({ id: vendorRegistration.id })
    if (!made) return waitingId(tx, actor, { ...asked, name })
    const told = await tx
      .select({ userId: membership.userId })
      .from(membership)
      .where(
        and(
          eq(membership.companyId, companyId),
          ne(membership.userId, actor.userId),
          inArray(membership.role, [...rights["master_data.edit"]]),
        ),
      )
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "vendor_registration.asked",
      subjectType: "vendor_registration",
      subjectNo: String(made.id),
      data: { name, document: asked.documentNo },
      tell: { userIds: told.map(({ userId }) => userId) },
    })
    return made.id
  })
}

async function requireDocument(tx: Tx, companyId: number, { documentType, documentNo }: AskedVendor): Promise<void> {
  const exists = (owner: PgColumn, no: PgColumn, type?: ReturnType<typeof eq>) =>
    tx
      .select({ no })
      .from(no.table)
      .where(and(eq(owner, companyId), eq(no, documentNo), type))
  const found =
    documentType === "sales_invoice"
      ? await exists(salesInvoice.companyId, salesInvoice.no)
      : await exists(
          purchaseInvoice.companyId,
          purchaseInvoice.no,
          eq(purchaseInvoice.documentType, documentType === "purchase_invoice" ? "invoice" : "credit_memo"),
        )
  if (found.length === 0) throw new NotFound(`${documentType} ${documentNo}`)
}

async function waitingId(tx: Tx, { companyId, userId }: Actor, asked: AskedVendor): Promise<number> {
  const r = vendorRegistration
  const [waiting] = await tx
    .select({ id: r.id })
    .from(r)
    .where(
      and(
        eq(r.companyId, companyId),
        eq(r.askedBy, userId),
        sql`lower(${r.name}) = lower(${asked.name})`,
        eq(r.documentType, asked.documentType),
        eq(r.documentNo, asked.documentNo),
        isNull(r.answeredAt),
      ),
    )
  return waiting!.id
}

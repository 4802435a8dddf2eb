/** One vendor that somebody asked for, and its answer. */
import { and, eq, sql } from "drizzle-orm"
import { vendor, vendorRegistration } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Issue, NotFound, Refusal, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { documentIsThere } from "./list-vendor-registrations"

export type VendorRegistration = typeof vendorRegistration.$inferSelect

const longestReason = 250

/**
 * One that was asked for, answered or not.
 *
 * @returns with whether its document is still there
 * @throws NotFound; Forbidden
 */
export async function readVendorRegistration(
  actor: Actor,
  id: number,
): Promise<VendorRegistration & { isThere: boolean }> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const row = await find(tx, companyId, id)
    const [document] = await tx
      .select({ isThere: documentIsThere() })
      .from(vendorRegistration)
      .where(and(eq(vendorRegistration.companyId, companyId), eq(vendorRegistration.id, row.id)))
    return { ...row, isThere: document!.isThere }
  })
}

/**
 * Answers who asked for a vendor: it is this one, or it is not registered, and why. They are told, and led back to their document.
 *
 * @throws Refusal no_such.vendors, required, too_long, vendor_registration_answered; NotFound; Forbidden
 */
export async function answerVendorRegistration(
  actor: Actor,
  id: number,
  answer: { vendorNo: string } | { reason: string },
): Promise<void> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const asked = await find(tx, companyId, id, true)
    if (asked.answeredAt) throw refuse("vendor_registration_answered", { name: asked.answeredByName ?? "" })
    const given = "vendorNo" in answer ? await vendorOf(tx, companyId, answer.vendorNo) : reasonOf(answer.reason)
    await tx
      .update(vendorRegistration)
      .set({
        answeredBy: actor.userId,
        answeredByName: actor.name,
        answeredAt: sql`now()`,
        vendorNo: given.vendorNo,
        reason: given.reason,
      })
      .where(and(eq(vendorRegistration.companyId, companyId), eq(vendorRegistration.id, id)))
    await recordEvent(tx, {
      companyId,
      actor,
      kind: `vendor_registration.${given.vendorNo === null ? "declined" : "answered"}`,
      subjectType: "vendor_registration",
      subjectNo: String(id),
      data: {
        name: asked.name,
        document: asked.documentNo,
        documentType: asked.documentType,
        vendorNo: given.vendorNo ?? "",
        vendorName: given.vendorName,
        reason: given.reason,
      },
      tell: { userIds: [asked.askedBy] },
    })
  })
}

async function find(tx: Tx, companyId: number, id: number, lock = false): Promise<VendorRegistration> {
  const r = vendorRegistration
  const query = tx
    .select()
    .from(r)
    .where(and(eq(r.companyId, companyId), eq(r.id, id)))
  const [row] = Number.isSafeInteger(id) ? await (lock ? query.for("update") : query) : []
  if (!row) throw new NotFound(`vendor registration ${id}`)
  return row
}

type Given = { vendorNo: string | null; vendorName: string; reason: string }

async function vendorOf(tx: Tx, companyId: number, no: string): Promise<Given> {
  const [found] = await tx
    .select({ name: vendor.name })
    .from(vendor)
    .where(and(eq(vendor.companyId, companyId), eq(vendor.no, no)))
  if (!found) throw refuse("no_such.vendors", { no }, "vendorNo")
  return { vendorNo: no, vendorName: found.name, reason: "" }
}

function reasonOf(text: string): Given {
  const reason = text.trim()
  const issues: Issue[] = []
  if (reason === "") issues.push({ field: "reason", code: "required" })
  if (reason.length > longestReason)
    issues.push({ field: "reason", code: "too_long", params: { maximum: longestReason } })
  if (issues.length > 0) throw new Refusal(issues)
  return { vendorNo: null, vendorName: "", reason }
}

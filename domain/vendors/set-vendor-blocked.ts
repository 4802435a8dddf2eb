import { and, eq, sql } from "drizzle-orm"
import { vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"

export type VendorBlock = {
  /** "all": no new documents; "payment": no payments, invoices pass; "": neither. */
  blocked: "" | "payment" | "all"
  /** No new documents, because personal data is not to be processed. */
  privacyBlocked: boolean
}

/**
 * Blocks a vendor or lifts it, and keeps who did so and when: a requester whose request fails of it is told. Setting what
 * is set already changes nothing.
 *
 * @throws NotFound where the company has no such vendor
 */
export async function setVendorBlocked(actor: Actor, no: string, wanted: VendorBlock): Promise<void> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  const own = and(eq(vendor.companyId, companyId), eq(vendor.no, no))
  await inCompany(companyId, async tx => {
    const [now] = await tx
      .select({ name: vendor.name, blocked: vendor.blocked, privacyBlocked: vendor.privacyBlocked })
      .from(vendor)
      .where(own)
      .for("no key update")
    if (!now) throw new NotFound(`vendor ${no}`)
    const { blocked, privacyBlocked } = wanted
    if (now.blocked === blocked && now.privacyBlocked === privacyBlocked) return
    await tx
      .update(vendor)
      .set({
        privacyBlocked,
        ...(now.blocked !== blocked && {
          blocked,
          blockedBy: blocked === "" ? null : actor.name,
          blockedAt: blocked === "" ? null : sql`now()`,
        }),
      })
      .where(own)
    await recordEvent(tx, {
      companyId,
      actor,
      kind: blocked === "" && !privacyBlocked ? "vendor.unblocked" : "vendor.blocked",
      subjectType: "vendor",
      subjectNo: no,
      data: { vendorName: now.name, blocked, privacyBlocked },
    })
  })
}

import { and, eq, inArray, ne } from "drizzle-orm"
import { membership, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { rights } from "@/domain/access/rights"
import { NotFound, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"

/**
 * Says that somebody has looked at a vendor that was made in passing: another than who made it, unless nobody else in the company
 * may. Proving one that is proven changes nothing.
 *
 * @throws Refusal vendor_proof_own; NotFound where the company has no such vendor; Forbidden
 */
export async function proveVendor(actor: Actor, no: string): Promise<void> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  const own = and(eq(vendor.companyId, companyId), eq(vendor.no, no))
  await inCompany(companyId, async tx => {
    const [row] = await tx
      .select({ name: vendor.name, unproven: vendor.unproven, registeredBy: vendor.registeredBy })
      .from(vendor)
      .where(own)
      .for("no key update")
    if (!row) throw new NotFound(`vendor ${no}`)
    if (!row.unproven) return
    if (row.registeredBy === actor.userId && (await mayAnother(tx, actor))) {
      throw refuse("vendor_proof_own", { no, name: row.name })
    }
    await tx.update(vendor).set({ unproven: false }).where(own)
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "vendor.proven",
      subjectType: "vendor",
      subjectNo: no,
      data: { vendorName: row.name },
    })
  })
}

/** Whether somebody else in the company may look at vendors and change them. */
async function mayAnother(tx: Tx, { companyId, userId }: Actor): Promise<boolean> {
  const others = await tx
    .select({ userId: membership.userId })
    .from(membership)
    .where(
      and(
        eq(membership.companyId, companyId),
        ne(membership.userId, userId),
        inArray(membership.role, [...rights["master_data.edit"]]),
      ),
    )
    .limit(1)
  return others.length > 0
}

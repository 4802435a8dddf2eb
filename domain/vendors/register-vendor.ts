import { and, eq } from "drizzle-orm"
import { vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { saveCard } from "@/domain/records/cards"
import type { RecordInput } from "@/domain/records/save-record"
import { vendorCard } from "./vendor-card"

/**
 * Registers a vendor in passing, for a document: it is unproven until a second person has looked at it (`proveVendor`). Drafts take it;
 * the setup says whether it can be posted for, or paid.
 *
 * @param typed its fields, as the reader writes
 * @returns its number and name
 * @throws as saveVendor
 */
export async function registerVendor(actor: Actor, typed: RecordInput["typed"]): Promise<{ no: string; name: string }> {
  authorise(actor, "master_data.edit")
  return inCompany(actor.companyId, tx => registerIn(tx, actor, typed))
}

/** As registerVendor, in the caller's transaction; the caller has asked for the right. */
async function registerIn(tx: Tx, actor: Actor, typed: RecordInput["typed"]): Promise<{ no: string; name: string }> {
  const { companyId, userId } = actor
  const { no, name } = await saveCard(tx, actor, vendorCard, { key: null, version: 0, typed })
  await tx
    .update(vendor)
    .set({ unproven: true, registeredBy: userId })
    .where(and(eq(vendor.companyId, companyId), eq(vendor.no, no!)))
  return { no: no!, name: name! }
}

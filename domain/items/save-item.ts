import { and, eq, sql } from "drizzle-orm"
import { item, itemUnitOfMeasure } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { namedIn } from "@/domain/lists/named-in"
import { saveCard } from "@/domain/records/cards"
import type { RecordInput } from "@/domain/records/save-record"
import { itemCard } from "./item-card"
import { mirrorVendorNumbers } from "./item-numbers"
import { itemsInUse, requestsOf } from "./item-usage"

/**
 * Makes an item under the number that was typed, or changes one; its base unit becomes one of its units.
 *
 * @returns its number and description
 * @throws Refusal naming everything that is wrong, each beside its field; StaleRecord; NotFound; Forbidden
 */
export async function saveItem(actor: Actor, input: RecordInput): Promise<{ no: string; description: string }> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const { no, description, baseUnitOfMeasure } = await saveCard(tx, actor, itemCard, input)
    await keepBaseUnit(tx, companyId, no!, baseUnitOfMeasure!)
    await mirrorVendorNumbers(tx, companyId, [no!])
    return { no: no!, description: description! }
  })
}

/** The base unit is the one unit of an item that holds one; a former one goes. */
async function keepBaseUnit(tx: Tx, companyId: number, itemNo: string, code: string): Promise<void> {
  const u = itemUnitOfMeasure
  await tx
    .delete(u)
    .where(
      and(eq(u.companyId, companyId), eq(u.itemNo, itemNo), sql`${u.code} <> ${code} and ${u.qtyPerUnitOfMeasure} = 1`),
    )
  await tx
    .insert(u)
    .values({ companyId, itemNo, code, qtyPerUnitOfMeasure: "1" })
    .onConflictDoUpdate({ target: [u.companyId, u.itemNo, u.code], set: { qtyPerUnitOfMeasure: "1" } })
}

/**
 * Deletes an item with its units, prices and vendors' numbers.
 * @throws Refusal item.in_use where a line or an entry was made with it, item.asked_for where a request waits that buys it,
 *   item.merged where it is one with another; NotFound; Forbidden
 */
export async function deleteItem(actor: Actor, no: string): Promise<void> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const own = and(eq(item.companyId, companyId), eq(item.no, no))
    const [found] = await tx
      .select({ description: item.description, mergedInto: item.mergedInto })
      .from(item)
      .where(own)
      .for("update")
    if (!found) throw new NotFound(`item ${no}`)
    if ((await itemsInUse(tx, companyId, [no])).size > 0) throw refuse("item.in_use", { no })
    const [asked] = await requestsOf(tx, companyId, no)
    if (asked) throw refuse("item.asked_for", { no, request: asked.no })
    const behind = await namedIn(tx, companyId, [no], [item.mergedInto])
    if (found.mergedInto !== null || behind.size > 0) throw refuse("item.merged", { no })
    await tx.delete(item).where(own)
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "item.deleted",
      subjectType: "item",
      subjectNo: no,
      data: { itemName: found.description },
    })
  })
}

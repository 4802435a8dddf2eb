import { and, eq, sql } from "drizzle-orm"
import { item, itemUnitOfMeasure, purchaseLineDiscount, purchasePrice, salesPrice, unitOfMeasure } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound, Refusal, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { parseNumber } from "@/domain/money/parse-number"
import { itemsInUse } from "./item-usage"

/**
 * Gives an item another unit, or a unit another quantity.
 *
 * @param typed the unit's code, and how many base units one of it holds as the reader writes it
 * @throws Refusal at "unitCode" or "qtyPerUnit": of no such unit, of the base unit, of a quantity that is none or that was used;
 *   NotFound; Forbidden
 */
export async function saveItemUnit(
  actor: Actor,
  no: string,
  typed: { unitCode: string; qtyPerUnit: string },
): Promise<void> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  const code = typed.unitCode.trim().toUpperCase()
  const read = parseNumber(typed.qtyPerUnit.trim(), actor.language, { decimals: 5 })
  await inCompany(companyId, async tx => {
    const base = await lockItem(tx, companyId, no)
    const [known] = await tx
      .select({ code: unitOfMeasure.code })
      .from(unitOfMeasure)
      .where(and(eq(unitOfMeasure.companyId, companyId), eq(unitOfMeasure.code, code)))
    if (!known) throw refuse("setup.reference_unknown", { code }, "unitCode")
    if (code === base) throw refuse("item.base_unit_is_one", { unit: code }, "unitCode")
    if (!read.ok) throw refuse(`number_${read.reason}`, { typed: typed.qtyPerUnit }, "qtyPerUnit")
    if (new Decimal(read.value).lte(0)) throw refuse("setup.not_above", { above: "0" }, "qtyPerUnit")
    const before = await quantityOf(tx, companyId, no, code)
    if (before !== undefined && toPlain(new Decimal(before)) === toPlain(new Decimal(read.value))) return
    if (before !== undefined) await refuseUsed(tx, companyId, no, code, "qtyPerUnit")
    const u = itemUnitOfMeasure
    await tx
      .insert(u)
      .values({ companyId, itemNo: no, code, qtyPerUnitOfMeasure: read.value })
      .onConflictDoUpdate({
        target: [u.companyId, u.itemNo, u.code],
        set: { qtyPerUnitOfMeasure: read.value },
      })
    await tell(tx, actor, no, { unit: code, old: before ?? "", new: read.value })
  })
}

/**
 * Takes a unit from an item.
 * @throws Refusal item.unit_in_use where a line or a price is in it, or it is the base unit; NotFound; Forbidden
 */
export async function deleteItemUnit(actor: Actor, no: string, code: string): Promise<void> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const base = await lockItem(tx, companyId, no)
    const before = await quantityOf(tx, companyId, no, code)
    if (before === undefined) throw new NotFound(`unit ${code}`)
    if (code === base) throw refuse("item.base_unit_stays", { unit: code })
    await refuseUsed(tx, companyId, no, code)
    const u = itemUnitOfMeasure
    await tx.delete(u).where(and(eq(u.companyId, companyId), eq(u.itemNo, no), eq(u.code, code)))
    await tell(tx, actor, no, { unit: code, old: before, new: "" })
  })
}

/** @returns its base unit */
async function lockItem(tx: Tx, companyId: number, no: string): Promise<string> {
  const [found] = await tx
    .select({ base: item.baseUnitOfMeasure })
    .from(item)
    .where(and(eq(item.companyId, companyId), eq(item.no, no)))
    .for("no key update")
  if (!found) throw new NotFound(`item ${no}`)
  return found.base
}

async function quantityOf(tx: Tx, companyId: number, no: string, code: string): Promise<string | undefined> {
  const u = itemUnitOfMeasure
  const [found] = await tx
    .select({ quantity: u.qtyPerUnitOfMeasure })
    .from(u)
    .where(and(eq(u.companyId, companyId), eq(u.itemNo, no), eq(u.code, code)))
  return found?.quantity
}

/** What counts in a unit would count otherwise. */
async function refuseUsed(tx: Tx, companyId: number, no: string, code: string, field?: string): Promise<void> {
  const priced = [purchasePrice, purchaseLineDiscount, salesPrice].map(
    table => sql`exists (select from ${table} where company_id = ${companyId} and item_no = ${no}
      and unit_of_measure_code = ${code})`,
  )
  const [found] = await tx.execute<{ used: boolean }>(sql`select ${sql.join(priced, sql` or `)} as used`)
  const isUsed = found!.used || (await itemsInUse(tx, companyId, [no])).size > 0
  if (isUsed) throw new Refusal([{ field, code: "item.unit_in_use", params: { unit: code } }])
}

async function tell(tx: Tx, actor: Actor, no: string, data: { unit: string; old: string; new: string }): Promise<void> {
  await recordEvent(tx, {
    companyId: actor.companyId,
    actor,
    kind: data.new === "" ? "item.unit_deleted" : "item.unit_saved",
    subjectType: "item",
    subjectNo: no,
    data: { ...data, quantity: data.new },
  })
}

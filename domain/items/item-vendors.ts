import { and, eq, sql } from "drizzle-orm"
import { item, itemVendor, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { MAX_FORMULA_LENGTH, parseDateFormula, printDateFormula } from "@/domain/dates/date-formula"
import { type Issue, NotFound, Refusal } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { mirrorVendorNumbers, plainItemNo } from "./item-numbers"

/** Characters of a vendor's number for an item. */
const MAX_VENDOR_ITEM_NO = 50

export type TypedItemVendor = { ofVendorNo: string; vendorItemNo: string; leadTime: string }

/**
 * Says what a vendor calls an item, and how long it takes to come.
 *
 * @throws Refusal naming everything that is wrong: an unknown vendor, a number that this vendor has for another item, a lead time
 *   that is no date formula; NotFound; Forbidden
 */
export async function saveItemVendor(actor: Actor, itemNo: string, typed: TypedItemVendor): Promise<void> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  const vendorNo = typed.ofVendorNo.trim()
  const vendorItemNo = typed.vendorItemNo.trim()
  await inCompany(companyId, async tx => {
    await lockItem(tx, companyId, itemNo)
    const issues: Issue[] = [
      ...(await vendorIssues(tx, companyId, vendorNo)),
      ...(await numberIssues(tx, companyId, { itemNo, vendorNo, vendorItemNo })),
    ]
    const leadTime = leadTimeOf(typed.leadTime.trim(), actor, issues)
    if (issues.length > 0) throw new Refusal(issues)
    const v = itemVendor
    await tx
      .insert(v)
      .values({ companyId, itemNo, vendorNo, vendorItemNo, leadTimeCalculation: leadTime })
      .onConflictDoUpdate({
        target: [v.companyId, v.vendorNo, v.itemNo],
        set: { vendorItemNo, leadTimeCalculation: leadTime },
      })
    await mirrorVendorNumbers(tx, companyId, [itemNo])
    await tell(tx, actor, "item.vendor_saved", itemNo, { vendorNo, vendorItemNo })
  })
}

/** Forgets what a vendor calls an item. @throws NotFound; Forbidden */
export async function deleteItemVendor(actor: Actor, itemNo: string, vendorNo: string): Promise<void> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    await lockItem(tx, companyId, itemNo)
    const v = itemVendor
    const gone = await tx
      .delete(v)
      .where(and(eq(v.companyId, companyId), eq(v.itemNo, itemNo), eq(v.vendorNo, vendorNo)))
      .returning({ vendorItemNo: v.vendorItemNo })
    // Somebody else was first.
    if (gone.length === 0) return
    await mirrorVendorNumbers(tx, companyId, [itemNo])
    await tell(tx, actor, "item.vendor_deleted", itemNo, { vendorNo, vendorItemNo: gone[0]!.vendorItemNo })
  })
}

async function lockItem(tx: Tx, companyId: number, no: string): Promise<void> {
  const [found] = await tx
    .select({ no: item.no })
    .from(item)
    .where(and(eq(item.companyId, companyId), eq(item.no, no)))
    .for("no key update")
  if (!found) throw new NotFound(`item ${no}`)
}

async function vendorIssues(tx: Tx, companyId: number, no: string): Promise<Issue[]> {
  const field = "ofVendorNo"
  if (no === "") return [{ field, code: "required" }]
  const found = await tx
    .select({ no: vendor.no })
    .from(vendor)
    .where(and(eq(vendor.companyId, companyId), eq(vendor.no, no)))
  return found.length > 0 ? [] : [{ field, code: "no_such.vendors", params: { no } }]
}

async function numberIssues(
  tx: Tx,
  companyId: number,
  { itemNo, vendorNo, vendorItemNo }: { itemNo: string; vendorNo: string; vendorItemNo: string },
): Promise<Issue[]> {
  const field = "vendorItemNo"
  if (vendorItemNo.length > MAX_VENDOR_ITEM_NO) {
    return [{ field, code: "too_long", params: { maximum: MAX_VENDOR_ITEM_NO } }]
  }
  if (vendorItemNo === "") return []
  const v = itemVendor
  const [other] = await tx
    .select({ no: v.itemNo })
    .from(v)
    .where(
      and(
        eq(v.companyId, companyId),
        eq(v.vendorNo, vendorNo),
        sql`${v.vendorItemNo} <> '' and ${v.itemNo} <> ${itemNo}`,
        sql`plain_item_no(${v.vendorItemNo}) = ${plainItemNo(vendorItemNo)}`,
      ),
    )
    .limit(1)
  return other ? [{ field, code: "item.vendor_item_no_taken", params: { read: vendorItemNo, no: other.no } }] : []
}

function leadTimeOf(text: string, { language }: Actor, issues: Issue[]): string {
  if (text === "") return ""
  const parsed = parseDateFormula(text.slice(0, MAX_FORMULA_LENGTH + 1), language)
  if (parsed.ok) return printDateFormula(parsed.formula)
  const params = { typed: text, position: parsed.position }
  issues.push({ field: "leadTime", code: `setup.formula_${parsed.reason}`, params })
  return ""
}

async function tell(tx: Tx, actor: Actor, kind: string, no: string, data: Record<string, string>): Promise<void> {
  await recordEvent(tx, { companyId: actor.companyId, actor, kind, subjectType: "item", subjectNo: no, data })
}

/** What vendors call items: kept by vendor and item, and on the item itself for its default vendor. */
import { sql } from "drizzle-orm"
import { rowsAs } from "@/db/bulk-rows"
import { item, itemVendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"

/** A vendor's number for an item as it is compared; the database has the same rule. */
export const plainItemNo = (typed: string) => typed.replace(/\s/gu, "").toUpperCase().replace(/^0+/u, "")

/** Whether digits are a number of GS1: 8, 12, 13 or 14, the last one checking the others. */
export function isGtin(digits: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/u.test(digits)) return false
  const sum = [...digits.padStart(14, "0")].reduce(
    (total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1),
    0,
  )
  return sum % 10 === 0
}

export type VendorNumber = { itemNo: string; vendorNo: string; vendorItemNo: string }

/** Which items have numbers of vendors already, by "vendor<tab>plain number". */
export async function vendorNumbersTaken(
  tx: Tx,
  companyId: number,
  numbers: readonly string[],
): Promise<Map<string, string>> {
  const asked = [...new Set(numbers.filter(Boolean))]
  if (asked.length === 0) return new Map()
  const found = await tx.execute<{ key: string; no: string }>(sql`
    select vendor_no || chr(9) || plain_item_no(vendor_item_no) as key, item_no as no from ${itemVendor}
    where company_id = ${companyId} and vendor_item_no <> '' and plain_item_no(vendor_item_no) in (
      select plain_item_no(n) from unnest(${sql.param(asked)}::text[]) as n)`)
  return new Map(found.map(({ key, no }) => [key, no]))
}

/** Writes what vendors call items. Two statements. */
export async function writeVendorNumbers(tx: Tx, companyId: number, numbers: readonly VendorNumber[]): Promise<void> {
  if (numbers.length === 0) return
  await tx.execute(sql`
    insert into ${itemVendor} (company_id, vendor_no, item_no, vendor_item_no)
    select ${companyId}::int, "vendorNo", "itemNo", "vendorItemNo"
    from ${rowsAs({ itemNo: "text", vendorNo: "text", vendorItemNo: "text" }, numbers)}
    on conflict (company_id, vendor_no, item_no) do update set vendor_item_no = excluded.vendor_item_no`)
  await mirrorVendorNumbers(
    tx,
    companyId,
    numbers.map(({ itemNo }) => itemNo),
  )
}

/** Puts on items what their default vendors call them: documents and searches look there. */
export async function mirrorVendorNumbers(tx: Tx, companyId: number, itemNos: readonly string[]): Promise<void> {
  if (itemNos.length === 0) return
  await tx.execute(sql`
    update ${item} as i set vendor_item_no = called.number from (
      select o.no, coalesce(v.vendor_item_no, '') as number from ${item} o
      left join ${itemVendor} v on v.company_id = o.company_id and v.item_no = o.no and v.vendor_no = o.vendor_no
      where o.company_id = ${companyId} and o.no = any(${sql.param(itemNos)}::text[])) as called
    where i.company_id = ${companyId} and i.no = called.no and i.vendor_item_no <> called.number`)
}

import { sql } from "drizzle-orm"
import { item, vendor, vendorInvoiceClaim } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { PreparedOpening } from "./prepared"

/**
 * Holds vendors, the numbers of their documents, and items, in the order of locks; each by number.
 * @param held.vendorNos vendors besides those of the lines
 */
export async function lockParties(
  tx: Tx,
  companyId: number,
  {
    vendors,
    vendorNos,
    itemNos,
  }: { vendors: PreparedOpening["vendors"]; vendorNos: readonly string[]; itemNos: readonly string[] },
): Promise<void> {
  await holdVendors(tx, companyId, [...new Set([...vendors.map(({ vendorNo }) => vendorNo), ...vendorNos])])
  const claims = vendors.map(({ vendorNo, vendorInvoiceKey }) => ({ vendorNo, key: vendorInvoiceKey }))
  await tx.execute(sql`
    insert into ${vendorInvoiceClaim} (company_id, vendor_no, vendor_invoice_key)
    select distinct ${companyId}::int, r."vendorNo", r.key from json_to_recordset(${JSON.stringify(claims)}::json)
      as r ("vendorNo" text, key text) order by 2, 3
    on conflict (company_id, vendor_no, vendor_invoice_key) do update set vendor_invoice_key = excluded.vendor_invoice_key`)
  await holdItems(tx, companyId, itemNos)
}

/** Holds vendors by number, so that nobody settles their entries meanwhile. */
export async function holdVendors(tx: Tx, companyId: number, nos: readonly string[]): Promise<void> {
  await tx.execute(sql`select count(*) from (select from ${vendor} where company_id = ${companyId}
    and no = any(${sql.param([...nos])}::text[]) order by no for no key update) as locked`)
}

/** Holds items by number. */
export async function holdItems(tx: Tx, companyId: number, nos: readonly string[]): Promise<void> {
  await tx.execute(sql`select count(*) from (select from ${item} where company_id = ${companyId}
    and no = any(${sql.param([...nos])}::text[]) order by no for no key update) as locked`)
}

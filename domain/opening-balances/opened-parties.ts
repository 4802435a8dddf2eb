import { sql } from "drizzle-orm"
import { itemLedgerEntry, vendorLedgerEntry } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { PostedOpening } from "./lock-preparation"

const among = (opening: PostedOpening) => sql`company_id = ${opening.companyId}
  and transaction_no between ${opening.firstTransactionNo} and ${opening.lastTransactionNo}`

/** Numbers of the items that an opening gave stock. */
export async function readStockItems(tx: Tx, opening: PostedOpening): Promise<string[]> {
  const rows = await tx.execute<{ no: string }>(sql`
    select distinct item_no as no from ${itemLedgerEntry} where ${among(opening)}`)
  return rows.map(({ no }) => no)
}

/** Numbers of the vendors whose open documents it brought. */
export async function readOpenedVendors(tx: Tx, opening: PostedOpening): Promise<string[]> {
  const rows = await tx.execute<{ no: string }>(sql`
    select distinct vendor_no as no from ${vendorLedgerEntry} where ${among(opening)}`)
  return rows.map(({ no }) => no)
}

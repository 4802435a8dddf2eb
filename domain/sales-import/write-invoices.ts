import { sql } from "drizzle-orm"
import { insertAll } from "@/db/bulk-rows"
import { customer, item, itemUnitOfMeasure, salesInvoice, salesInvoiceLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { ComposedInvoice } from "./compose-invoice"
import type { Masters } from "./masters"

/** A sales invoice under its number. */
export type Numbered = ComposedInvoice & { no: string }

/** Makes the customers and items of a batch. Somebody may make the same customer or item at this moment: theirs stays, and is as good. */
export async function writeMasters(tx: Tx, companyId: number, { newCustomers, newItems }: Masters) {
  const made = { customersMade: 0, itemsMade: 0 }
  if (newCustomers.length > 0) {
    const rows = await tx.execute(sql`${insertAll(customer, companyId, newCustomers, ["createdAt"])}
      on conflict do nothing returning no`)
    made.customersMade = rows.length
  }
  if (newItems.length > 0) {
    const rows = await tx.execute(sql`${insertAll(item, companyId, newItems, ["createdAt"])}
      on conflict do nothing returning no`)
    made.itemsMade = rows.length
    const units = newItems.map(({ no, baseUnitOfMeasure }) => ({
      itemNo: no,
      code: baseUnitOfMeasure,
      qtyPerUnitOfMeasure: "1",
    }))
    await tx.execute(sql`${insertAll(itemUnitOfMeasure, companyId, units)} on conflict do nothing`)
  }
  return made
}

/** Writes invoices and their lines, with one statement a table. */
export async function writeInvoices(tx: Tx, companyId: number, invoices: readonly Numbered[]): Promise<void> {
  if (invoices.length === 0) return
  const headers = invoices.map(({ header, no }) => ({ ...header, no }))
  await tx.execute(insertAll(salesInvoice, companyId, headers, ["version", "createdAt", "updatedAt"]))
  // The check of a line's invoice was planned while there were none, and would go on reading all of the company's.
  await tx.execute(sql`discard plans`)
  const lines = invoices.flatMap(({ lines, no }) => lines.map(line => ({ ...line, documentNo: no })))
  await tx.execute(insertAll(salesInvoiceLine, companyId, lines))
}

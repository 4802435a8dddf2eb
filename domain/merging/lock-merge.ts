import { and, eq, or, sql } from "drizzle-orm"
import { purchaseInvoice, purchaseInvoiceLine, salesInvoice, salesInvoiceLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { MergedKind } from "./merged-kinds"
import type { Between } from "./move-rows"
import type { MergedNoun } from "./named"

/** Documents come before cards, in the order of their numbers, as everywhere. */
export async function lockDocuments(tx: Tx, noun: MergedNoun, { companyId, fromNo }: Between): Promise<void> {
  const ofPurchase = sql`exists (select from ${purchaseInvoiceLine} l where l.company_id = ${companyId}
    and l.document_no = ${purchaseInvoice.no} and l.type = 'item' and l.no = ${fromNo})`
  const ofSales = sql`exists (select from ${salesInvoiceLine} l where l.company_id = ${companyId}
    and l.document_no = ${salesInvoice.no} and l.type = 'item' and l.no = ${fromNo})`
  if (noun !== "customer") {
    const isOf =
      noun === "item"
        ? ofPurchase
        : or(eq(purchaseInvoice.buyFromVendorNo, fromNo), eq(purchaseInvoice.payToVendorNo, fromNo))
    await tx
      .select({ no: purchaseInvoice.no })
      .from(purchaseInvoice)
      .where(and(eq(purchaseInvoice.companyId, companyId), isOf))
      .orderBy(purchaseInvoice.no)
      .for("update")
  }
  if (noun !== "vendor") {
    await tx
      .select({ no: salesInvoice.no })
      .from(salesInvoice)
      .where(
        and(eq(salesInvoice.companyId, companyId), noun === "item" ? ofSales : eq(salesInvoice.customerNo, fromNo)),
      )
      .orderBy(salesInvoice.no)
      .for("update")
  }
}

/** Both, so that nothing new comes to name one meanwhile, and nobody pays it. */
export async function lockCards(tx: Tx, { table }: MergedKind, { companyId, fromNo, intoNo }: Between): Promise<void> {
  await tx
    .select({ no: table.no })
    .from(table as MergedKind["table"])
    .where(and(eq(table.companyId, companyId), or(eq(table.no, fromNo), eq(table.no, intoNo))))
    .orderBy(table.no)
    .for("update")
}

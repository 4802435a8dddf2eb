import { and, eq, sql } from "drizzle-orm"
import { customer, item } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { ImportSetup } from "./import-setup"
import { Masters } from "./masters"
import { CASH_CUSTOMER_NO } from "./new-masters"
import type { ReadInvoice } from "./read-invoice"

/** The customers and items that these invoices name, as far as there are any. */
export async function loadMasters(
  tx: Tx,
  setup: ImportSetup,
  invoices: readonly ReadInvoice[],
  descriptions: ReadonlyMap<string, string>,
): Promise<Masters> {
  const customerNos = [...new Set(invoices.map(({ customerNo }) => customerNo ?? CASH_CUSTOMER_NO))]
  const codes = [...new Set(invoices.flatMap(({ lines }) => lines.map(({ code }) => code)))]
  const customers = await tx
    .select()
    .from(customer)
    .where(and(eq(customer.companyId, setup.companyId), sql`${customer.no} = any(${sql.param(customerNos)}::text[])`))
  const items = await tx
    .select()
    .from(item)
    .where(and(eq(item.companyId, setup.companyId), sql`${item.no} = any(${sql.param(codes)}::text[])`))
  return new Masters(
    setup,
    new Map(customers.map(row => [row.no, row])),
    new Map(items.map(row => [row.no, row])),
    descriptions,
  )
}

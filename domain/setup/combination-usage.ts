/** Who uses a row of a matrix: posting looks it up by the groups of business partner and product, and nothing names it. */
import { type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import {
  item,
  purchaseInvoice,
  purchaseInvoiceLine,
  salesInvoice,
  salesInvoiceLine,
  vatEntry,
  vendor,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { RecordValues } from "@/domain/records/definition"
import type { RowUsage, Usage } from "./row-usage"

/** Two columns of one table, or of two that are joined. */
type Groups = { business: PgColumn; product: PgColumn }
type Matrix = {
  slug: string
  keys: { business: string; product: string }
  /** Entries that find their accounts through the row. */
  entries?: Groups
  purchaseInvoices: Groups
  salesInvoices: Groups
  /** A vendor and an item that would meet on a document. */
  partners: Groups
}

export const matrices: readonly Matrix[] = [
  {
    slug: "general-posting-setup",
    keys: { business: "genBusPostingGroup", product: "genProdPostingGroup" },
    purchaseInvoices: {
      business: purchaseInvoice.genBusPostingGroup,
      product: purchaseInvoiceLine.genProdPostingGroup,
    },
    salesInvoices: { business: salesInvoice.genBusPostingGroup, product: salesInvoiceLine.genProdPostingGroup },
    partners: { business: vendor.genBusPostingGroup, product: item.genProdPostingGroup },
  },
  {
    slug: "vat-posting-setup",
    keys: { business: "vatBusPostingGroup", product: "vatProdPostingGroup" },
    entries: { business: vatEntry.vatBusPostingGroup, product: vatEntry.vatProdPostingGroup },
    purchaseInvoices: {
      business: purchaseInvoice.vatBusPostingGroup,
      product: purchaseInvoiceLine.vatProdPostingGroup,
    },
    salesInvoices: { business: salesInvoice.vatBusPostingGroup, product: salesInvoiceLine.vatProdPostingGroup },
    partners: { business: vendor.vatBusPostingGroup, product: item.vatProdPostingGroup },
  },
]

/** What a row of a posting setup, a business group and a product group, is used by. */
export async function readCombinationUsage(
  tx: Tx,
  companyId: number,
  matrix: Matrix,
  row: RecordValues,
): Promise<RowUsage> {
  const business = row[matrix.keys.business]!
  const product = row[matrix.keys.product]!
  const has = ({ table, name }: PgColumn, code: string) =>
    sql`select from ${table} where company_id = ${companyId} and ${sql.identifier(name)} = ${code}`
  const onLines = ({ business: header, product: line }: Groups) =>
    sql`select from ${header.table} h join ${line.table} l on l.company_id = h.company_id and l.document_no = h.no
      where h.company_id = ${companyId} and h.${sql.identifier(header.name)} = ${business}
        and l.${sql.identifier(line.name)} = ${product}`
  const { entries, partners } = matrix
  const asked: [name: string, question: SQL][] = [
    ["entries", entries ? sql`exists (${has(entries.business, business)} and ${entries.product} = ${product})` : no],
    ["purchase", sql`exists (${onLines(matrix.purchaseInvoices)})`],
    ["sales", sql`exists (${onLines(matrix.salesInvoices)})`],
    ["partners", sql`exists (${has(partners.business, business)}) and exists (${has(partners.product, product)})`],
  ]
  const [found] = await tx.execute<Record<string, boolean>>(
    sql`select ${sql.join(
      asked.map(([name, question]) => sql`${question} as ${sql.identifier(name)}`),
      sql`, `,
    )}`,
  )
  const nouns = (when: boolean | undefined, ...names: string[]): Usage[] => (when ? names.map(noun => ({ noun })) : [])
  return {
    keeps: nouns(found?.entries, "vat_entries"),
    misses: [
      ...nouns(found?.purchase, "purchase_invoices"),
      ...nouns(found?.sales, "sales_invoices"),
      ...nouns(found?.partners, "vendors", "items"),
    ],
  }
}

const no = sql`false`

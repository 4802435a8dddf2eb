/** Reads and writes the lines of a draft: one statement each, whatever their number. */
import { and, asc, eq, getTableColumns, gt, lte, type SQL, sql } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { preparedSelect, value } from "@/db/prepared"
import { purchaseInvoiceLine, salesInvoiceLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { plainNumber } from "./draft"
import type { DraftLine } from "./line-fields"

/** Which table holds the lines. */
export type LineStore = "purchase" | "sales"

const tables = { purchase: purchaseInvoiceLine, sales: salesInvoiceLine }

/** Columns of the lines' table by what they are called here, the key left out. */
const columnsOf = (store: LineStore) => columnsOfStore[store]

function readColumns(store: LineStore): Record<string, PgColumn> {
  const { companyId, documentNo, ...columns } = getTableColumns(tables[store]) as Record<string, PgColumn>
  const { directUnitCost, unitPrice, ...rest } = columns
  return { ...rest, price: (directUnitCost ?? unitPrice)! }
}

const columnsOfStore = { purchase: readColumns("purchase"), sales: readColumns("sales") }
const namesOfStore = {
  purchase: Object.keys(columnsOfStore.purchase) as (keyof DraftLine)[],
  sales: Object.keys(columnsOfStore.sales) as (keyof DraftLine)[],
}

const inRange = (store: LineStore) =>
  linesReader(`${store}_lines`, store, ({ lineNo }) => and(gt(lineNo, value("above")), lte(lineNo, value("upTo"))))

const readers = { purchase: inRange("purchase"), sales: inRange("sales") }

const named = (store: LineStore) =>
  linesReader(`${store}_lines_named`, store, ({ lineId }) => sql`${lineId} = any(${value("lineIds")}::int[])`)

const namedReaders = { purchase: named("purchase"), sales: named("sales") }

type LineTable = (typeof tables)[LineStore]

function linesReader(name: string, store: LineStore, which: (table: LineTable) => SQL | undefined) {
  const table = tables[store]
  return preparedSelect(name, query =>
    query
      .select(columnsOf(store))
      .from(table)
      .where(and(eq(table.companyId, value("companyId")), eq(table.documentNo, value("documentNo")), which(table)))
      .orderBy(asc(table.lineNo)),
  )
}

/** Beyond the numbers that lines have. */
const allLines = { above: -1, upTo: 2 ** 31 - 1 }

/**
 * The lines of a document in order.
 *
 * @param range lines above the first number up to and including the second; default all
 */
export async function readLines(
  tx: Tx,
  store: LineStore,
  companyId: number,
  documentNo: string,
  range: { above: number; upTo: number } = allLines,
): Promise<DraftLine[]> {
  const rows: unknown[] = await readers[store](tx, { companyId, documentNo, ...range })
  return rows.map(row => asLine(row as DraftLine))
}

/** Some lines of a document, in order: of ten thousand the one that is typed into. @param lineIds those that are not there are left out */
export async function readNamedLines(
  tx: Tx,
  store: LineStore,
  companyId: number,
  documentNo: string,
  lineIds: readonly number[],
): Promise<DraftLine[]> {
  const rows: unknown[] = await namedReaders[store](tx, { companyId, documentNo, lineIds })
  return rows.map(row => asLine(row as DraftLine))
}

function asLine(row: DraftLine): DraftLine {
  return {
    ...row,
    quantity: plainNumber(row.quantity),
    qtyPerUnitOfMeasure: plainNumber(row.qtyPerUnitOfMeasure),
    price: plainNumber(row.price),
    pricePer: plainNumber(row.pricePer),
    lineDiscountPercent: plainNumber(row.lineDiscountPercent),
    lineDiscountAmount: plainNumber(row.lineDiscountAmount),
    lineAmount: plainNumber(row.lineAmount),
    vatPercent: plainNumber(row.vatPercent),
    amount: plainNumber(row.amount),
    amountIncludingVat: plainNumber(row.amountIncludingVat),
    costSource: row.costSource ?? null,
    vendorItemNo: row.vendorItemNo ?? "",
    invoiceDiscountAmount: plainNumber(row.invoiceDiscountAmount ?? "0"),
    vatDifference: plainNumber(row.vatDifference ?? "0"),
    creditsLineNo: row.creditsLineNo ?? null,
  }
}

/** Whether anything that is stored of a line is other than it was. */
export function isOtherLine(store: LineStore, line: DraftLine, was: DraftLine): boolean {
  return namesOfStore[store].some(name => {
    const [old, now] = [was[name], line[name]]
    return old !== now && JSON.stringify(old) !== JSON.stringify(now)
  })
}

/** Makes the stored lines of a document what `after` says: at most one DELETE, one UPDATE and one INSERT. */
export async function writeLines(
  tx: Tx,
  store: LineStore,
  companyId: number,
  documentNo: string,
  before: readonly DraftLine[],
  after: readonly DraftLine[],
): Promise<void> {
  const table = tables[store]
  const columns = columnsOf(store)
  const earlier = new Map(before.map(line => [line.lineId, line]))
  const kept = new Set(after.map(line => line.lineId))
  const gone = before.filter(line => !kept.has(line.lineId)).map(line => line.lineId)
  const names = Object.keys(columns)
  const row = (line: DraftLine) =>
    Object.fromEntries(names.map(name => [columns[name]!.name, line[name as keyof DraftLine]]))
  const changed = after.filter(line => {
    const was = earlier.get(line.lineId)
    return was && isOtherLine(store, line, was)
  })
  const added = after.filter(line => !earlier.has(line.lineId))
  if (gone.length > 0) {
    await tx
      .delete(table)
      .where(
        and(
          eq(table.companyId, companyId),
          eq(table.documentNo, documentNo),
          sql`${table.lineId} = any(${sql.param(gone)}::int[])`,
        ),
      )
  }
  if (changed.length > 0) {
    const sets = sql.join(
      names
        .filter(name => name !== "lineId")
        .map(name => sql`${sql.identifier(columns[name]!.name)} = r.${sql.identifier(columns[name]!.name)}`),
      sql`, `,
    )
    await tx.execute(sql`
      update ${table} as l set ${sets} from ${recordset(columns, changed.map(row))}
      where l.company_id = ${companyId} and l.document_no = ${documentNo} and l.line_id = r.line_id`)
  }
  if (added.length > 0) {
    const list = sql.join(
      names.map(name => sql.identifier(columns[name]!.name)),
      sql`, `,
    )
    await tx.execute(sql`
      insert into ${table} (company_id, document_no, ${list})
      select ${companyId}::int, ${documentNo}::text, ${list} from ${recordset(columns, added.map(row))}`)
  }
}

/** Rows as a table, so that ten thousand of them are one parameter. */
function recordset(columns: Record<string, PgColumn>, rows: unknown[]): SQL {
  const types = sql.join(
    Object.values(columns).map(column => sql`${sql.identifier(column.name)} ${sql.raw(column.getSQLType())}`),
    sql`, `,
  )
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as r(${types})`
}

import { and, asc, eq, sql } from "drizzle-orm"
import type { QueryBuilder } from "drizzle-orm/pg-core"
import { preparedSelect, value } from "@/db/prepared"
import { salesInvoice, salesInvoiceLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { NotFound } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import type { AskedLine } from "./compose-lines"

/** All lines as a flag, or some by their line ids: a selection never depends on what the lines' numbers are now. */
export type LineScope = { kind: "all_lines" } | { kind: "selected_lines"; lineIds: readonly number[] }

/** What is read of a sales line: never its price, discount or terms, which must not reach a purchase. */
export type SalesLine = {
  lineId: number
  lineNo: number
  type: (typeof salesInvoiceLine.$inferSelect)["type"]
  no: string | null
  description: string
  quantity: Decimal
  unitOfMeasureCode: string
}

export type SalesSource = {
  no: string
  version: number
  customerName: string
  lineCount: number
  lines: SalesLine[]
}

const headerOf = (query: QueryBuilder) =>
  query
    .select({
      no: salesInvoice.no,
      version: salesInvoice.version,
      customerName: salesInvoice.customerName,
      lineCount: salesInvoice.lineCount,
    })
    .from(salesInvoice)
    .where(and(eq(salesInvoice.companyId, value("companyId")), eq(salesInvoice.no, value("no"))))

const headers = preparedSelect("sales_source", headerOf)
const lockedHeaders = preparedSelect("sales_source_locked", query => headerOf(query).for("no key update"))

const lines = preparedSelect("sales_source_lines", query =>
  query
    .select({
      lineId: salesInvoiceLine.lineId,
      lineNo: salesInvoiceLine.lineNo,
      type: salesInvoiceLine.type,
      no: salesInvoiceLine.no,
      description: salesInvoiceLine.description,
      quantity: salesInvoiceLine.quantity,
      unitOfMeasureCode: salesInvoiceLine.unitOfMeasureCode,
    })
    .from(salesInvoiceLine)
    .where(
      and(
        eq(salesInvoiceLine.companyId, value("companyId")),
        eq(salesInvoiceLine.documentNo, value("no")),
        sql`(${value("isAll")}::boolean or ${salesInvoiceLine.lineId} = any(${value("lineIds")}::text[]::integer[]))`,
      ),
    )
    .orderBy(asc(salesInvoiceLine.lineNo)),
)

/**
 * Reads an ongoing sales invoice to buy from: its lines in order, all or the selected ones. Both statements are sent at once.
 *
 * @param lock keeps it as it is until the transaction ends, so that the snapshot is of one moment, and lets nobody else buy
 *   from it meanwhile
 * @returns null where the company has no such sales invoice
 */
export async function findSalesSource(
  tx: Tx,
  companyId: number,
  no: string,
  scope: LineScope,
  lock: boolean,
): Promise<SalesSource | null> {
  const isAll = scope.kind === "all_lines"
  const lineIds = isAll ? [] : scope.lineIds.map(String)
  const [[found], rows] = await Promise.all([
    (lock ? lockedHeaders : headers)(tx, { companyId, no }),
    lines(tx, { companyId, no, isAll, lineIds }),
  ])
  return found ? { ...found, lines: rows.map(row => ({ ...row, quantity: new Decimal(row.quantity) })) } : null
}

/** As `findSalesSource`, unlocked. @throws NotFound where the company has no such sales invoice */
export async function readSalesSource(tx: Tx, companyId: number, no: string, scope: LineScope): Promise<SalesSource> {
  const found = await findSalesSource(tx, companyId, no, scope, false)
  if (!found) throw new NotFound(`sales invoice ${no}`)
  return found
}

/** Whether a line can be bought: comments and items can (docs/semantics.md, "Create Purchase Invoice", 4). */
export function isSupported(line: SalesLine): line is SalesLine & { type: "comment" | "item" } {
  return line.type === "comment" || line.type === "item"
}

/** What the requester saw and changed on a line before asking for it. */
export type LineEdit = {
  quantity?: Decimal
  /** Instead of the default. */
  typedUnitCost?: Decimal
  /** Decimals that stood in the cost, typed or not, noughts too. */
  costDecimals?: number
  /** The default that the page showed, where it showed one. */
  shownUnitCost?: Decimal
  /** Shown and typed cost are that of so many units; absent: of one. */
  pricePer?: Decimal
}

/** What was typed of a line's cost: it is that of as many units as stood beside it. */
export function typedCost({
  typedUnitCost,
  pricePer,
}: LineEdit = {}): Pick<AskedLine<number>, "typedUnitCost" | "pricePer"> {
  return typedUnitCost ? { typedUnitCost, ...(pricePer && { pricePer }) } : { typedUnitCost: null }
}

/** The lines to buy, as asked for: with the requester's quantities and costs, and without those set to zero. */
export function askedLines(
  lines: readonly SalesLine[],
  edits: ReadonlyMap<number, LineEdit>,
): (AskedLine<number> & { source: SalesLine })[] {
  return lines.filter(isSupported).flatMap(line => {
    const edit = edits.get(line.lineId)
    const quantity = edit?.quantity ?? line.quantity
    const countable = line.type === "item" && line.no !== null
    if (countable && quantity.isZero()) return []
    return {
      key: line.lineId,
      source: line,
      type: line.type,
      no: line.no,
      description: line.description,
      quantity,
      unitOfMeasureCode: line.unitOfMeasureCode,
      ...typedCost(edit),
    }
  })
}

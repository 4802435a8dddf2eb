import { and, asc, eq, sql } from "drizzle-orm"
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

/**
 * Reads an ongoing sales invoice to buy from: its lines in order, all or the selected ones.
 *
 * @param lock keeps it as it is until the transaction ends, so that the snapshot is of one moment, and lets nobody else buy
 *   from it meanwhile
 * @throws NotFound where the company has no such sales invoice
 */
export async function readSalesSource(
  tx: Tx,
  companyId: number,
  no: string,
  scope: LineScope,
  lock: boolean,
): Promise<SalesSource> {
  const header = tx
    .select({
      no: salesInvoice.no,
      version: salesInvoice.version,
      customerName: salesInvoice.customerName,
      lineCount: salesInvoice.lineCount,
    })
    .from(salesInvoice)
    .where(and(eq(salesInvoice.companyId, companyId), eq(salesInvoice.no, no)))
  const [found] = lock ? await header.for("no key update") : await header
  if (!found) throw new NotFound(`sales invoice ${no}`)
  const rows = await tx
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
        eq(salesInvoiceLine.companyId, companyId),
        eq(salesInvoiceLine.documentNo, no),
        scope.kind === "all_lines"
          ? undefined
          : sql`${salesInvoiceLine.lineId} = any(${sql.param(scope.lineIds.map(String))}::text[]::integer[])`,
      ),
    )
    .orderBy(asc(salesInvoiceLine.lineNo))
  return { ...found, lines: rows.map(row => ({ ...row, quantity: new Decimal(row.quantity) })) }
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

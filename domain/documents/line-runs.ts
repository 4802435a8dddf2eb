import { and, eq, gt, isNotNull, lte, ne, or, type SQL, sql } from "drizzle-orm"
import { purchaseInvoiceLine, salesInvoiceLine } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { plainNumber } from "./draft"
import { emptyLine } from "./empty-line"
import type { DraftLine } from "./line-fields"
import type { LineStore } from "./store-lines"

/** Lines of a document that are not on a page, before it and after it, added up. */
export type LineRuns = { before: DraftLine[]; after: DraftLine[] }

/**
 * The lines outside a page, those that follow each other with the same VAT, and the same say about an invoice discount, as one
 * line of one piece: VAT groups and invoice discount carry their remainders from line to line, so a run comes to exactly
 * what its lines come to. The vendor's service charge is left out: it is worked out from the others.
 *
 * @param range of the page's line numbers
 */
export async function readLineRuns(
  tx: Tx,
  store: LineStore,
  companyId: number,
  no: string,
  { above, upTo }: { above: number; upTo: number },
): Promise<LineRuns> {
  const [before, after] = await Promise.all([
    runsOf(tx, store, companyId, no, lte(lineOf(store).lineNo, above)),
    runsOf(tx, store, companyId, no, gt(lineOf(store).lineNo, upTo)),
  ])
  return { before: before.map(asLine("before")), after: after.map(asLine("after")) }
}

const lineOf = (store: LineStore) => ({ purchase: purchaseInvoiceLine, sales: salesInvoiceLine })[store]

/** A figure that only lines of a purchase have; 0 on those of a sale. */
const ofPurchase = (line: ReturnType<typeof lineOf>, name: "invoiceDiscountAmount" | "vatDifference") =>
  (name in line ? sql<string>`${line[name as never]}` : sql<string>`0::numeric`).as(name)

async function runsOf(tx: Tx, store: LineStore, companyId: number, no: string, outside: SQL) {
  const line = lineOf(store)
  const same = sql`${line.vatIdentifier}, ${line.vatCalculationType}, ${line.vatPercent}, ${line.allowInvoiceDiscount}`
  const place = sql<number>`row_number() over (order by ${line.lineNo})
    - row_number() over (partition by ${same} order by ${line.lineNo})`
  const lines = tx
    .select({
      lineNo: line.lineNo,
      vatIdentifier: line.vatIdentifier,
      vatCalculationType: line.vatCalculationType,
      vatPercent: line.vatPercent,
      allowInvoiceDiscount: line.allowInvoiceDiscount,
      lineAmount: line.lineAmount,
      invoiceDiscountAmount: ofPurchase(line, "invoiceDiscountAmount"),
      vatDifference: ofPurchase(line, "vatDifference"),
      run: place.as("run"),
    })
    .from(line)
    .where(
      and(
        eq(line.companyId, companyId),
        eq(line.documentNo, no),
        ne(line.type, "comment"),
        isNotNull(line.no),
        outside,
        store === "purchase"
          ? or(
              sql`${purchaseInvoiceLine.costSource} is null`,
              sql`${purchaseInvoiceLine.costSource}->>'kind' <> 'service_charge'`,
            )
          : undefined,
      ),
    )
    .as("lines")
  const { vatIdentifier, vatCalculationType, vatPercent, allowInvoiceDiscount } = lines
  return tx
    .select({
      vatIdentifier,
      vatCalculationType,
      vatPercent,
      allowInvoiceDiscount,
      lineAmount: sql<string>`sum(${lines.lineAmount})`,
      invoiceDiscountAmount: sql<string>`sum(${lines.invoiceDiscountAmount})`,
      vatDifference: sql<string>`sum(${lines.vatDifference})`,
    })
    .from(lines)
    .groupBy(vatIdentifier, vatCalculationType, vatPercent, allowInvoiceDiscount, lines.run)
    .orderBy(sql`min(${lines.lineNo})`)
}

type Run = Awaited<ReturnType<typeof runsOf>>[number]

/** Numbers of no line that is stored, so that none is taken for one of the page. */
const asLine =
  (where: "before" | "after") =>
  (run: Run, index: number): DraftLine => ({
    ...emptyLine(where === "before" ? -1 - index : -1_000_000 - index, "item"),
    ...run,
    no: "",
    vatPercent: plainNumber(run.vatPercent),
    quantity: "1",
    price: plainNumber(run.lineAmount),
    lineAmount: plainNumber(run.lineAmount),
    invoiceDiscountAmount: plainNumber(run.invoiceDiscountAmount),
    vatDifference: plainNumber(run.vatDifference),
  })

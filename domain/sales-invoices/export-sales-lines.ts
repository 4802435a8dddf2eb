import { sql } from "drizzle-orm"
import { salesInvoice, salesInvoiceLine } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { everyPiece } from "@/domain/lists/every-piece"
import { listSalesInvoices, type SalesInvoiceQuery } from "./list-sales-invoices"

/** Lines read at once, unless one invoice alone has more. */
const LINES_PER_PIECE = 5_000

/** A line of an ongoing sales invoice with what a file says of the invoice on each row. */
export type ExportedSalesLine = {
  no: string
  /** The number in the file that it was imported from, else its own: by it a file finds it again. */
  invoiceNo: string
  customerNo: string
  customerName: string
  countryRegionCode: string
  documentDate: string
  dueDate: string
  currencyCode: string
  amountDecimals: number
  type: (typeof salesInvoiceLine.$inferSelect)["type"]
  /** Of the item or the account. */
  lineNo: string
  description: string
  /** In base units. */
  quantity: string
  unitOfMeasureCode: string
  /** Of a base unit, without VAT, what is taken off taken off. */
  unitPrice: string
  /** Without VAT. */
  amount: string
  vatPercent: string
}

/**
 * The lines of the ongoing sales invoices as the list of them is filtered and sorted, piece by piece; lines of text alone are left out.
 * @throws Forbidden
 */
export function exportSalesLines(
  actor: Actor,
  query: SalesInvoiceQuery,
): AsyncGenerator<ExportedSalesLine[], undefined> {
  authorise(actor, "sales_invoice.see")
  return piecesOf(actor, query)
}

async function* piecesOf(actor: Actor, query: SalesInvoiceQuery): AsyncGenerator<ExportedSalesLine[], undefined> {
  const pieces = everyPiece(cursor => listSalesInvoices(actor, { ...query, cursor, inPieces: true }))
  for await (const invoices of pieces) {
    let nos: string[] = []
    let lines = 0
    for (const { no, lineCount } of invoices) {
      if (nos.length > 0 && lines + lineCount > LINES_PER_PIECE) {
        yield await readExported(actor.companyId, nos)
        nos = []
        lines = 0
      }
      nos.push(no)
      lines += lineCount
    }
    yield await readExported(actor.companyId, nos)
  }
}

async function readExported(companyId: number, nos: readonly string[]): Promise<ExportedSalesLine[]> {
  return inCompany(companyId, async tx => [
    ...(await tx.execute<ExportedSalesLine>(sql`
      select i.no, coalesce(i.imported_no, i.no) as "invoiceNo", i.customer_no as "customerNo", i.customer_name as "customerName",
        i.country_region_code as "countryRegionCode", i.document_date::text as "documentDate", i.due_date::text as "dueDate",
        i.currency_code as "currencyCode",
        (select c.amount_decimals from currency c where c.company_id = i.company_id and c.code = i.currency_code) as "amountDecimals",
        l.type, l.no as "lineNo", l.description, trim_scale(l.quantity * l.qty_per_unit_of_measure)::text as quantity,
        l.unit_of_measure_code as "unitOfMeasureCode", l.amount::text as amount, l.vat_percent::text as "vatPercent",
        trim_scale(case
          when l.quantity <> 0 and (i.prices_including_vat or l.line_discount_amount <> 0 or l.typed_amount is not null)
            then l.amount / (l.quantity * l.qty_per_unit_of_measure)
          else l.unit_price / (l.price_per * l.qty_per_unit_of_measure) end)::text as "unitPrice"
      from unnest(${sql.param(nos)}::text[]) with ordinality as asked (no, place)
      join ${salesInvoice} i on i.company_id = ${companyId} and i.no = asked.no
      join ${salesInvoiceLine} l on l.company_id = i.company_id and l.document_no = i.no
      where l.no is not null
      order by asked.place, l.line_no`)),
  ])
}

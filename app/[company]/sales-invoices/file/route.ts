import { getTranslations } from "next-intl/server"
import { amountCell, textCell } from "@/app/_spreadsheet/sheet"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { type ListColumn, listSheet } from "@/app/[company]/_exports/list-sheet"
import { salesInvoiceQueryIn } from "@/app/[company]/sales-invoices/query"
import { labelOf } from "@/domain/import-kinds/column-names"
import { type ExportedSalesLine, exportSalesLines } from "@/domain/sales-invoices/export-sales-lines"

/** What an import takes for a charge that stands on an account: its own code for one by hand. */
const CHARGE = "M"

/** The ongoing sales invoices as filtered, a row a line, in the columns that an import reads, and some that it leaves alone. */
export const GET = answerReport(async ({ actor, company, search }) => {
  const t = await getTranslations("sales_invoices")
  const more = await getTranslations("exports")
  const query = salesInvoiceQueryIn(search)
  const read = (column: string) => labelOf("sales_invoices", column, actor.language)
  const text = (head: string, width: number, of: (line: ExportedSalesLine) => string) => ({
    head,
    width,
    cell: (line: ExportedSalesLine) => textCell(of(line)),
  })
  const number = (head: string, of: (line: ExportedSalesLine) => string) => ({
    head,
    width: 14,
    cell: (line: ExportedSalesLine) => amountCell(of(line), decimalsOf(of(line))),
  })
  const columns: ListColumn<ExportedSalesLine>[] = [
    text(read("invoiceNo"), 16, line => line.invoiceNo),
    text(read("stockCode"), 16, line => (line.type === "item" ? line.lineNo : CHARGE)),
    text(read("description"), 40, line => line.description),
    number(read("quantity"), line => line.quantity),
    { head: read("invoiceDate"), width: 12, cell: line => ({ kind: "date", value: line.documentDate }) },
    number(read("unitPrice"), line => line.unitPrice),
    text(read("customerId"), 14, line => line.customerNo),
    text(read("country"), 10, line => line.countryRegionCode),
    text(more("customerName"), 30, line => line.customerName),
    text(more("ownNo"), 16, line => line.no),
    text(more("lineType"), 12, line => t(`type.${line.type}`)),
    text(more("account"), 12, line => (line.type === "item" ? "" : line.lineNo)),
    { head: t("dueDate"), width: 12, cell: line => ({ kind: "date", value: line.dueDate }) },
    { head: t("totalExclVat"), width: 16, cell: line => amountCell(line.amount, line.amountDecimals) },
    text(t("currencyCode"), 10, line => line.currencyCode),
  ]
  return listSheet({
    title: t("ongoing"),
    actor,
    company,
    columns,
    pieces: exportSalesLines(actor, query),
    filter: [
      [more("search"), query.search],
      [t("dueDate"), query.due && t(`due.${query.due}`)],
      [t("customerNo"), query.customerNo],
    ],
  })
})

const decimalsOf = (figure: string) => figure.split(".")[1]?.length ?? 0

import { z } from "zod"
import { listSalesInvoices, salesInvoiceSorts } from "@/domain/sales-invoices/list-sales-invoices"
import { readSalesInvoice } from "@/domain/sales-invoices/read-sales-invoice"
import { salesHeader } from "@/domain/sales-invoices/sales-header"
import { headerOut, lineOut, lineShown } from "./definition-schemas"
import { endpoint } from "./endpoint"
import { amount, codeSchema, daySchema, listQuery, pageQuery, pageSchema, sortOf, sortWord } from "./schemas"

const row = z.object({
  no: z.string(),
  customerNo: z.string(),
  customerName: z.string(),
  externalDocumentNo: z.string(),
  documentDate: daySchema,
  dueDate: daySchema,
  currencyCode: z.string(),
  lineCount: z.number().int(),
  amount,
})

const document = z.object({
  no: z.string(),
  version: z.number().int().describe("To be said where a purchase invoice is asked for."),
  header: z.object({ ...headerOut(salesHeader), customerName: z.string() }),
  amount: amount.describe("Without VAT."),
  amountIncludingVat: amount,
  lineCount: z.number().int(),
  page: z.number().int(),
  pageCount: z.number().int(),
  lines: z.array(
    z.object({
      lineId: z.number().int(),
      lineNo: z.number().int(),
      type: z.string(),
      ...lineOut("unitPrice"),
      amount,
      amountIncludingVat: amount,
    }),
  ),
})

export const salesInvoiceEndpoints = [
  endpoint({
    method: "GET",
    path: "/sales-invoices",
    name: "listSalesInvoices",
    tag: "Sales invoices",
    summary: "Ongoing sales invoices, the newest first",
    scope: "documents.read",
    right: "sales_invoice.see",
    query: z.strictObject({
      ...listQuery,
      sort: sortWord(salesInvoiceSorts).optional(),
      customerNo: codeSchema.optional(),
      due: z.enum(["overdue", "this_week"]).optional(),
    }),
    status: 200,
    out: pageSchema(row),
    async run({ actor, query: { sort, ...query } }) {
      return { data: await listSalesInvoices(actor, { ...query, ...sortOf(sort) }) }
    },
  }),
  endpoint({
    method: "GET",
    path: "/sales-invoices/{no}",
    name: "readSalesInvoice",
    tag: "Sales invoices",
    summary: "A sales invoice with a page of its lines",
    scope: "documents.read",
    right: "sales_invoice.see",
    query: pageQuery,
    status: 200,
    out: document,
    async run({ actor, params, query }) {
      const { header, lines, ...rest } = await readSalesInvoice(actor, params.no!, query)
      const data = { ...header, ...rest, header, lines: lines.map(line => lineShown(line, "unitPrice")) }
      return { data, version: header.version }
    },
  }),
]

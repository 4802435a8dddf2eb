import { z } from "zod"
import type { EditedLine } from "@/domain/documents/draft"
import { deletePurchaseDocument } from "@/domain/purchase-documents/delete-purchase-document"
import type { PurchaseDocumentType } from "@/domain/purchase-documents/document-type"
import { unlessPosted } from "@/domain/purchase-documents/find-posted-as"
import { listPurchaseDocuments, purchaseDocumentSorts } from "@/domain/purchase-documents/list-purchase-documents"
import { newPurchaseDocument } from "@/domain/purchase-documents/new-purchase-document"
import { purchaseDefinition, purchaseHeader } from "@/domain/purchase-documents/purchase-header"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { headerIn, headerOut, lineIn, lineOut, lineShown, lineTextsOf, textSchemaOf } from "./definition-schemas"
import { type Endpoint, endpoint } from "./endpoint"
import { withDraft } from "./of-type"
import {
  amount,
  codeSchema,
  daySchema,
  instantSchema,
  listQuery,
  pageQuery,
  pageSchema,
  sortOf,
  sortWord,
  text,
} from "./schemas"

const { priceField } = purchaseDefinition
const waiting = ["ready_for_review", "reviewed", "sent_back"] as const
const reviewState = z.enum(["open", ...waiting])

const row = z.object({
  no: z.string(),
  buyFromVendorNo: z.string(),
  buyFromVendorName: z.string(),
  vendorInvoiceNo: z.string(),
  documentDate: daySchema,
  dueDate: daySchema,
  currencyCode: z.string(),
  lineCount: z.number().int(),
  amount,
  reviewState,
  requestedByName: z.string(),
})

const document = z.object({
  no: z.string(),
  documentType: z.enum(["invoice", "credit_memo"]),
  reviewState,
  sentBackReason: z.string(),
  requestNo: z.string().nullable().describe("The purchase request that it was built for."),
  requestedByName: z.string(),
  header: z.object({ ...headerOut(purchaseHeader), buyFromVendorName: z.string() }),
  amount: amount.describe("Without VAT."),
  amountIncludingVat: amount,
  lineCount: z.number().int(),
  page: z.number().int(),
  pageCount: z.number().int(),
  lines: z.array(
    z.object({
      lineId: z.number().int().describe("Stays as it is, wherever the line goes."),
      lineNo: z.number().int(),
      type: z.string(),
      ...lineOut(priceField),
      amount,
      amountIncludingVat: amount,
    }),
  ),
  createdAt: instantSchema,
  updatedAt: instantSchema,
})

const edit = z.strictObject({
  header: headerIn(purchaseHeader).optional(),
  lines: z
    .array(
      z.strictObject({
        lineId: z.number().int().min(1).max(999_999_999).optional().describe("Absent: a new line."),
        type: z.enum(["comment", "item", "gl_account", "charge"]).optional().describe("Of a new line; absent: item."),
        ...lineIn(priceField),
      }),
    )
    .max(10_000)
    .optional()
    .describe("Lines to change keep their place; a new one follows the line it follows here, and else is the last."),
  deletedLines: z.array(z.number().int()).max(10_000).optional().describe("Line ids."),
  typedCosts: z
    .enum(["figure", "value"])
    .optional()
    .describe(
      "Where prices come to include VAT, or no longer do: typed costs keep their figure, or what they are worth.",
    ),
})

const saved = z.object({ no: z.string(), version: z.number().int() })

export const purchaseDocumentEndpoints: readonly Endpoint[] = [
  ...endpointsOf("invoice", { folder: "purchase-invoices", noun: "PurchaseInvoice", words: "purchase invoice" }),
  ...endpointsOf("credit_memo", {
    folder: "purchase-credit-memos",
    noun: "PurchaseCreditMemo",
    words: "purchase credit memo",
  }),
]

function endpointsOf(
  documentType: PurchaseDocumentType,
  { folder, noun, words }: { folder: string; noun: string; words: string },
): Endpoint[] {
  const tag = "Purchase documents"
  const right = "purchase_invoice.edit_own"
  const one = `/${folder}/{no}`
  return [
    endpoint({
      method: "GET",
      path: `/${folder}`,
      name: `list${noun}s`,
      tag,
      summary: `Ongoing ${words}s, the newest first`,
      scope: "documents.read",
      right,
      query: z.strictObject({
        ...listQuery,
        sort: sortWord(purchaseDocumentSorts).optional(),
        state: z.enum(waiting).optional(),
        vendorNo: codeSchema.optional(),
        due: z.enum(["overdue", "this_week"]).optional(),
      }),
      status: 200,
      out: pageSchema(row),
      async run({ actor, query: { sort, ...query } }) {
        return { data: await listPurchaseDocuments(actor, { ...query, ...sortOf(sort), documentType }) }
      },
    }),
    endpoint({
      method: "POST",
      path: `/${folder}`,
      name: `create${noun}`,
      tag,
      summary: `Make a ${words}: a header by the vendor, without lines`,
      scope: "documents.write",
      right: "purchase_invoice.edit_all",
      body: z.strictObject({ vendorNo: codeSchema, vendorInvoiceNo: text(35).optional() }),
      status: 201,
      out: z.object({ no: z.string() }),
      async run({ actor, body, sending }) {
        const no = await newPurchaseDocument(actor, { ...body, formId: sending, documentType })
        return { data: { no }, version: 1, location: `${folder}/${encodeURIComponent(no)}` }
      },
    }),
    endpoint({
      method: "GET",
      path: one,
      name: `read${noun}`,
      tag,
      summary: `A ${words} with a page of its lines`,
      scope: "documents.read",
      right,
      query: pageQuery,
      status: 200,
      out: document,
      async run({ actor, params, query }) {
        const read = await unlessPosted(
          actor,
          params.no!,
          readPurchaseDocument(actor, params.no!, { ...query, documentType }),
        )
        const { header, lines, ...rest } = read
        const data = { ...header, ...rest, header, lines: lines.map(line => lineShown(line, priceField)) }
        return { data, version: header.version }
      },
    }),
    endpoint({
      method: "PATCH",
      path: one,
      name: `change${noun}`,
      tag,
      summary: `Change header and lines of a ${words}`,
      description:
        "All of it or nothing. What is left out stays; null is none. Issues name lines.<lineId>, and new lines lines.new1, lines.new2, … as they come.",
      scope: "documents.write",
      right,
      body: edit,
      onVersion: true,
      status: 200,
      out: saved,
      async run({ actor, params, body, version }) {
        const no = params.no!
        const draft = { no, documentType, right } as const
        const answered = await withDraft(actor, draft, () => savePurchaseDocument(actor, no, editOf(body, version)))
        return { data: { no, version: answered.version }, version: answered.version }
      },
    }),
    endpoint({
      method: "DELETE",
      path: one,
      name: `delete${noun}`,
      tag,
      summary: `Delete a ${words}; its history stays`,
      scope: "documents.write",
      right,
      onVersion: true,
      status: 200,
      out: z.object({ no: z.string() }),
      async run({ actor, params, version }) {
        const no = params.no!
        await withDraft(actor, { no, documentType, right }, () => deletePurchaseDocument(actor, no, version))
        return { data: { no } }
      },
    }),
  ]
}

function editOf({ header, lines = [], deletedLines = [], typedCosts }: z.output<typeof edit>, version: number) {
  let added = 0
  const edited = lines.map(({ lineId, type, ...values }): EditedLine => {
    const id = lineId === undefined ? `new${++added}` : String(lineId)
    return { id, type: type ?? "item", values: lineTextsOf(values, priceField) }
  })
  return {
    version,
    header: Object.fromEntries(Object.entries(header ?? {}).map(([name, value]) => [name, textSchemaOf(value)])),
    lines: edited,
    loaded: lines.flatMap(({ lineId }) => lineId ?? []),
    deleted: deletedLines,
    choices: {},
    ...(typedCosts && { typedCosts }),
  }
}

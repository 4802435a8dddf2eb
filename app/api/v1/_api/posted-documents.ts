import { z } from "zod"
import {
  listPostedPurchaseDocuments,
  type PostedDocumentType,
  postedSorts,
} from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import { postedStates } from "@/domain/posted-purchase-documents/posted-state"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { purchaseHeader } from "@/domain/purchase-documents/purchase-header"
import { headerOut, lineOut, lineShown } from "./definition-schemas"
import { type Endpoint, endpoint } from "./endpoint"
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
} from "./schemas"

const state = z.enum(postedStates)

const row = z.object({
  no: z.string(),
  preAssignedNo: z.string().describe("The number that it had as a draft."),
  buyFromVendorNo: z.string(),
  buyFromVendorName: z.string(),
  vendorInvoiceNo: z.string(),
  postingDate: daySchema,
  dueDate: daySchema,
  currencyCode: z.string(),
  amountIncludingVat: amount,
  remaining: amount.describe("Still to be paid, or to be had back; without a sign."),
  state,
})

const kept = Object.fromEntries(Object.entries(headerOut(purchaseHeader)).filter(([name]) => isPosted(name)))

function isPosted(name: string): boolean {
  const posted: readonly string[] = purchaseHeader.posted
  return posted.includes(name)
}

const document = z.object({
  no: z.string(),
  documentType: z.enum(["invoice", "credit_memo"]),
  preAssignedNo: z.string(),
  state,
  remaining: amount,
  header: z.object({ ...kept, buyFromVendorName: z.string() }),
  amount,
  amountIncludingVat: amount,
  postedByName: z.string(),
  postedAt: instantSchema,
  correctiveNo: z.string().nullable().describe("The credit memo that cancels it."),
  lineCount: z.number().int(),
  page: z.number().int(),
  pageCount: z.number().int(),
  lines: z.array(
    z.object({
      lineNo: z.number().int(),
      type: z.string(),
      ...lineOut("directUnitCost"),
      amount,
      amountIncludingVat: amount,
    }),
  ),
})

export const postedEndpoints: readonly Endpoint[] = [
  ...endpointsOf("invoice", { folder: "posted-purchase-invoices", noun: "PostedPurchaseInvoice" }),
  ...endpointsOf("credit_memo", { folder: "posted-purchase-credit-memos", noun: "PostedPurchaseCreditMemo" }),
]

function endpointsOf(documentType: PostedDocumentType, { folder, noun }: { folder: string; noun: string }): Endpoint[] {
  const shared = {
    method: "GET",
    tag: "Posted documents",
    scope: "posted.read",
    right: "books.see",
    status: 200,
  } as const
  const words = folder.replaceAll("-", " ")
  return [
    endpoint({
      ...shared,
      path: `/${folder}`,
      name: `list${noun}s`,
      summary: `The ${words}, the latest first`,
      query: z.strictObject({
        ...listQuery,
        sort: sortWord(postedSorts).optional(),
        state: state.optional(),
        vendorNo: codeSchema.optional(),
      }),
      out: pageSchema(row),
      async run({ actor, query: { sort, ...query } }) {
        return { data: await listPostedPurchaseDocuments(actor, { ...query, ...sortOf(sort), documentType }) }
      },
    }),
    endpoint({
      ...shared,
      path: `/${folder}/{no}`,
      name: `read${noun}`,
      summary: `One of the ${words}, with a page of its lines`,
      query: pageQuery,
      out: document,
      async run({ actor, params, query }) {
        const { header, lines, ...rest } = await readPostedPurchaseDocument(actor, documentType, params.no!, query)
        const shown = lines.map(line => lineShown(line, "directUnitCost"))
        return { data: { ...header, ...rest, header, lines: shown } }
      },
    }),
  ]
}

import { z } from "zod"
import type { Actor } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { cancelPurchaseRequests } from "@/domain/purchase-requests/cancel-purchase-requests"
import { listPurchaseRequests } from "@/domain/purchase-requests/list-purchase-requests"
import type { RefusedRequest } from "@/domain/purchase-requests/lock-purchase-requests"
import { readPurchaseRequest } from "@/domain/purchase-requests/read-purchase-request"
import { requestPurchaseInvoice } from "@/domain/purchase-requests/request-purchase-invoice"
import { retryPurchaseRequests } from "@/domain/purchase-requests/retry-purchase-requests"
import type { LineEdit } from "@/domain/purchase-requests/sales-lines"
import { purchaseRequestWork } from "@/domain/purchase-requests/work-kind"
import { enqueue } from "@/jobs/enqueue"
import { jobFor } from "@/jobs/queues"
import { type Endpoint, endpoint } from "./endpoint"
import { amount, codeSchema, decimal, instantSchema, listQuery, pageQuery, pageSchema, text } from "./schemas"

const state = z.enum(["queued", "ready", "failed", "cancelled"])
const reason = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

const row = z.object({
  no: z.string(),
  state,
  requestedByName: z.string(),
  requestedAt: instantSchema,
  salesInvoiceNo: z.string(),
  vendorNo: z.string(),
  vendorName: z.string(),
  lineCount: z.number().int(),
  reason: reason.nullable().describe("The first of why it failed."),
  reasonCount: z.number().int(),
  purchaseInvoiceNo: z.string().nullable(),
})

const request = z.object({
  no: z.string(),
  state,
  requestedByName: z.string(),
  requestedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  salesInvoiceNo: z.string(),
  customerName: z.string(),
  vendorNo: z.string(),
  vendorName: z.string(),
  currencyCode: z.string(),
  amount,
  lineCount: z.number().int(),
  purchaseInvoiceNo: z.string().nullable().describe("What was built."),
  failure: z.array(reason).nullable(),
  mayCancel: z.boolean(),
  mayRetry: z.boolean(),
  page: z.number().int(),
  pages: z.number().int(),
  lines: z.array(
    z.object({
      lineNo: z.number().int(),
      type: z.string(),
      no: z.string().nullable(),
      description: z.string(),
      quantity: amount,
      unitOfMeasureCode: z.string(),
      pricePer: amount,
      shownUnitCost: amount.nullable(),
      typedUnitCost: amount.nullable(),
    }),
  ),
})

const asked = z.strictObject({
  salesInvoiceNo: codeSchema,
  salesInvoiceVersion: z.number().int().describe("As it was read; another one is refused, as the lines may differ."),
  vendorNo: codeSchema,
  selectedLines: z
    .array(z.number().int().min(1))
    .min(1)
    .max(10_000)
    .optional()
    .describe("Line ids of the sales invoice; absent: all its lines."),
  lines: z
    .array(
      z.strictObject({
        lineId: z.number().int().min(1),
        quantity: decimal.optional(),
        unitCost: decimal.optional().describe("Instead of what the vendor's prices say."),
        pricePer: z.enum(["1", "100", "1000"]).optional(),
      }),
    )
    .max(10_000)
    .optional()
    .describe("What is to differ from the sale; a quantity of 0 leaves a line out."),
  buyAgain: text(200).optional().describe("As a refusal named it: what was bought before is to be bought again."),
})

const outcome = z.object({ no: z.string(), state })

const shared = { tag: "Purchase requests", scope: "requests.write" } as const
const one = "/purchase-requests/{no}"

export const purchaseRequestEndpoints: readonly Endpoint[] = [
  endpoint({
    ...shared,
    method: "GET",
    path: "/purchase-requests",
    name: "listPurchaseRequests",
    summary: "Purchase requests that one may see, the newest first",
    scope: "requests.read",
    right: "purchase_request.see_own",
    query: z.strictObject({
      ...listQuery,
      state: state.optional(),
      who: z.enum(["me", "everyone"]).optional(),
      sort: z.enum(["newest", "oldest"]).optional(),
    }),
    status: 200,
    out: pageSchema(row),
    async run({ actor, query: { state: only, ...query } }) {
      return { data: await listPurchaseRequests(actor, { ...query, states: only ? [only] : [] }) }
    },
  }),
  endpoint({
    ...shared,
    method: "POST",
    path: "/purchase-requests",
    name: "createPurchaseRequest",
    summary: "Ask for a purchase invoice of a sales invoice's lines",
    description: "It is built in the background: read the request until its state is ready or failed.",
    right: "purchase_request.create",
    body: asked,
    status: 202,
    out: outcome,
    async run({ actor, body, sending }) {
      const { lines = [], selectedLines, ...rest } = body
      const requested = await requestPurchaseInvoice(actor, {
        ...rest,
        formId: sending,
        scope: selectedLines ? { kind: "selected_lines", lineIds: selectedLines } : { kind: "all_lines" },
        edits: new Map(lines.map(line => [line.lineId, editOf(line)])),
      })
      const { no } = requested
      if (requested.kind === "requested") await start(actor, no, requested.generation)
      return { data: { no, state: "queued" as const }, location: `purchase-requests/${encodeURIComponent(no)}` }
    },
  }),
  endpoint({
    ...shared,
    method: "GET",
    path: one,
    name: "readPurchaseRequest",
    summary: "A purchase request with a page of its lines, as they were asked for",
    scope: "requests.read",
    right: "purchase_request.see_own",
    query: pageQuery,
    status: 200,
    out: request,
    async run({ actor, params, query }) {
      const { request: header, ...rest } = await readPurchaseRequest(actor, params.no!, query)
      return { data: { ...header, ...rest } }
    },
  }),
  endpoint({
    ...shared,
    method: "POST",
    path: `${one}/retry`,
    name: "retryPurchaseRequest",
    summary: "Have a request that failed built again",
    right: "purchase_request.manage_own",
    status: 202,
    out: outcome,
    async run({ actor, params }) {
      const [result] = await retryPurchaseRequests(actor, [params.no!])
      if (result!.outcome === "refused") throw refusalOf(result!, "retry")
      await start(actor, result!.no, result!.generation)
      return { data: { no: result!.no, state: "queued" as const } }
    },
  }),
  endpoint({
    ...shared,
    method: "POST",
    path: `${one}/cancel`,
    name: "cancelPurchaseRequest",
    summary: "Cancel a request that is still queued",
    right: "purchase_request.manage_own",
    status: 200,
    out: outcome,
    async run({ actor, params }) {
      const [result] = await cancelPurchaseRequests(actor, [params.no!])
      if (result!.outcome === "refused") throw refusalOf(result!, "cancel")
      return { data: { no: result!.no, state: "cancelled" as const } }
    },
  }),
]

function editOf({
  quantity,
  unitCost,
  pricePer,
}: {
  quantity?: string
  unitCost?: string
  pricePer?: string
}): LineEdit {
  return {
    ...(quantity !== undefined && { quantity: new Decimal(quantity) }),
    ...(unitCost !== undefined && { typedUnitCost: new Decimal(unitCost) }),
    ...(pricePer !== undefined && { pricePer: new Decimal(pricePer) }),
  }
}

function refusalOf({ no, state: now, boughtBy }: RefusedRequest, deed: "retry" | "cancel") {
  if (boughtBy) return refuse("retry_bought_since", { no, requests: boughtBy.join(", ") })
  return refuse(`api.too_late_to_${deed}`, { no, word: now })
}

/** After the commit; without the queue the relay does it. */
async function start({ companyId }: Actor, no: string, generation: number): Promise<void> {
  await enqueue(jobFor(purchaseRequestWork, companyId, no, generation))
}

import { z } from "zod"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { markReviewed, sendBack } from "@/domain/purchase-documents/review"
import { type Endpoint, endpoint } from "./endpoint"
import { withDraft } from "./of-type"
import { decimal, text } from "./schemas"

const reviewed = z.object({ no: z.string(), reviewState: z.enum(["reviewed", "sent_back"]) })
const posted = z.object({ no: z.string(), documentType: z.enum(["invoice", "credit_memo"]) })

const consent = z.strictObject({
  unreviewed: z
    .boolean()
    .default(false)
    .describe("Post it although nobody has reviewed it, where the company leaves that to who posts."),
  applications: z
    .array(z.strictObject({ vendorLedgerEntryNo: z.number().int().min(1), amount: decimal }))
    .max(1_000)
    .optional()
    .describe("Open entries of the vendor that a credit memo is applied to as it is posted."),
})

/** What is done to drafts beside editing, by those who are not who made them. */
export const reviewAndPostEndpoints: readonly Endpoint[] = [
  ...endpointsOf("invoice", "purchase-invoices", "PurchaseInvoice"),
  ...endpointsOf("credit_memo", "purchase-credit-memos", "PurchaseCreditMemo"),
]

function endpointsOf(documentType: "invoice" | "credit_memo", folder: string, noun: string): Endpoint[] {
  const words = documentType === "invoice" ? "purchase invoice" : "purchase credit memo"
  const shared = { method: "POST", tag: "Review and post", onVersion: true, status: 200 } as const
  const review = { ...shared, scope: "review", right: "purchase_invoice.review" } as const
  return [
    endpoint({
      ...review,
      path: `/${folder}/{no}/mark-reviewed`,
      name: `mark${noun}Reviewed`,
      summary: `Mark a ${words} as reviewed; never one that one asked for or edited`,
      out: reviewed,
      async run({ actor, params, version }) {
        const no = params.no!
        await withDraft(actor, { no, documentType, right: review.right }, () => markReviewed(actor, no, version))
        return { data: { no, reviewState: "reviewed" as const } }
      },
    }),
    endpoint({
      ...review,
      path: `/${folder}/{no}/send-back`,
      name: `send${noun}Back`,
      summary: `Send a ${words} back to who asked for it`,
      body: z.strictObject({ reason: text(500) }),
      out: reviewed,
      async run({ actor, params, body, version }) {
        const no = params.no!
        const draft = { no, documentType, right: review.right }
        await withDraft(actor, draft, () => sendBack(actor, no, version, body.reason))
        return { data: { no, reviewState: "sent_back" as const } }
      },
    }),
    endpoint({
      ...shared,
      path: `/${folder}/{no}/post`,
      name: `post${noun}`,
      summary: `Post a ${words}`,
      scope: "post",
      right: "purchase_invoice.post",
      body: consent,
      out: posted,
      async run({ actor, params, body, version }) {
        const draft = { no: params.no!, documentType, right: "purchase_invoice.post" } as const
        const { no } = await withDraft(actor, draft, () => postPurchaseDocument(actor, draft.no, { ...body, version }))
        const location = `posted-${folder}/${encodeURIComponent(no)}`
        return { data: { no, documentType }, location }
      },
    }),
  ]
}

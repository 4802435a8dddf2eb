import { z } from "zod"
import { approve, reject } from "@/domain/purchase-approvals/decide"
import { readDraftApprovals } from "@/domain/purchase-approvals/read-approvals"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { cancelApproval, reopen } from "@/domain/purchase-approvals/take-back"
import { approvalQuestionEndpoints } from "./approval-questions"
import { type Endpoint, endpoint } from "./endpoint"
import { withDraft } from "./of-type"
import { amount, daySchema, instantSchema, text } from "./schemas"

export const reviewState = z.enum(["open", "ready_for_review", "reviewed", "sent_back"])
export const movedMatter = z.object({
  no: z.string(),
  reviewState: reviewState.describe("ready_for_review: others are to agree; reviewed: all have."),
})

const person = z.object({
  entryId: z.number().int(),
  name: z.string(),
  forName: z.string().describe("Whom they stand in for."),
  fromName: z.string().describe("Who handed it on."),
  state: z.string(),
  decision: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  dueDate: daySchema.nullable(),
  reason: z.string(),
  question: z
    .object({ text: z.string(), ofName: z.string(), askedAt: instantSchema, mayAnswer: z.boolean() })
    .nullable()
    .describe("What they asked of whom; the deadline waits for the answer."),
})

export const shownApprovals = z.object({
  setting: z.enum(["off", "review", "rules"]).describe("Who must agree before a draft of the company is posted."),
  rounds: z
    .array(
      z.object({
        round: z.number().int(),
        state: z.string(),
        amount: amount.describe("Including VAT, in the company's currency."),
        routedAmount: amount,
        sentByName: z.string(),
        sentAt: instantSchema,
        endedAt: instantSchema.nullable(),
        voidedByField: z.array(z.string()),
        steps: z.array(z.object({ step: z.number().int(), needed: z.number().int(), people: z.array(person) })),
      }),
    )
    .describe("The latest first."),
  may: z
    .object({ send: z.boolean(), cancel: z.boolean(), answer: z.boolean(), ask: z.boolean(), reopen: z.boolean() })
    .describe("What the token's person may do about it now."),
})

/** Who agrees to a draft where the company approves by rules: by the operations of its page, on the version that was read. */
export const approvalEndpoints: readonly Endpoint[] = [
  ...endpointsOf("invoice", "purchase-invoices", "PurchaseInvoice"),
  ...endpointsOf("credit_memo", "purchase-credit-memos", "PurchaseCreditMemo"),
]

function endpointsOf(documentType: "invoice" | "credit_memo", folder: string, noun: string): Endpoint[] {
  const words = documentType === "invoice" ? "purchase invoice" : "purchase credit memo"
  const shared = { tag: "Approval", status: 200 } as const
  const deed = { ...shared, method: "POST", onVersion: true } as const
  const edit = { ...deed, scope: "documents.write", right: "purchase_invoice.edit_own" } as const
  const editAll = { ...edit, right: "purchase_invoice.edit_all" } as const
  const review = { ...deed, scope: "review", right: "purchase_invoice.review" } as const
  return [
    endpoint({
      ...shared,
      method: "GET",
      path: `/${folder}/{no}/approvals`,
      name: `readApprovalsOf${noun}`,
      summary: `The approvals of a ${words}: who was asked, and what they answered`,
      scope: "documents.read",
      right: edit.right,
      out: shownApprovals,
      async run({ actor, params }) {
        const draft = { no: params.no!, documentType, right: edit.right }
        return { data: await withDraft(actor, draft, () => readDraftApprovals(actor, draft.no)) }
      },
    }),
    endpoint({
      ...edit,
      path: `/${folder}/{no}/send-for-approval`,
      name: `send${noun}ForApproval`,
      summary: `Send a ${words} for approval: whom the rules name are asked`,
      out: movedMatter,
      async run({ actor, params, version }) {
        const draft = { no: params.no!, documentType, right: edit.right }
        await withDraft(actor, draft, () => sendForApproval(actor, draft.no, version))
        return { data: { no: draft.no, reviewState: "ready_for_review" as const } }
      },
    }),
    endpoint({
      ...edit,
      path: `/${folder}/{no}/cancel-approval`,
      name: `cancelApprovalOf${noun}`,
      summary: `Take a ${words} back that waits for approval, as who sent or asked for it`,
      out: movedMatter,
      async run({ actor, params, version }) {
        const draft = { no: params.no!, documentType, right: edit.right }
        await withDraft(actor, draft, () => cancelApproval(actor, draft.no, version))
        return { data: { no: draft.no, reviewState: "open" as const } }
      },
    }),
    endpoint({
      ...editAll,
      path: `/${folder}/{no}/reopen`,
      name: `reopen${noun}`,
      summary: `Open an approved ${words} again, in order to change it`,
      out: movedMatter,
      async run({ actor, params, version }) {
        const draft = { no: params.no!, documentType, right: editAll.right }
        await withDraft(actor, draft, () => reopen(actor, draft.no, version))
        return { data: { no: draft.no, reviewState: "open" as const } }
      },
    }),
    endpoint({
      ...review,
      path: `/${folder}/{no}/approve`,
      name: `approve${noun}`,
      summary: `Approve a ${words}, as who is asked or stands in for them; never one's own`,
      description: "Signs what was sent: refused where the document is not as it was sent, and above one's limit.",
      out: movedMatter,
      async run({ actor, params, version }) {
        const draft = { no: params.no!, documentType, right: review.right }
        const state = await withDraft(actor, draft, () => approve(actor, draft.no, version))
        return { data: { no: draft.no, reviewState: state } }
      },
    }),
    endpoint({
      ...review,
      path: `/${folder}/{no}/reject`,
      name: `reject${noun}`,
      summary: `Reject a ${words}, for a reason: it can be changed and sent again`,
      body: z.strictObject({ reason: text(500) }),
      out: movedMatter,
      async run({ actor, params, body, version }) {
        const draft = { no: params.no!, documentType, right: review.right }
        await withDraft(actor, draft, () => reject(actor, draft.no, version, body.reason))
        return { data: { no: draft.no, reviewState: "sent_back" as const } }
      },
    }),
    ...approvalQuestionEndpoints(documentType, folder, noun),
  ]
}

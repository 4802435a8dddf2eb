import { z } from "zod"
import { answerQuestion } from "@/domain/approval-questions/answer-question"
import { askAbout } from "@/domain/approval-questions/ask-about"
import { listAskable } from "@/domain/approval-questions/list-askable"
import { delegate } from "@/domain/purchase-approvals/hand-on"
import { listDelegates } from "@/domain/purchase-approvals/list-delegates"
import { type Endpoint, endpoint } from "./endpoint"
import { withDraft } from "./of-type"
import { text } from "./schemas"

const userId = z.number().int()
const people = z.array(z.object({ userId, name: z.string() }))
const waiting = z.object({ no: z.string(), reviewState: z.literal("ready_for_review") })
const waits = (no: string) => ({ data: { no, reviewState: "ready_for_review" as const } })

/**
 * What whoever is asked to approve a draft may do besides approving and rejecting: hand it on, and ask about it.
 *
 * @param folder of the drafts' addresses
 * @param noun of the endpoints' names
 */
export function approvalQuestionEndpoints(
  documentType: "invoice" | "credit_memo",
  folder: string,
  noun: string,
): Endpoint[] {
  const words = documentType === "invoice" ? "purchase invoice" : "purchase credit memo"
  const shared = { tag: "Approval", status: 200 } as const
  const review = { ...shared, right: "purchase_invoice.review" } as const
  const deed = { ...review, method: "POST", scope: "review", onVersion: true } as const
  const draftOf = (no: string) => ({ no, documentType, right: review.right })
  return [
    endpoint({
      ...review,
      method: "GET",
      path: `/${folder}/{no}/approval-people`,
      name: `listApprovalPeopleOf${noun}`,
      summary: `To whom a ${words} that waits for approval can be handed on, and who can be asked about it`,
      scope: "documents.read",
      out: z.object({
        delegates: people.describe("They have the right, no hand in it, and a limit that suffices."),
        askable: people.describe("They see it; who asked for it comes first."),
      }),
      async run({ actor, params }) {
        const no = params.no!
        return withDraft(actor, draftOf(no), async () => ({
          data: { delegates: await listDelegates(actor, no), askable: await listAskable(actor, no) },
        }))
      },
    }),
    endpoint({
      ...deed,
      path: `/${folder}/{no}/delegate`,
      name: `delegate${noun}`,
      summary: `Hand a ${words} on to somebody else, for a reason, as who is asked to approve it`,
      description: "Never to whom the rules keep from approving it, nor beyond their limit.",
      body: z.strictObject({ to: userId, reason: text(500) }),
      out: waiting,
      async run({ actor, params, body, version }) {
        const no = params.no!
        await withDraft(actor, draftOf(no), () => delegate(actor, no, version, body.to, body.reason))
        return waits(no)
      },
    }),
    endpoint({
      ...deed,
      path: `/${folder}/{no}/ask`,
      name: `askAbout${noun}`,
      summary: `Ask somebody a question about a ${words}, as who is asked to approve it: the deadline waits for the answer`,
      body: z.strictObject({ to: userId, question: text(500) }),
      out: waiting,
      async run({ actor, params, body, version }) {
        const no = params.no!
        await withDraft(actor, draftOf(no), () => askAbout(actor, no, version, body.to, body.question))
        return waits(no)
      },
    }),
    endpoint({
      ...shared,
      method: "POST",
      path: `/${folder}/{no}/answer-question`,
      name: `answerQuestionAbout${noun}`,
      summary: `Answer what an approver asked about a ${words}`,
      scope: "documents.write",
      right: "purchase_invoice.edit_own",
      body: z.strictObject({
        entryId: z.number().int().describe("Whose question it is, as `approvals` has it."),
        answer: text(500),
      }),
      out: waiting,
      async run({ actor, params, body }) {
        const no = params.no!
        const draft = { no, documentType, right: "purchase_invoice.edit_own" } as const
        await withDraft(actor, draft, () => answerQuestion(actor, no, body.entryId, body.answer))
        return waits(no)
      },
    }),
  ]
}

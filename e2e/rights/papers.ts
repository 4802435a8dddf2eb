import type { Actor } from "@/domain/access/actor"
import { readComments } from "@/domain/comments/read-comments"
import { writeComment } from "@/domain/comments/write-comment"
import { builtInvoice } from "@/e2e/support/trade"
import { attach } from "@/test/attachments"
import { asTrader, colleague, type Rights } from "./cast"
import { posted } from "./made"

/** A file on a draft. @param of who asked for the draft @param by who attached it */
const onPaper = async (of: Actor, by: Actor) => {
  const { invoiceNo } = await builtInvoice(of)
  const id = await attach(by, { type: "purchase_invoice", no: invoiceNo }, "paper.pdf")
  return { at: "purchase-invoices/x", bound: ["purchase-invoices", invoiceNo, id], form: {} }
}

const commenting = async (of: Actor) => {
  const { invoiceNo } = await builtInvoice(of)
  return {
    at: "purchase-invoices/x",
    bound: ["purchase-invoices", invoiceNo],
    form: { body: "Hello", assignedTo: "" } as Record<string, string>,
  }
}

/** A comment on a draft. @param of who asked for the draft @param by who wrote it */
const commented = async (of: Actor, by: Actor) => {
  const { at, bound } = await commenting(of)
  const on = { type: "purchase_invoice", no: bound[1]! } as const
  await writeComment(by, on, { body: "Hello", assignedTo: "" })
  const { comments } = await readComments(by, on)
  return { at, bound: [...bound, comments[0]!.id], form: { body: "Changed", intent: "edit" } as Record<string, string> }
}

const onPostedPaper = async () => {
  const no = await posted()
  const id = await attach(colleague.actor, { type: "posted_purchase_document", no }, "paper.pdf")
  return { at: "posted-purchase-invoices/x", bound: [no, id], form: { reason: "Another invoice" } }
}

export const papers: Rights = {
  operations: {
    "[company]/_papers/actions#removePaper": [
      { row: "✓✓✓–", of: "one's own, of one's own request", made: async who => onPaper(asTrader(who), asTrader(who)) },
      {
        row: "–✓✓–",
        of: "another's, of one's own request",
        made: async who => onPaper(asTrader(who), colleague.actor),
      },
      { row: "·✓✓–", of: "a colleague's request", made: async () => onPaper(colleague.actor, colleague.actor) },
    ],
    "[company]/_papers/comment-actions#writeOn": [
      { row: "✓✓✓–", of: "one's own request", made: async who => commenting(asTrader(who)) },
      { row: "·✓✓–", of: "a colleague's request", made: async () => commenting(colleague.actor) },
    ],
    "[company]/_papers/comment-actions#changeOn": [
      { row: "✓✓✓–", of: "one's own", made: async who => commented(asTrader(who), asTrader(who)) },
      { row: "––––", of: "another's", made: async who => commented(asTrader(who), colleague.actor) },
    ],
    "[company]/_papers/actions#withdrawPaper": [{ row: "––✓–", made: async () => onPostedPaper() }],
  },
}

import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Issue, Refusal } from "@/domain/errors"
import type { NewEvent } from "@/domain/history/record-event"
import { type Posted, writePosting } from "@/domain/posting/write-posting"
import { copyToDraft } from "./copy-to-draft"
import { type PreparedCancellation, prepareCancellation } from "./prepare-cancellation"

/** What was typed. */
export type CancellationInput = {
  /** Of the credit memo, YYYY-MM-DD; null: the invoice's own where that may be posted on, else today. */
  postingDate: string | null
  /** Kept in the history. */
  reason: string
}

const longestReason = 250

/**
 * Cancels a posted purchase invoice (docs/semantics.md, "Correct and cancel"): posts a credit memo that takes every entry back
 * and is applied to it, in one transaction. Its vendor invoice number is free again; an item's last direct cost stays.
 * Of two who cancel it at once one does, and the other is told.
 *
 * @returns the credit memo
 * @throws Refusal with every reason at once; NotFound; Forbidden
 */
export async function cancelPostedInvoice(actor: Actor, no: string, input: CancellationInput): Promise<Posted> {
  authorise(actor, "posted_purchase_invoice.correct")
  const reason = readReason(input.reason)
  return inCompany(actor.companyId, async tx => {
    const prepared = await prepare(tx, actor, no, input)
    return post(tx, actor, prepared, reason)
  })
}

/**
 * As `cancelPostedInvoice`, and opens a new draft as a copy of the invoice, to be corrected, reviewed and posted. Nothing
 * links the two.
 *
 * @returns the credit memo, and the number of the draft
 * @throws as `cancelPostedInvoice`
 */
export async function correctPostedInvoice(
  actor: Actor,
  no: string,
  input: CancellationInput,
): Promise<{ creditMemo: Posted; draftNo: string }> {
  authorise(actor, "posted_purchase_invoice.correct")
  const reason = readReason(input.reason)
  return inCompany(actor.companyId, async tx => {
    const prepared = await prepare(tx, actor, no, input)
    const draftNo = await copyToDraft(tx, actor, prepared)
    return { creditMemo: await post(tx, actor, prepared, reason), draftNo }
  })
}

/**
 * What the page says before: every reason against cancelling, and the date that the credit memo would get.
 *
 * @throws NotFound; Forbidden
 */
export async function previewCancellation(
  actor: Actor,
  no: string,
): Promise<Pick<PreparedCancellation, "header" | "problems"> & { postingDate: string }> {
  authorise(actor, "posted_purchase_invoice.correct")
  return inCompany(actor.companyId, async tx => {
    const { header, problems, document } = await prepareCancellation(tx, actor, no, null, false)
    return { header, problems, postingDate: document.header.postingDate }
  })
}

function readReason(typed: string): string {
  const reason = typed.trim()
  const problems: Issue[] = []
  if (reason === "") problems.push({ field: "reason", code: "required" })
  if (reason.length > longestReason) {
    problems.push({ field: "reason", code: "too_long", params: { maximum: longestReason } })
  }
  if (problems.length > 0) throw new Refusal(problems)
  return reason
}

async function prepare(tx: Tx, actor: Actor, no: string, input: CancellationInput): Promise<PreparedCancellation> {
  const prepared = await prepareCancellation(tx, actor, no, input.postingDate, true)
  if (prepared.problems.length > 0) throw new Refusal(prepared.problems)
  return prepared
}

async function post(
  tx: Tx,
  actor: Actor,
  { header, document, setup, posting, reversed }: PreparedCancellation,
  reason: string,
): Promise<Posted> {
  const event: NewEvent = {
    companyId: actor.companyId,
    actor,
    kind: "posted_purchase_document.cancelled",
    subjectType: "posted_purchase_document",
    subjectNo: header.no,
    data: { vendorName: header.buyFromVendorName, reason },
  }
  return writePosting(tx, actor, document, setup, posting, { event, numberAs: "creditMemoNo", reversed })
}

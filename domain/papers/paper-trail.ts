import { and, eq, inArray } from "drizzle-orm"
import type { attachment } from "@/db/schema"
import { postedPurchaseDocument, purchaseInvoice, purchaseRequest } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { authorisePurchaseDocument } from "@/domain/purchase-documents/access"
import { descentOfDrafts, lockDescendants, originsOfDraft } from "@/domain/purchase-documents/turned-drafts"
import { requestsSeenBy } from "@/domain/purchase-requests/request-reach"

/** A document that papers hang on: a purchase request, a draft of either type, or what was posted. */
export type PaperSubject = { type: (typeof attachment.$inferSelect)["subjectType"]; no: string }

/** A document with all that led to it. */
export type PaperTrail = {
  at: PaperSubject
  /** Itself first; then the draft that it was, under all its numbers, and the request that asked for it. */
  subjects: PaperSubject[]
  /** Those of them that are posted, or became what is, in whole or in part: nothing on them is deleted any more. */
  posted: readonly PaperSubject[]
}

/** Whether what hangs on a subject is deleted no more. */
export function staysForever({ posted }: Pick<PaperTrail, "posted">, { type, no }: PaperSubject): boolean {
  return posted.some(each => each.type === type && each.no === no)
}

/**
 * What a document reads papers from: its own number and the numbers of what it was before. Nobody sees what was added to a later
 * document by way of an earlier one, for who may see that may not see this.
 *
 * @param options.lock whoever posts, builds or deletes the document waits until the transaction ends
 * @throws NotFound, Forbidden as for seeing the document
 */
export async function readTrail(
  tx: Tx,
  actor: Actor,
  at: PaperSubject,
  { lock = false }: { lock?: boolean } = {},
): Promise<PaperTrail> {
  switch (at.type) {
    case "purchase_request":
      return ofRequest(tx, actor, at, lock)
    case "purchase_invoice":
      return ofDraft(tx, actor, at, lock)
    case "posted_purchase_document":
      return ofPosted(tx, actor, at)
  }
}

/**
 * Whether papers are the actor's business at all, before anything of a document is looked at.
 * @param change whether they are to be changed, which on what is posted is for those who edit all drafts
 * @throws Forbidden
 */
export function authorisePapers(actor: Actor, at: PaperSubject, { change = false } = {}): void {
  // Who sees the books alone reads what is posted.
  if (change || !may(actor, "books.see")) authorise(actor, "purchase_request.see_own")
  if (change && at.type === "posted_purchase_document") authorise(actor, "purchase_invoice.edit_all")
}

/** Whether the actor may remove what another attached, and take part in what is posted. */
export function mayTendPapers(actor: Actor): boolean {
  return may(actor, "purchase_invoice.edit_all")
}

async function ofRequest(tx: Tx, actor: Actor, at: PaperSubject, lock: boolean): Promise<PaperTrail> {
  const query = tx
    .select({ draftNo: purchaseRequest.purchaseInvoiceNo })
    .from(purchaseRequest)
    .where(and(requestsSeenBy(actor), eq(purchaseRequest.no, at.no)))
    .$dynamic()
  const [request] = await (lock ? query.for("update") : query)
  if (!request) throw new NotFound(`purchase request ${at.no}`)
  const { draftNo } = request
  if (draftNo === null) return { at, subjects: [at], posted: [] }
  if (lock) await lockDescendants(tx, actor.companyId, draftNo)
  const descent = await descentOfDrafts(tx, actor.companyId, [draftNo])
  return { at, subjects: [at], posted: descent.get(draftNo)?.isPosted ? [at] : [] }
}

async function ofDraft(tx: Tx, actor: Actor, at: PaperSubject, lock: boolean): Promise<PaperTrail> {
  authorise(actor, "purchase_invoice.edit_own")
  const { companyId } = actor
  // Parts of one draft are posted each by itself: none is, while it is looked at whether one was.
  if (lock) await lockDescendants(tx, companyId, (await originsOfDraft(tx, companyId, at.no)).at(-1)!)
  const [draft] = await tx
    .select({
      requestedBy: purchaseInvoice.requestedBy,
      reviewState: purchaseInvoice.reviewState,
      documentType: purchaseInvoice.documentType,
      splitOfNo: purchaseInvoice.splitOfNo,
    })
    .from(purchaseInvoice)
    .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, at.no)))
  authorisePurchaseDocument(actor, draft)
  const found = await draftSubjects(tx, companyId, at.no)
  const subjects = found.map(({ subject }) => subject)
  if (draft.splitOfNo === null) return { at, subjects, posted: [] }
  const descent = await descentOfDrafts(
    tx,
    companyId,
    found.map(({ draftNo }) => draftNo),
  )
  return { at, subjects, posted: found.flatMap(each => (descent.get(each.draftNo)?.isPosted ? [each.subject] : [])) }
}

async function ofPosted(tx: Tx, actor: Actor, at: PaperSubject): Promise<PaperTrail> {
  authorise(actor, "books.see")
  const [posted] = await tx
    .select({ draftNo: postedPurchaseDocument.preAssignedNo })
    .from(postedPurchaseDocument)
    .where(and(eq(postedPurchaseDocument.companyId, actor.companyId), eq(postedPurchaseDocument.no, at.no)))
  if (!posted) throw new NotFound(`posted purchase document ${at.no}`)
  // A corrective credit memo had no draft.
  const before = posted.draftNo === "" ? [] : await draftSubjects(tx, actor.companyId, posted.draftNo)
  const subjects = [at, ...before.map(({ subject }) => subject)]
  return { at, subjects, posted: subjects }
}

/** A draft under all its numbers, the latest first, and the requests that it was built for; of each the draft that it is or became. */
async function draftSubjects(
  tx: Tx,
  companyId: number,
  no: string,
): Promise<{ subject: PaperSubject; draftNo: string }[]> {
  const nos = await originsOfDraft(tx, companyId, no)
  const requests = await tx
    .select({ no: purchaseRequest.no, draftNo: purchaseRequest.purchaseInvoiceNo })
    .from(purchaseRequest)
    .where(and(eq(purchaseRequest.companyId, companyId), inArray(purchaseRequest.purchaseInvoiceNo, nos)))
  return [
    ...nos.map(each => ({ subject: { type: "purchase_invoice" as const, no: each }, draftNo: each })),
    ...requests.map(each => ({ subject: { type: "purchase_request" as const, no: each.no }, draftNo: each.draftNo! })),
  ]
}

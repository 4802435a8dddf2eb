import { and, asc, eq, inArray, or, sql } from "drizzle-orm"
import {
  approval,
  approvalEntry,
  attachment,
  chainLink,
  event,
  purchaseRequest,
  purchaseRequestLine,
  vendorLedgerEntry,
} from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, may } from "@/domain/access/actor"
import { shownName } from "@/domain/access/shown-name"
import { numbersOfDraft, originsOfDraft } from "@/domain/purchase-documents/turned-drafts"
import type { PostedDocumentType } from "./list-posted-purchase-documents"
import { type PostedDocumentPage, type PostedHeader, readPostedPurchaseDocument } from "./read-posted-purchase-document"
import { readSettledBy } from "./settled-by"

/** All that shows how a posted document came about: what was asked for, done, agreed to, paid, and that it was not changed since. */
export type Dossier = Awaited<ReturnType<typeof readProof>> & { document: PostedDocumentPage }

/** Of the events; a document that was saved more often is one that nobody reads to its end. */
const eventsAtMost = 1_000

/**
 * The dossier of a posted purchase document, with all of its lines.
 * @throws NotFound for an unknown number, another company's, or one of the other document type; Forbidden
 */
export async function readDossier(actor: Actor, type: PostedDocumentType, no: string): Promise<Dossier> {
  const document = await readPostedPurchaseDocument(actor, type, no, { page: "all" })
  const proof = await inCompany(actor.companyId, tx => readProof(tx, actor, document.header))
  return { ...proof, document }
}

async function readProof(tx: Tx, actor: Actor, { no, preAssignedNo, correctsNo, transactionNo }: PostedHeader) {
  const { companyId } = actor
  const drafts = preAssignedNo === "" ? [] : [...(await numbersOfDraft(tx, companyId, preAssignedNo))]
  const origins = drafts.length === 0 ? [] : await originsOfDraft(tx, companyId, preAssignedNo)
  const requests = await readRequests(tx, actor, origins)
  const subjects = [
    { type: "posted_purchase_document" as const, nos: correctsNo === null ? [no] : [no, correctsNo] },
    { type: "purchase_invoice" as const, nos: drafts },
    { type: "purchase_request" as const, nos: requests.map(request => request.no) },
  ].filter(({ nos }) => nos.length > 0)
  const [events, approvals, settledBy, attachments, link] = await Promise.all([
    readEvents(tx, companyId, subjects),
    readApprovals(tx, companyId, drafts),
    readSettlements(tx, companyId, transactionNo),
    readPapers(tx, companyId, subjects),
    readLink(tx, companyId, transactionNo),
  ])
  return { requests, events, approvals, settledBy, attachments, link }
}

/** What was asked for, as it was shown then; whom it was sold to is for those who see all requests. */
async function readRequests(tx: Tx, actor: Actor, drafts: string[]) {
  if (drafts.length === 0) return []
  const { companyId } = actor
  const r = purchaseRequest
  const requests = await tx
    .select({
      no: r.no,
      requestedByName: r.requestedByName,
      requestedAt: r.requestedAt,
      vendorName: r.vendorName,
      amount: r.amount,
      currencyCode: r.currencyCode,
      salesInvoiceNo: r.salesInvoiceNo,
      customerName: r.customerName,
    })
    .from(r)
    .where(and(eq(r.companyId, companyId), inArray(r.purchaseInvoiceNo, drafts)))
    .orderBy(asc(r.requestedAt))
  const l = purchaseRequestLine
  const lines = await tx
    .select({
      requestNo: l.requestNo,
      no: l.no,
      description: l.description,
      quantity: l.quantity,
      unitOfMeasureCode: l.unitOfMeasureCode,
      shownUnitCost: l.shownUnitCost,
      typedUnitCost: l.typedUnitCost,
    })
    .from(l)
    .where(and(eq(l.companyId, companyId), inArray(l.requestNo, ["", ...requests.map(({ no }) => no)])))
    .orderBy(asc(l.requestNo), asc(l.lineNo))
  const seesSales = may(actor, "purchase_request.see_all")
  return requests.map(({ salesInvoiceNo, customerName, ...request }) => ({
    ...request,
    sold: seesSales ? { salesInvoiceNo, customerName } : undefined,
    lines: lines.filter(({ requestNo }) => requestNo === request.no),
  }))
}

type Subjects = readonly {
  type: "posted_purchase_document" | "purchase_invoice" | "purchase_request"
  nos: string[]
}[]

function readEvents(tx: Tx, companyId: number, subjects: Subjects) {
  const about = subjects.map(({ type, nos }) => and(eq(event.subjectType, type), inArray(event.subjectNo, nos)))
  return tx
    .select({
      id: event.id,
      at: event.at,
      actorName: event.actorName,
      kind: event.kind,
      subjectNo: event.subjectNo,
      data: event.data,
    })
    .from(event)
    .where(and(eq(event.companyId, companyId), or(...about)))
    .orderBy(asc(event.id))
    .limit(eventsAtMost)
}

async function readApprovals(tx: Tx, companyId: number, drafts: string[]) {
  if (drafts.length === 0) return []
  const a = approval
  const e = approvalEntry
  const rounds = await tx
    .select({
      id: a.id,
      state: a.state,
      sentAt: a.sentAt,
      sentByName: a.sentByName,
      amount: a.amount,
      digest: a.digest,
      facts: a.facts,
    })
    .from(a)
    .where(and(eq(a.companyId, companyId), eq(a.subjectType, "purchase_invoice"), inArray(a.subjectNo, drafts)))
    .orderBy(asc(a.id))
  const entries = await tx
    .select({
      approvalId: e.approvalId,
      step: e.step,
      approver: shownName(e.companyId, e.approverId),
      decision: e.decision,
      decidedAt: e.decidedAt,
      reason: e.reason,
      comment: e.comment,
    })
    .from(e)
    .where(and(eq(e.companyId, companyId), inArray(e.approvalId, [-1, ...rounds.map(({ id }) => id)])))
    .orderBy(asc(e.id))
  return rounds.map(round => ({ ...round, entries: entries.filter(({ approvalId }) => approvalId === round.id) }))
}

/** Payments and credit memos that settle it, each with its day. */
async function readSettlements(tx: Tx, companyId: number, transactionNo: number) {
  const v = vendorLedgerEntry
  const settled = await readSettledBy(tx, companyId, transactionNo)
  if (settled.length === 0) return []
  const days = await tx
    .select({ documentNo: v.documentNo, postingDate: v.postingDate, amount: v.amount, currencyCode: v.currencyCode })
    .from(v)
    .where(
      and(
        eq(v.companyId, companyId),
        inArray(
          v.documentNo,
          settled.map(({ documentNo }) => documentNo),
        ),
      ),
    )
    .orderBy(asc(v.transactionNo))
  return settled.map(each => ({ ...each, entry: days.find(({ documentNo }) => documentNo === each.documentNo) }))
}

function readPapers(tx: Tx, companyId: number, subjects: Subjects) {
  const a = attachment
  const on = subjects.map(({ type, nos }) => and(eq(a.subjectType, type), inArray(a.subjectNo, nos)))
  return tx
    .select({
      fileName: a.fileName,
      size: a.size,
      hash: sql<string>`${a.hash}`,
      attachedAt: a.attachedAt,
      attachedByName: a.attachedByName,
      withdrawnAt: a.withdrawnAt,
    })
    .from(a)
    .where(and(eq(a.companyId, companyId), sql`${a.hash} is not null`, or(...on)))
    .orderBy(asc(a.id))
}

/** Where the posting stands in the chain, and the first day that was signed over it; undefined: it is not linked yet. */
async function readLink(tx: Tx, companyId: number, transactionNo: number) {
  const [link] = await tx
    .select({
      position: chainLink.position,
      hash: sql<string>`encode(${chainLink.hash}, 'hex')`,
      sealed: sql<string | null>`(select min(s.day)::text from chain_seal s
        where s.company_id = ${companyId} and s.position >= chain_link.position)`,
    })
    .from(chainLink)
    .where(and(eq(chainLink.companyId, companyId), eq(chainLink.kind, "transaction"), eq(chainLink.no, transactionNo)))
  return link
}

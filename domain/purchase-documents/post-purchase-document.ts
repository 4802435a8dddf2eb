import { and, eq } from "drizzle-orm"
import { preparedSelect, value } from "@/db/prepared"
import { purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx, withCommit } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { approvalIssues } from "@/domain/approvals/require-approval"
import type { IsoDate } from "@/domain/dates/date"
import { NotFound, Refusal, Stale } from "@/domain/errors"
import { type NewEvent, recordEvent } from "@/domain/history/record-event"
import { Decimal, sum, toPlain } from "@/domain/money/decimal"
import type { Application } from "@/domain/payments/application"
import { applyWithin } from "@/domain/payments/apply-entries"
import { entryOf, readEntries } from "@/domain/payments/read-entries"
import { lockVendor } from "@/domain/payments/read-payment-setup"
import { checkPosting } from "@/domain/posting/check-posting"
import { composePosting, type Posting } from "@/domain/posting/compose-posting"
import type { PostingProblem } from "@/domain/posting/posting-problem"
import type { CreditedInvoice } from "@/domain/posting/read-credited-invoice"
import { type PostingSetup, readPostingSetup } from "@/domain/posting/read-posting-setup"
import { type Posted, type PostingEvent, writePosting } from "@/domain/posting/write-posting"
import { timed } from "@/watch/metrics"
import { eventKind, type PurchaseDocumentType } from "./document-type"
import type { PurchaseDocumentRow } from "./purchase-header"
import { readPostingDocument } from "./read-posting-document"

/** Posting is refused: every reason, each with the page that corrects it. */
export class PostingRefused extends Refusal {
  constructor(
    readonly documentType: PurchaseDocumentType,
    readonly problems: PostingProblem[],
  ) {
    super(problems)
  }
}

/** Nobody has reviewed the draft, and the actor has not agreed to post it all the same. */
export class NotReviewed extends Refusal {
  constructor(readonly documentType: PurchaseDocumentType) {
    super([{ code: "not_reviewed_ask" }])
  }
}

export type PostedDraft = Posted & { documentType: PurchaseDocumentType }

/** What the actor saw and agreed to. */
export type PostingConsent = {
  /** Version of the draft that the page showed; absent: whatever it is now (batch posting). */
  version?: number
  /** Post although nobody has reviewed it, where the company leaves that to who posts. */
  unreviewed: boolean
  /** Open entries of the vendor that a credit memo is applied to as it is posted, in part or whole. */
  applications?: readonly Application[]
}

/**
 * Posts a draft in one transaction, with a constant number of statements: all of it or nothing (docs/semantics.md, "Posting
 * does"). The draft goes; of two who post it at once, one does and the other finds it gone.
 *
 * @param alongside runs in the same transaction, once everything is written; what it throws undoes the posting
 * @throws NotFound where there is no such draft (any more); Forbidden; Stale when it has changed since it was shown
 * @throws Refusal as `applyEntries` where it cannot be applied so: then it is not posted either
 * @throws PostingRefused with every reason at once; NotReviewed where the actor has not agreed to post it unreviewed
 */
export async function postPurchaseDocument(
  actor: Actor,
  no: string,
  consent: PostingConsent,
  alongside?: (tx: Tx, posted: Posted) => Promise<void>,
): Promise<PostedDraft> {
  authorise(actor, "purchase_invoice.post")
  return timed("post", () => post(actor, no, consent, alongside))
}

async function post(
  actor: Actor,
  no: string,
  consent: PostingConsent,
  alongside?: (tx: Tx, posted: Posted) => Promise<void>,
): Promise<PostedDraft> {
  return inCompany(actor.companyId, async tx => {
    const header = await lockDraft(tx, actor, no)
    if (consent.version !== undefined && header.version !== consent.version) throw new Stale(header.version, [])
    const chosen = consent.applications ?? []
    // Before what posting locks, as who settles the vendor's entries elsewhere does; it stands for a credited invoice too.
    const isSettling = chosen.length > 0 || header.creditsNo !== null
    if (isSettling) await lockVendor(tx, actor.companyId, header.payToVendorNo)
    const document = await readPostingDocument(tx, header)
    const setup = await readPostingSetup(tx, actor, document, true)
    const unapproved = await approvalIssues(tx, setup.purchases, header, document.lines)
    refuseUnlessReady(header, setup, consent, [...unapproved, ...checkPosting(document, setup)])
    const posting = composePosting(document, setup)
    const written = writePosting(tx, actor, document, setup, posting, eventOf(actor, header))
    if (!isSettling && !alongside)
      return withCommit(written.then(posted => ({ ...posted, documentType: header.documentType })))
    const posted = await written
    if (isSettling) await settle(tx, actor, header, posted, await withCredited(tx, setup.credited, posting, chosen))
    await alongside?.(tx, posted)
    return { ...posted, documentType: header.documentType }
  })
}

/** Applies a credit memo as it is posted, and tells the invoice that it credits. */
async function settle(
  tx: Tx,
  actor: Actor,
  header: PurchaseDocumentRow,
  posted: Posted,
  applications: readonly Application[],
): Promise<void> {
  if (applications.length > 0) {
    const postingDate = header.postingDate as IsoDate
    await applyWithin(tx, actor, { entryNo: posted.transactionNo, postingDate, applications })
  }
  if (header.creditsNo === null) return
  await recordEvent(tx, {
    companyId: actor.companyId,
    actor,
    kind: "posted_purchase_document.credited",
    subjectType: "posted_purchase_document",
    subjectNo: header.creditsNo,
    data: { creditMemoNo: posted.no, vendorName: header.buyFromVendorName },
  })
}

/**
 * What a credit memo is applied to: what was chosen, and first of all the invoice that it credits, as far as that is open and
 * nothing else was chosen.
 */
async function withCredited(
  tx: Tx,
  credited: CreditedInvoice | null,
  { vendor }: Posting,
  chosen: readonly Application[],
): Promise<readonly Application[]> {
  if (!credited) return chosen
  const { companyId, transactionNo } = credited.header
  if (chosen.some(({ vendorLedgerEntryNo }) => vendorLedgerEntryNo === transactionNo)) return chosen
  const owed = new Decimal(entryOf(await readEntries(tx, companyId, [transactionNo]), transactionNo).remaining).neg()
  const free = vendor.amount.minus(sum(chosen.map(({ amount }) => new Decimal(amount))))
  const amount = Decimal.min(owed, free)
  return amount.gt(0) ? [...chosen, { vendorLedgerEntryNo: transactionNo, amount: toPlain(amount) }] : chosen
}

const lockedDrafts = preparedSelect("posting_draft", query =>
  query
    .select()
    .from(purchaseInvoice)
    .where(and(eq(purchaseInvoice.companyId, value("companyId")), eq(purchaseInvoice.no, value("no"))))
    .for("update"),
)

/** Of two who post it at once the second waits here, and finds it gone. */
async function lockDraft(tx: Tx, actor: Actor, no: string): Promise<PurchaseDocumentRow> {
  const [header] = await lockedDrafts(tx, { companyId: actor.companyId, no })
  if (!header) throw new NotFound(`purchase invoice ${no}`)
  return header
}

/**
 * @param found what else keeps the draft from being posted
 * @throws PostingRefused with every reason at once; NotReviewed where consent to post it unreviewed is all that is missing
 */
function refuseUnlessReady(
  { documentType, reviewState }: PurchaseDocumentRow,
  { purchases }: PostingSetup,
  { unreviewed }: PostingConsent,
  found: readonly PostingProblem[],
): void {
  const isReviewed = purchases.approval !== "review" || reviewState === "reviewed"
  const mustBeReviewed = !isReviewed && purchases.unreviewedPosting === "refuse"
  const problems = mustBeReviewed ? [{ code: "not_reviewed" }, ...found] : [...found]
  if (problems.length > 0) throw new PostingRefused(documentType, problems)
  if (!isReviewed && !unreviewed) throw new NotReviewed(documentType)
}

function eventOf(actor: Actor, header: PurchaseDocumentRow): PostingEvent {
  const others = header.requestedBy === actor.userId ? [] : [header.requestedBy]
  const event: NewEvent = {
    companyId: actor.companyId,
    actor,
    kind: eventKind(header.documentType, "posted"),
    subjectType: "purchase_invoice",
    subjectNo: header.no,
    version: header.version,
    data: {
      vendorName: header.buyFromVendorName,
      lineCount: header.lineCount,
      amount: header.amountIncludingVat,
      currencyCode: header.currencyCode,
      ...(header.duplicateReason === "" ? {} : { duplicateReason: header.duplicateReason }),
    },
    tell: { userIds: others },
  }
  return { event, numberAs: "postedNo", draftNo: header.no }
}

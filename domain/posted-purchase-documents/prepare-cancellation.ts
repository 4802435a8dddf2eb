import { and, eq, type SQL } from "drizzle-orm"
import { postedPurchaseDocument as posted } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import { lockVendor } from "@/domain/payments/read-payment-setup"
import { readAccounts } from "@/domain/posting/accounts"
import type { Posting } from "@/domain/posting/compose-posting"
import { mayPostOn } from "@/domain/posting/posting-dates"
import type { PostingDocument } from "@/domain/posting/posting-document"
import type { PostingProblem } from "@/domain/posting/posting-problem"
import { readTakenOf } from "@/domain/posting/read-credited-invoice"
import { atRateOf, type PostingSetup, readPostingSetup } from "@/domain/posting/read-posting-setup"
import type { Reversed } from "@/domain/posting/write-posting"
import { checkCancellation } from "./check-cancellation"
import { creditMemoOf } from "./credit-memo-of"
import { correctiveNo, remainingEntry } from "./posted-state"
import { readPostedLines } from "./read-posted-lines"
import type { PostedHeader } from "./read-posted-purchase-document"
import { readReversal } from "./read-reversal"
import { readSettledBy } from "./settled-by"

export type PreparedCancellation = {
  header: PostedHeader
  /** Every reason against it; those of `postingDate` go with another date. */
  problems: PostingProblem[]
  /** The credit memo, with the invoice's own rate in its setup. */
  document: PostingDocument
  setup: PostingSetup
  posting: Posting
  reversed: Reversed
}

/**
 * The credit memo that cancels a posted purchase invoice, and every reason against it.
 *
 * @param postingDate of the credit memo; null: the invoice's own where that may be posted on, else today
 * @param lock true to post: takes the vendor's row first, which stands for the posted document that cannot be locked, so
 *   that neither a payment nor a second cancellation comes between; then as `readPostingSetup`
 * @throws NotFound for an unknown number or another company's
 */
export async function prepareCancellation(
  tx: Tx,
  actor: Actor,
  no: string,
  postingDate: string | null,
  lock: boolean,
): Promise<PreparedCancellation> {
  const { companyId } = actor
  const found = and(eq(posted.companyId, companyId), eq(posted.no, no))
  if (lock) await lockVendorOf(tx, companyId, found)
  const [row] = await tx.select({ header: posted, remaining: remainingEntry, correctiveNo }).from(posted).where(found)
  if (!row) throw new NotFound(`posted purchase document ${no}`)
  const { header } = row
  const description = `Cancellation of ${header.no}`
  const [lines, { reversed, ...entries }, settledBy, taken] = await Promise.all([
    readPostedLines(tx, companyId, no),
    readReversal(tx, header, description),
    readSettledBy(tx, companyId, header.transactionNo),
    readTakenOf(tx, companyId, no),
  ])
  const draft = creditMemoOf(header, { lines, postingDate: postingDate ?? header.postingDate, description, actor })
  const read = await readPostingSetup(tx, actor, draft, lock)
  const date = postingDate ?? (mayPostOn(header.postingDate, read) ? header.postingDate : read.today)
  const accountNos = [...new Set(entries.gl.map(entry => entry.glAccountNo))]
  const accounts = await readAccounts(tx, companyId, accountNos)
  const problems = checkCancellation({
    ...row,
    lines,
    settledBy,
    creditedBy: [...new Set(taken.map(({ creditMemoNo }) => creditMemoNo))],
    owed: reversed.amount.toString(),
    postingDate: date,
    setup: read,
    accounts,
    accountNos,
  })
  const posting: Posting = {
    ...entries,
    lastDirectCosts: new Map(),
    lines,
    amount: new Decimal(header.amount),
    amountIncludingVat: new Decimal(header.amountIncludingVat),
  }
  const document = creditMemoOf(header, { lines, postingDate: date, description, actor })
  return {
    header,
    problems,
    document,
    setup: { ...read, currency: atRateOf(header, read.currency) },
    posting,
    reversed,
  }
}

/** A row that can be locked stands for the document, which cannot. */
async function lockVendorOf(tx: Tx, companyId: number, found: SQL | undefined): Promise<void> {
  const [document] = await tx.select({ vendorNo: posted.payToVendorNo }).from(posted).where(found)
  if (document) await lockVendor(tx, companyId, document.vendorNo)
}

import { and, eq, inArray, isNotNull, or } from "drizzle-orm"
import { ledgerTransaction, postedPurchaseDocument } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { type Issue, Refusal, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { readAccounts } from "@/domain/posting/accounts"
import { isMoney } from "./application"
import { readApplications, undone } from "./applications-of"
import { dateProblems, settlementAccountProblems } from "./check-settlement"
import { composeGl } from "./compose-gl"
import { readDiscountVat } from "./discount-vat"
import { undoneVat } from "./lessened-vat"
import { entryOf, memoSubject, readEntries } from "./read-entries"
import { lockVendor, readVendorSetup } from "./read-payment-setup"
import { refuseReduced } from "./refuse-reduced"
import { writeVendorTransaction } from "./write-vendor-transaction"

/**
 * Undoes everything that two entries settle of each other, so that both are open again by as much; what was realized is
 * taken back with it. An application that belongs to a reversal or to the correction of an invoice stays.
 *
 * @param input.entryNo the payment or credit memo; `appliedEntryNo` what it was applied to
 * @returns the number of the transaction
 * @throws NotFound; Forbidden; Refusal "payment.not_applied", "payment.application_kept", "payment.reduced_after" or at postingDate
 */
export async function unapplyEntries(
  actor: Actor,
  input: { entryNo: number; appliedEntryNo: number; postingDate: IsoDate },
): Promise<number> {
  authorise(actor, "purchase_invoice.post")
  const { companyId } = actor
  const { entryNo, appliedEntryNo, postingDate } = input
  return inCompany(companyId, async tx => {
    const entries = await readEntries(tx, companyId, [entryNo, appliedEntryNo])
    const [entry, other] = [entryOf(entries, entryNo), entryOf(entries, appliedEntryNo)]
    await lockVendor(tx, companyId, entry.vendorNo)
    const setup = await readVendorSetup(tx, actor, entry.currencyCode, postingDate)
    const { details, lastDate } = await readApplications(tx, companyId, entryNo, { withEntryNo: appliedEntryNo })
    const params = { no: entry.documentNo, document: other.documentNo }
    if (lastDate === null) throw refuse("payment.not_applied", params)
    if (await isKept(tx, companyId, [entryNo, appliedEntryNo])) throw refuse("payment.application_kept", params)
    await refuseReduced(tx, companyId, [entryNo, appliedEntryNo], [entryNo, appliedEntryNo])
    const problems: Issue[] = dateProblems(postingDate, setup)
    if (postingDate < lastDate) {
      problems.push({ field: "postingDate", code: "payment.unapplication_before", params: { date: lastDate } })
    }
    const vat = undoneVat(await readDiscountVat(tx, companyId, entryNo, { withEntryNo: appliedEntryNo }))
    const gl = composeGl(undone(details), setup.currency!, [], vat)
    const accounts = await readAccounts(tx, companyId, [...new Set(gl.map(({ glAccountNo }) => glAccountNo))])
    problems.push(
      ...settlementAccountProblems(
        accounts,
        gl.map(({ glAccountNo: no }) => ({ no })),
      ),
    )
    if (problems.length > 0) throw new Refusal(problems)
    const transactionNo = await writeVendorTransaction(tx, actor, {
      header: {
        postingDate,
        documentType: "unapplication",
        documentNo: entry.documentNo,
        description: entry.description,
        vendorNo: entry.vendorNo,
        currencyCode: entry.currencyCode,
        setupVersion: setup.purchases.setupVersion,
      },
      entry: null,
      details: undone(details),
      vat,
      gl,
      bank: null,
    })
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "payment.unapplied",
      subjectType: isMoney(entry) ? "payment" : memoSubject(entry),
      subjectNo: entry.documentNo,
      data: { document: other.documentNo },
    })
    return transactionNo
  })
}

/** Whether one of the two is a reversal, or the credit memo that cancels an invoice. */
async function isKept(tx: Tx, companyId: number, nos: readonly number[]): Promise<boolean> {
  const [kept] = await tx
    .select({ no: ledgerTransaction.no })
    .from(ledgerTransaction)
    .leftJoin(
      postedPurchaseDocument,
      and(
        eq(postedPurchaseDocument.companyId, ledgerTransaction.companyId),
        eq(postedPurchaseDocument.transactionNo, ledgerTransaction.no),
      ),
    )
    .where(
      and(
        eq(ledgerTransaction.companyId, companyId),
        inArray(ledgerTransaction.no, [...nos]),
        or(isNotNull(ledgerTransaction.reversesNo), isNotNull(postedPurchaseDocument.correctsNo)),
      ),
    )
    .limit(1)
  return kept !== undefined
}

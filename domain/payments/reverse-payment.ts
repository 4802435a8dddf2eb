import { and, asc, eq } from "drizzle-orm"
import { bankAccountLedgerEntry, glEntry, ledgerTransaction } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { type Issue, Refusal, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { Decimal } from "@/domain/money/decimal"
import { readAccounts } from "@/domain/posting/accounts"
import { readApplications, undone } from "./applications-of"
import { MAX_PAYMENT_DESCRIPTION_LENGTH } from "./check-payment"
import { dateProblems, settlementAccountProblems } from "./check-settlement"
import { composeGl, type ExchangeAccounts, type GlLine } from "./compose-gl"
import { readDiscountVat } from "./discount-vat"
import { findPayment } from "./find-payment"
import { undoneVat } from "./lessened-vat"
import { balanceOf, entryOf, readEntries } from "./read-entries"
import { lockVendor, readVendorSetup } from "./read-payment-setup"
import { refuseReduced } from "./refuse-reduced"
import type { Detail } from "./settle"
import { writeVendorTransaction } from "./write-vendor-transaction"

/**
 * Takes a payment back with a transaction of its own: every entry of the payment turned, all its applications undone, so
 * that what it settled is open again; the payment and its reversal settle each other. Once only.
 *
 * @param date of the reversal; not before the payment or its last application
 * @param reason kept in the history
 * @returns the number of the transaction
 * @throws NotFound; Forbidden; Refusal "payment.reversed", "payment.reduced_after", at postingDate or reason
 */
export async function reversePayment(actor: Actor, no: string, date: IsoDate, reason: string): Promise<number> {
  authorise(actor, "purchase_invoice.post")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const { entry } = await findPayment(tx, companyId, no)
    await lockVendor(tx, companyId, entry.vendorNo)
    await refuseReversed(tx, companyId, no, entry.transactionNo)
    const setup = await readVendorSetup(tx, actor, entry.currencyCode, date)
    const all = await readApplications(tx, companyId, entry.transactionNo)
    const settled = all.details.map(({ entryNo }) => entryNo!)
    await refuseReduced(tx, companyId, settled, [entry.transactionNo])
    const problems: Issue[] = dateProblems(date, setup)
    const earliest = [entry.postingDate, all.lastDate ?? ""].sort().pop()!
    if (date < earliest) {
      problems.push({ field: "postingDate", code: "payment.reversal_before", params: { date: earliest } })
    }
    if (reason.trim() === "") problems.push({ field: "reason", code: "required" })
    if (reason.length > MAX_PAYMENT_DESCRIPTION_LENGTH) {
      problems.push({ field: "reason", code: "too_long", params: { maximum: MAX_PAYMENT_DESCRIPTION_LENGTH } })
    }
    const gl = await turnedEntries(tx, companyId, entry.transactionNo, setup.currency!)
    const nos = gl.map(({ glAccountNo }) => glAccountNo)
    problems.push(
      ...settlementAccountProblems(
        await readAccounts(tx, companyId, nos),
        nos.map(account => ({ no: account })),
      ),
    )
    if (problems.length > 0) throw new Refusal(problems)
    const bank = await turnedBankEntry(tx, companyId, entry.transactionNo)
    const own = balanceOf(entryOf(await readEntries(tx, companyId, [entry.transactionNo]), entry.transactionNo))
    const [amount, amountLcy] = [new Decimal(entry.amount).neg(), new Decimal(entry.amountLcy).neg()]
    const turned = { payablesAccountNo: own.payablesAccountNo, amount, amountLcy }
    const details: Detail[] = [
      { ...turned, entryNo: null, entryType: "initial_entry" },
      ...undone(all.details),
      { ...turned, entryNo: entry.transactionNo, appliedEntryNo: null, entryType: "application" },
      {
        entryNo: null,
        appliedEntryNo: entry.transactionNo,
        entryType: "application",
        payablesAccountNo: own.payablesAccountNo,
        amount: amount.neg(),
        amountLcy: amountLcy.neg(),
      },
    ]
    const transactionNo = await writeVendorTransaction(tx, actor, {
      header: {
        postingDate: date,
        documentType: entry.documentType,
        documentNo: no,
        description: reason.trim(),
        reversesNo: entry.transactionNo,
        vendorNo: entry.vendorNo,
        currencyCode: entry.currencyCode,
        setupVersion: setup.purchases.setupVersion,
      },
      entry: {
        documentType: entry.documentType === "refund" ? "refund" : "payment",
        vendorPostingGroup: entry.vendorPostingGroup,
        amount,
        amountLcy,
        exchangeRateAmount: own.booked.rate?.exchangeRateAmount ?? null,
        relationalExchangeRateAmount: own.booked.rate?.relationalExchangeRateAmount ?? null,
      },
      details,
      vat: undoneVat(await readDiscountVat(tx, companyId, entry.transactionNo)),
      gl,
      bank,
    })
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "payment.reversed",
      subjectType: "payment",
      subjectNo: no,
      data: { reason: reason.trim() },
    })
    return transactionNo
  })
}

async function refuseReversed(tx: Tx, companyId: number, no: string, transactionNo: number): Promise<void> {
  const [reversal] = await tx
    .select({ by: ledgerTransaction.postedByName, at: ledgerTransaction.postingDate })
    .from(ledgerTransaction)
    .where(and(eq(ledgerTransaction.companyId, companyId), eq(ledgerTransaction.reversesNo, transactionNo)))
  if (reversal) throw refuse("payment.reversed", { no, by: reversal.by, date: reversal.at })
}

/** The payment's own G/L entries turned, and those of what was applied or undone after it. */
async function turnedEntries(
  tx: Tx,
  companyId: number,
  transactionNo: number,
  accounts: ExchangeAccounts,
): Promise<GlLine[]> {
  const [own, later, laterVat] = await Promise.all([
    tx
      .select({ glAccountNo: glEntry.glAccountNo, amount: glEntry.amount })
      .from(glEntry)
      .where(and(eq(glEntry.companyId, companyId), eq(glEntry.transactionNo, transactionNo)))
      .orderBy(asc(glEntry.lineNo)),
    readApplications(tx, companyId, transactionNo, { laterOnly: true }),
    readDiscountVat(tx, companyId, transactionNo, { laterOnly: true }),
  ])
  const turned = own.map(({ glAccountNo, amount }) => ({ glAccountNo, amount: new Decimal(amount).neg() }))
  const moved = later.details.length === 0 ? [] : composeGl(undone(later.details), accounts, [], undoneVat(laterVat))
  return [...turned, ...moved]
}

async function turnedBankEntry(tx: Tx, companyId: number, transactionNo: number) {
  const [entry] = await tx
    .select()
    .from(bankAccountLedgerEntry)
    .where(
      and(eq(bankAccountLedgerEntry.companyId, companyId), eq(bankAccountLedgerEntry.transactionNo, transactionNo)),
    )
  // No payment is without one.
  const { bankAccountNo, currencyCode, amount, amountLcy, amountTyped, charges, chargesLcy, chargesAccountNo } = entry!
  const { paymentMethodCode } = entry!
  const turned = (of: string) => new Decimal(of).neg()
  return {
    bankAccountNo,
    currencyCode,
    amount: turned(amount),
    amountLcy: turned(amountLcy),
    amountTyped,
    charges: turned(charges),
    chargesLcy: turned(chargesLcy),
    chargesAccountNo,
    paymentMethodCode,
    // What comes back goes to no account of the vendor, which may be withdrawn by now.
    vendorBankAccountId: null,
  }
}

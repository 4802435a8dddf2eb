import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { type Issue, Refusal, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { Decimal, sum, withDecimals } from "@/domain/money/decimal"
import { readAccounts } from "@/domain/posting/accounts"
import type { Application, DifferenceType } from "./application"
import { applicationProblems, dateProblems, settlementAccountProblems } from "./check-settlement"
import { composeGl, type ExchangeAccounts } from "./compose-gl"
import { differenceTerms } from "./differences"
import { balanceOf, entryOf, memoSubject, readEntries } from "./read-entries"
import { lockVendor, readDiscountedVat, readVendorSetup } from "./read-payment-setup"
import type { Detail } from "./settle"
import { settleApplications } from "./settle-applications"
import { writeVendorTransaction } from "./write-vendor-transaction"

export type NewApplication = {
  /** The payment on account or credit memo that is applied. */
  entryNo: number
  postingDate: IsoDate
  applications: readonly Application[]
}

/**
 * Applies what is left of a payment or of a credit memo to entries of the same vendor and currency, in part or whole. A credit memo
 * that is applied to a refund takes its own payment discount, where the application says so.
 *
 * @returns the number of the transaction
 * @throws NotFound; Forbidden; Refusal with every reason beside its field
 */
export async function applyEntries(actor: Actor, application: NewApplication): Promise<number> {
  authorise(actor, "purchase_invoice.post")
  return inCompany(actor.companyId, tx => applyWithin(tx, actor, application))
}

/** As `applyEntries`, in a transaction that has more to do and takes the vendor's lock before any later one. */
export async function applyWithin(
  tx: Tx,
  actor: Actor,
  { entryNo, postingDate, applications }: NewApplication,
): Promise<number> {
  const { companyId } = actor
  const nos = [entryNo, ...applications.map(({ vendorLedgerEntryNo }) => vendorLedgerEntryNo)]
  const { vendorNo } = entryOf(await readEntries(tx, companyId, [entryNo]), entryNo)
  await lockVendor(tx, companyId, vendorNo)
  const entries = await readEntries(tx, companyId, nos)
  const applying = entryOf(entries, entryNo)
  const setup = await readVendorSetup(tx, actor, applying.currencyCode, postingDate)
  const currency = setup.currency!
  const own = balanceOf(applying)
  const differences = (type: DifferenceType) => differenceTerms(setup.purchases, type)
  const isPayment = applying.documentType === "payment"
  const total = sum(applications.map(({ amount }) => new Decimal(amount)))
  const { paymentDiscountGraceDays: graceDays } = setup.purchases
  const isRefundAlone = applications.every(
    ({ vendorLedgerEntryNo }) => entries.get(vendorLedgerEntryNo)?.documentType === "refund",
  )
  const discounted = isPayment ? undefined : applying
  const documentVat = await readDiscountedVat(tx, companyId, applications, discounted)
  const problems: Issue[] = [
    ...dateProblems(postingDate, setup),
    ...applicationProblems(applications, entries, {
      vendorNo,
      currency: applying.currencyCode,
      postingDate,
      amountDecimals: currency.amountDecimals,
      paid: isPayment ? { paidOn: applying.postingDate, graceDays } : null,
      memo: discounted && { entry: discounted, graceDays, total, isRefundAlone },
      rate: own.booked.rate ?? currency,
      lcyDecimals: currency.lcyAmountDecimals,
      differences,
    }),
  ]
  if (postingDate < applying.postingDate) {
    const params = { date: applying.postingDate }
    problems.push({ field: "postingDate", code: "payment.application_before", params })
  }
  if (applications.length === 0) problems.push({ code: "payment.nothing_applied" })
  if (total.gt(applying.remaining)) {
    const decimals = currency.amountDecimals
    const params = {
      applied: withDecimals(total, decimals),
      amount: withDecimals(new Decimal(applying.remaining), decimals),
    }
    problems.push({ code: "payment.applied_more_than_amount", params })
  }
  if (problems.length > 0) throw new Refusal(problems)
  const terms = { lcyDecimals: currency.lcyAmountDecimals, documentVat, differences }
  const { details, vat } = settleApplications(own, applications, entries, terms, { discounted })
  const missing = exchangeAccountsMissing(details, currency)
  if (missing) throw refuse("payment.exchange_accounts_missing", { currency: currency.code })
  const gl = composeGl(details, currency, [], vat)
  const accounts = await readAccounts(tx, companyId, [...new Set(gl.map(({ glAccountNo }) => glAccountNo))])
  const unusable = settlementAccountProblems(
    accounts,
    gl.map(({ glAccountNo: no }) => ({ no })),
  )
  if (unusable.length > 0) throw new Refusal(unusable)
  const transactionNo = await writeVendorTransaction(tx, actor, {
    header: {
      postingDate,
      documentType: applying.documentType,
      documentNo: applying.documentNo,
      description: applying.description,
      vendorNo,
      currencyCode: applying.currencyCode,
      setupVersion: setup.purchases.setupVersion,
    },
    entry: null,
    details,
    vat,
    gl,
    bank: null,
  })
  await recordEvent(tx, {
    companyId,
    actor,
    kind: "payment.applied",
    subjectType: isPayment ? "payment" : memoSubject(applying),
    subjectNo: applying.documentNo,
    data: {
      documents: applications
        .map(({ vendorLedgerEntryNo }) => entryOf(entries, vendorLedgerEntryNo).documentNo)
        .join(", "),
      amount: total.toFixed(),
      currencyCode: applying.currencyCode,
    },
  })
  return transactionNo
}

function exchangeAccountsMissing(details: readonly Detail[], accounts: ExchangeAccounts): boolean {
  return details.some(
    ({ entryType }) =>
      (entryType === "realized_gain" && accounts.realizedGainsAccountNo === null) ||
      (entryType === "realized_loss" && accounts.realizedLossesAccountNo === null) ||
      (entryType === "rounding" && accounts.roundingAccountNo === null),
  )
}

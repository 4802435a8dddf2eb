import { and, eq, sql } from "drizzle-orm"
import {
  bankAccount,
  bankAccountLedgerEntry,
  company,
  currency,
  ledgerTransaction,
  paymentOrder,
  purchasesSetup,
  vendor,
  vendorBankAccount,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { type EventRead, readEvents } from "@/domain/history/read-events"
import { amountDecimalsOf } from "@/domain/lists/amount-decimals"
import { shownNumber, type VendorBankAccount } from "@/domain/vendor-bank-accounts/bank-account"
import type { DifferenceType } from "./application"
import { allowedDifferences } from "./differences"
import { findPayment, type PaymentEntry } from "./find-payment"
import type { VendorEntry } from "./read-entries"
import { type AppliedEntry, settlementOf } from "./read-settlement"

type BankEntryRead = Pick<
  typeof bankAccountLedgerEntry.$inferSelect,
  "amount" | "charges" | "amountTyped" | "currencyCode"
> & {
  no: string
  name: string
  amountDecimals: number
  /** Null: as the bank transfers. */
  method: string | null
  /** The vendor's bank account that it went to; null: none, or before that was kept. */
  paidTo: string | null
}

export type PaymentRead = PaymentEntry & {
  vendorName: string
  amountDecimals: number
  companyCurrencyCode: string
  lcyAmountDecimals: number
  /** With what it gave or got, charges included. */
  bankAccount: BankEntryRead | null
  /** Of the order that it was approved by; null: it needed none. */
  orderNo: string | null
  /** What is on account. */
  remaining: string
  applied: AppliedEntry[]
  /** Open entries that the rest can be applied to: of its vendor and currency. */
  applicable: VendorEntry[]
  reversal: { postingDate: string; by: string; reason: string } | null
  /** How what remains of an entry may be closed. */
  differences: DifferenceType[]
  /** Days after its date that a payment discount may still be taken. */
  graceDays: number
  /** The company's today. */
  today: IsoDate
  /** What happened to it, the latest first. */
  history: EventRead[]
}

/** Events shown at most, the latest ones. */
const historyLength = 50

/** A payment with everything its page shows. @throws NotFound for an unknown number and another company's; Forbidden */
export async function readPayment(actor: Actor, no: string): Promise<PaymentRead> {
  authorise(actor, "books.see")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const payment = await findPayment(tx, companyId, no)
    const { entry } = payment
    const own = entry.transactionNo
    const [settlement, [facts], [bank], [reversal], history] = await Promise.all([
      settlementOf(tx, companyId, own),
      tx
        .select({
          vendorName: vendor.name,
          amountDecimals: currency.amountDecimals,
          companyCurrencyCode: company.currencyCode,
          timeZone: company.timeZone,
          purchases: purchasesSetup,
          orderNo: sql<string | null>`(select ${paymentOrder.no} from ${paymentOrder} where ${and(
            eq(paymentOrder.companyId, companyId),
            eq(paymentOrder.vendorNo, entry.vendorNo),
            eq(paymentOrder.paymentNo, no),
          )})`,
        })
        .from(vendor)
        .innerJoin(company, eq(company.id, vendor.companyId))
        .innerJoin(purchasesSetup, eq(purchasesSetup.companyId, vendor.companyId))
        .innerJoin(currency, and(eq(currency.companyId, companyId), eq(currency.code, entry.currencyCode)))
        .where(and(eq(vendor.companyId, companyId), eq(vendor.no, entry.vendorNo))),
      tx
        .select({
          no: bankAccount.no,
          name: bankAccount.name,
          amount: bankAccountLedgerEntry.amount,
          charges: bankAccountLedgerEntry.charges,
          amountTyped: bankAccountLedgerEntry.amountTyped,
          currencyCode: bankAccountLedgerEntry.currencyCode,
          amountDecimals: amountDecimalsOf(bankAccountLedgerEntry),
          method: bankAccountLedgerEntry.paymentMethodCode,
          to: vendorBankAccount,
        })
        .from(bankAccountLedgerEntry)
        .leftJoin(
          vendorBankAccount,
          and(
            eq(vendorBankAccount.companyId, companyId),
            eq(vendorBankAccount.id, bankAccountLedgerEntry.vendorBankAccountId),
          ),
        )
        .innerJoin(
          bankAccount,
          and(eq(bankAccount.companyId, companyId), eq(bankAccount.no, bankAccountLedgerEntry.bankAccountNo)),
        )
        .where(and(eq(bankAccountLedgerEntry.companyId, companyId), eq(bankAccountLedgerEntry.transactionNo, own))),
      tx
        .select({
          postingDate: ledgerTransaction.postingDate,
          by: ledgerTransaction.postedByName,
          reason: ledgerTransaction.description,
        })
        .from(ledgerTransaction)
        .where(and(eq(ledgerTransaction.companyId, companyId), eq(ledgerTransaction.reversesNo, own))),
      readEvents(tx, companyId, "payment", no, historyLength),
    ])
    const [lcy] = await tx
      .select({ amountDecimals: currency.amountDecimals })
      .from(currency)
      .where(and(eq(currency.companyId, companyId), eq(currency.code, facts!.companyCurrencyCode)))
    return {
      ...payment,
      vendorName: facts!.vendorName,
      amountDecimals: facts!.amountDecimals,
      companyCurrencyCode: facts!.companyCurrencyCode,
      lcyAmountDecimals: lcy!.amountDecimals,
      bankAccount: bank ? bankEntryOf(bank, may(actor, "vendor_bank_account.see")) : null,
      orderNo: facts!.orderNo,
      remaining: settlement.remaining,
      applied: reversal ? [] : settlement.applied,
      applicable: settlement.applicable,
      reversal: reversal ?? null,
      differences: allowedDifferences(facts!.purchases),
      graceDays: facts!.purchases.paymentDiscountGraceDays,
      today: today(facts!.timeZone),
      history,
    }
  })
}

function bankEntryOf<Bank extends { to: VendorBankAccount | null }>({ to, ...bank }: Bank, maySee: boolean) {
  return { ...bank, paidTo: to && `${shownNumber(to, maySee)} ${to.accountHolder}` }
}

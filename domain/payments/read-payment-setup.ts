import { and, eq } from "drizzle-orm"
import { bankAccount, company, currency, type purchasesSetup, vendor, vendorPostingGroup } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { type DocumentCurrency, readDocumentCurrency } from "@/domain/documents/document-currency"
import { type Accounts, readAccounts } from "@/domain/posting/accounts"
import { type PostingRange, readUserPostingRange } from "@/domain/posting/posting-dates"
import { readPurchasesSetup } from "@/domain/posting/purchases-setup"
import type { Application, DifferenceType } from "./application"
import { type BankTerms, chargesAccount } from "./bank-amounts"
import { readDocumentVat } from "./document-vat"
import type { DocumentVat } from "./lessened-vat"
import { type PaidTo, type PaidToSetup, readPaidTo } from "./paid-to"
import type { VendorEntry } from "./read-entries"
import { differenceAccounts, discountAccounts } from "./reduction-accounts"

/** What every transaction on a vendor's entries rests on. */
export type VendorSetup = {
  /** The company's today. */
  today: IsoDate
  purchases: typeof purchasesSetup.$inferSelect
  /** The actor's own range of posting dates, which goes before the company's; null: none. */
  userRange: PostingRange | null
  /** On the posting date; null: the company has no such currency. */
  currency: DocumentCurrency | null
}

/**
 * Locks a vendor, so that nobody else settles its entries until the transaction ends: the entries are append-only and
 * cannot be locked themselves. First in the order of locks (vendor, setup, counter).
 *
 * @returns null where the company has no such vendor
 */
export async function lockVendor(tx: Tx, companyId: number, no: string): Promise<typeof vendor.$inferSelect | null> {
  const [row] = await tx
    .select()
    .from(vendor)
    .where(and(eq(vendor.companyId, companyId), eq(vendor.no, no)))
    .for("no key update")
  return row ?? null
}

/** Shares the company's setup, which nobody then changes until the transaction ends, and reads what concerns payments. */
export async function readVendorSetup(
  tx: Tx,
  actor: Pick<Actor, "companyId" | "userId">,
  currencyCode: string,
  date: IsoDate,
): Promise<VendorSetup> {
  const { companyId } = actor
  const purchases = await readPurchasesSetup(tx, companyId, true)
  const [[own], userRange, [known]] = await Promise.all([
    tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, companyId)),
    readUserPostingRange(tx, actor),
    tx
      .select({ code: currency.code })
      .from(currency)
      .where(and(eq(currency.companyId, companyId), eq(currency.code, currencyCode))),
  ])
  return {
    today: today(own!.timeZone),
    purchases,
    userRange,
    currency: known ? await readDocumentCurrency(tx, companyId, currencyCode, date) : null,
  }
}

export type PaymentSetup = VendorSetup & {
  bankAccount: typeof bankAccount.$inferSelect | null
  /** Of the bank account, at the rate of the posting date; null: there is no such account. */
  bankCurrency: DocumentCurrency | null
  /** Of a payment that is applied to nothing: the vendor's own; null: the vendor has none. */
  vendorPostingGroup: { code: string; payablesAccountNo: string } | null
  accounts: Accounts
  paidTo: PaidToSetup
  /** Of the documents whose payment discount or tolerance is asked for. */
  documentVat: DocumentVat[]
}

/** As readVendorSetup, with the bank account and every account that the payment may post to. */
export async function readPaymentSetup(
  tx: Tx,
  actor: Pick<Actor, "companyId" | "userId">,
  payment: BankTerms &
    PaidTo & {
      currency: string
      postingDate: IsoDate
      bankAccountNo: string
      applications: readonly Application[]
      overpaid?: DifferenceType
    },
  paid: typeof vendor.$inferSelect,
  entries: ReadonlyMap<number, VendorEntry>,
): Promise<PaymentSetup> {
  const { companyId } = actor
  const setup = await readVendorSetup(tx, actor, payment.currency, payment.postingDate)
  const [[bank], [group]] = await Promise.all([
    tx
      .select()
      .from(bankAccount)
      .where(and(eq(bankAccount.companyId, companyId), eq(bankAccount.no, payment.bankAccountNo))),
    tx
      .select({ code: vendorPostingGroup.code, payablesAccountNo: vendorPostingGroup.payablesAccountNo })
      .from(vendorPostingGroup)
      .where(
        and(eq(vendorPostingGroup.companyId, companyId), eq(vendorPostingGroup.code, paid.vendorPostingGroup ?? "")),
      ),
  ])
  const documentVat = await readDiscountedVat(tx, companyId, payment.applications)
  const nos = [
    ...differenceAccounts(payment, setup.purchases).map(({ no }) => no),
    ...discountAccounts(payment.applications, entries, documentVat).map(({ no }) => no),
    bank?.glAccountNo,
    chargesAccount(payment, bank?.bankChargesAccountNo ?? null),
    group?.payablesAccountNo,
    setup.currency?.realizedGainsAccountNo,
    setup.currency?.realizedLossesAccountNo,
    setup.currency?.roundingAccountNo,
    ...[...entries.values()].map(({ payablesAccountNo }) => payablesAccountNo),
  ].filter(no => typeof no === "string")
  return {
    ...setup,
    bankAccount: bank ?? null,
    bankCurrency: bank ? await readDocumentCurrency(tx, companyId, bank.currencyCode, payment.postingDate) : null,
    documentVat,
    paidTo: await readPaidTo(tx, companyId, payment, paid),
    vendorPostingGroup: group ?? null,
    accounts: await readAccounts(tx, companyId, [...new Set(nos)]),
  }
}

/**
 * The VAT of the documents whose payment discount or tolerance these applications ask for.
 * @param memo the credit memo that is applied, whose own discount may be asked for
 */
export function readDiscountedVat(
  tx: Tx,
  companyId: number,
  applications: readonly Application[],
  memo?: Pick<VendorEntry, "transactionNo">,
): Promise<DocumentVat[]> {
  const discounted = applications.filter(each => each.takesDiscount || each.difference === "payment_tolerance")
  const nos = discounted.map(({ vendorLedgerEntryNo }) => vendorLedgerEntryNo)
  return readDocumentVat(tx, companyId, memo && nos.length > 0 ? [...nos, memo.transactionNo] : nos)
}

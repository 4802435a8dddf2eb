import { and, asc, eq } from "drizzle-orm"
import { bankAccount, company, currency, glAccount, paymentMethod, purchasesSetup, vendor } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { type IsoDate, today } from "@/domain/dates/date"
import { NotFound } from "@/domain/errors"
import { confirmedAccounts, shownNumber, type VendorBankAccount } from "@/domain/vendor-bank-accounts/bank-account"
import type { DifferenceType, PaymentType } from "./application"
import { allowedDifferences } from "./differences"
import { entryOf, readEntries, readOpenEntries, type VendorEntry } from "./read-entries"

export type PaymentForm = {
  type: PaymentType
  vendor: Pick<typeof vendor.$inferSelect, "no" | "name" | "blocked" | "paymentMethodCode">
  currencyCode: string
  amountDecimals: number
  /** Currencies to choose from: those of open entries, the vendor's and the company's. */
  currencies: string[]
  /** What the vendor is owed in that currency, of a refund what it was paid or has credited; the oldest due first. */
  entries: VendorEntry[]
  /** Those that can pay, in order of their numbers. */
  bankAccounts: Pick<typeof bankAccount.$inferSelect, "no" | "name" | "currencyCode">[]
  /** How it is paid; the vendor's own first. */
  methods: Pick<typeof paymentMethod.$inferSelect, "code" | "description" | "toBankAccount">[]
  /** Where the vendor can be paid, the latest first. */
  vendorBankAccounts: (Pick<VendorBankAccount, "id" | "accountHolder"> & { number: string })[]
  /** How what remains of an entry may be closed. */
  differences: DifferenceType[]
  /** Days after its date that a payment discount may still be taken. */
  graceDays: number
  /** Accounts that the bank's charges may be posted to. */
  chargesAccounts: Pick<typeof glAccount.$inferSelect, "no" | "name">[]
  /** The company's today. */
  today: IsoDate
}

/**
 * What the form for a payment to a vendor offers.
 *
 * @param wanted the vendor, or an entry of it that is to be paid, or paid back where it was paid or credited; the currency is the entry's, else the one that is
 *   named, else the vendor's
 * @throws NotFound where the company has no such vendor or entry; Forbidden
 */
export async function readPaymentForm(
  actor: Actor,
  wanted: { vendorNo?: string; entryNo?: number; currencyCode?: string; type?: PaymentType },
): Promise<PaymentForm> {
  authorise(actor, "purchase_invoice.post")
  const { companyId } = actor
  const maySee = may(actor, "vendor_bank_account.see")
  return inCompany(companyId, async tx => {
    const entry = await wantedEntry(tx, companyId, wanted.entryNo)
    const type = entry ? typeFor(entry) : (wanted.type ?? "payment")
    const vendorNo = entry?.vendorNo ?? wanted.vendorNo ?? ""
    const [[paid], open, banks, codes, chargesAccounts, methods, accounts] = await Promise.all([
      tx
        .select({
          vendor,
          timeZone: company.timeZone,
          companyCurrencyCode: company.currencyCode,
          purchases: purchasesSetup,
        })
        .from(vendor)
        .innerJoin(company, eq(company.id, vendor.companyId))
        .innerJoin(purchasesSetup, eq(purchasesSetup.companyId, vendor.companyId))
        .where(and(eq(vendor.companyId, companyId), eq(vendor.no, vendorNo))),
      readOpenEntries(tx, companyId, vendorNo, type === "refund" ? "paid" : "owed"),
      tx
        .select({ no: bankAccount.no, name: bankAccount.name, currencyCode: bankAccount.currencyCode })
        .from(bankAccount)
        .where(and(eq(bankAccount.companyId, companyId), eq(bankAccount.blocked, false)))
        .orderBy(asc(bankAccount.no)),
      tx
        .select({ code: currency.code, amountDecimals: currency.amountDecimals })
        .from(currency)
        .where(eq(currency.companyId, companyId)),
      tx
        .select({ no: glAccount.no, name: glAccount.name })
        .from(glAccount)
        .where(
          and(
            eq(glAccount.companyId, companyId),
            eq(glAccount.accountType, "posting"),
            eq(glAccount.directPosting, true),
            eq(glAccount.blocked, false),
          ),
        )
        .orderBy(asc(glAccount.no)),
      tx
        .select({
          code: paymentMethod.code,
          description: paymentMethod.description,
          toBankAccount: paymentMethod.toBankAccount,
        })
        .from(paymentMethod)
        .where(eq(paymentMethod.companyId, companyId))
        .orderBy(asc(paymentMethod.code)),
      confirmedAccounts(tx, companyId, vendorNo),
    ])
    if (!paid) throw new NotFound(`vendor ${vendorNo}`)
    const own = paid.vendor.currencyCode ?? paid.companyCurrencyCode
    const currencies = [...new Set([own, ...open.map(({ currencyCode }) => currencyCode), paid.companyCurrencyCode])]
    const currencyCode = entry?.currencyCode ?? currencies.find(code => code === wanted.currencyCode) ?? own
    return {
      type,
      vendor: paid.vendor,
      currencyCode,
      amountDecimals: codes.find(({ code }) => code === currencyCode)?.amountDecimals ?? 2,
      currencies,
      entries: open.filter(each => each.currencyCode === currencyCode),
      // Those that need no rate of the bank's first.
      bankAccounts: banks.sort(
        (a, b) => Number(b.currencyCode === currencyCode) - Number(a.currencyCode === currencyCode),
      ),
      chargesAccounts,
      methods,
      vendorBankAccounts: accounts
        .reverse()
        .map(({ id, accountHolder, ...account }) => ({ id, accountHolder, number: shownNumber(account, maySee) })),
      differences: allowedDifferences(paid.purchases),
      graceDays: paid.purchases.paymentDiscountGraceDays,
      today: today(paid.timeZone),
    }
  })
}

/** @throws NotFound where the company has no such entry */
async function wantedEntry(tx: Tx, companyId: number, no: number | undefined): Promise<VendorEntry | undefined> {
  return no === undefined ? undefined : entryOf(await readEntries(tx, companyId, [no]), no)
}

/** What is owed is paid; what was paid or credited is paid back. */
function typeFor({ remaining }: VendorEntry): PaymentType {
  return Number(remaining) > 0 ? "refund" : "payment"
}

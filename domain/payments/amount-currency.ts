import { and, eq } from "drizzle-orm"
import { bankAccount, currency, purchaseInvoice } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { AmountCurrency } from "@/domain/money/read-amount"
import { entryOf, readEntries } from "./read-entries"

/** The currency that a payment's amounts are read in; undefined where the company has none of that code. @throws Forbidden */
export async function amountCurrencyOf(actor: Actor, code: string): Promise<AmountCurrency | undefined> {
  authorise(actor, "purchase_invoice.post")
  return inCompany(actor.companyId, tx => read(tx, actor.companyId, code))
}

/** The currency of a vendor ledger entry. @throws NotFound where the company has no such entry; Forbidden */
export async function amountCurrencyOfEntry(actor: Actor, entryNo: number): Promise<AmountCurrency | undefined> {
  authorise(actor, "purchase_invoice.post")
  const { companyId } = actor
  return inCompany(companyId, async tx =>
    read(tx, companyId, entryOf(await readEntries(tx, companyId, [entryNo]), entryNo).currencyCode),
  )
}

/** The currency of a draft purchase invoice or credit memo; undefined where there is no such draft (any more). @throws Forbidden */
export async function amountCurrencyOfDraft(actor: Actor, no: string): Promise<AmountCurrency | undefined> {
  authorise(actor, "purchase_invoice.post")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [draft] = await tx
      .select({ currencyCode: purchaseInvoice.currencyCode })
      .from(purchaseInvoice)
      .where(and(eq(purchaseInvoice.companyId, companyId), eq(purchaseInvoice.no, no)))
    return draft && read(tx, companyId, draft.currencyCode)
  })
}

/** The currency that a bank account is kept in; undefined where the company has no such account. @throws Forbidden */
export async function amountCurrencyOfBankAccount(actor: Actor, no: string): Promise<AmountCurrency | undefined> {
  authorise(actor, "purchase_invoice.post")
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [account] = await tx
      .select({ currencyCode: bankAccount.currencyCode })
      .from(bankAccount)
      .where(and(eq(bankAccount.companyId, companyId), eq(bankAccount.no, no)))
    return account && read(tx, companyId, account.currencyCode)
  })
}

async function read(tx: Tx, companyId: number, code: string): Promise<AmountCurrency | undefined> {
  const [found] = await tx
    .select({ code: currency.code, amountDecimals: currency.amountDecimals })
    .from(currency)
    .where(and(eq(currency.companyId, companyId), eq(currency.code, code)))
  return found
}

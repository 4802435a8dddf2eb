import { detailedVendorLedgerEntry, glEntry, ledgerTransaction, vendorLedgerEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { IsoDate } from "@/domain/dates/date"
import { takeTransactionNo } from "@/domain/posting/write-posting"

const ofPayment = (documentNo: string, postingDate: IsoDate) =>
  ({ documentType: "payment", documentNo, postingDate, documentDate: postingDate }) as const

/**
 * Writes G/L entries as one transaction, as they come.
 *
 * @param amounts in the company's currency by account, debit positive; they sum to zero
 * @returns the transaction's number
 */
export async function writeGlEntries(
  actor: Actor,
  postingDate: IsoDate,
  amounts: readonly (readonly [glAccountNo: string, amount: string])[],
): Promise<number> {
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const no = await takeTransactionNo(tx, companyId)
    await tx
      .insert(ledgerTransaction)
      .values({ companyId, no, ...ofPayment(`P-${no}`, postingDate), postedBy: actor.userId, postedByName: actor.name })
    await tx.insert(glEntry).values(
      amounts.map(([glAccountNo, amount], index) => {
        const key = { companyId, transactionNo: no, lineNo: index + 1 }
        return { ...key, glAccountNo, postingDate, amount }
      }),
    )
    return no
  })
}

/**
 * Writes a payment in euro, from the bank to the payables account, applied whole to one vendor ledger entry.
 *
 * @returns the transaction's number
 */
export async function writePayment(
  actor: Actor,
  vendorNo: string,
  payment: { postingDate: IsoDate; amount: string; appliedTo: number },
): Promise<number> {
  const { companyId } = actor
  const { postingDate, amount, appliedTo } = payment
  return inCompany(companyId, async tx => {
    const no = await takeTransactionNo(tx, companyId)
    const document = ofPayment(`P-${no}`, postingDate)
    const key = { companyId, transactionNo: no }
    await tx
      .insert(ledgerTransaction)
      .values({ companyId, no, ...document, vendorNo, postedBy: actor.userId, postedByName: actor.name })
    await tx.insert(glEntry).values([
      { ...key, lineNo: 1, glAccountNo: "1600", postingDate, amount },
      { ...key, lineNo: 2, glAccountNo: "1100", postingDate, amount: `-${amount}` },
    ])
    const euros = (figure: string) => ({ currencyCode: "EUR", amount: figure, amountLcy: figure })
    await tx
      .insert(vendorLedgerEntry)
      .values({ ...key, ...document, ...euros(amount), vendorNo, vendorPostingGroup: "BINNENL", dueDate: postingDate })
    const detail = (lineNo: number, of: number, other: number | null, figure: string) => ({
      ...key,
      ...euros(figure),
      lineNo,
      vendorLedgerEntryNo: of,
      appliedEntryNo: other,
      entryType: other ? ("application" as const) : ("initial_entry" as const),
      vendorNo,
      postingDate,
    })
    await tx
      .insert(detailedVendorLedgerEntry)
      .values([detail(1, no, null, amount), detail(2, appliedTo, no, amount), detail(3, no, appliedTo, `-${amount}`)])
    return no
  })
}

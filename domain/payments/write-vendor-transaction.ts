import {
  bankAccountLedgerEntry,
  detailedVendorLedgerEntry,
  ledgerTransaction,
  vatEntry,
  vendorLedgerEntry,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { type Decimal, toPlain } from "@/domain/money/decimal"
import { insertGlEntries, takeTransactionNo } from "@/domain/posting/write-posting"
import type { PaymentType } from "./application"
import type { GlLine } from "./compose-gl"
import type { DiscountVat } from "./lessened-vat"
import type { Detail } from "./settle"

type LedgerHeader = Pick<
  typeof ledgerTransaction.$inferInsert,
  "postingDate" | "documentType" | "documentNo" | "externalDocumentNo" | "description" | "reversesNo"
> & { vendorNo: string; currencyCode: string; description: string; setupVersion: number }

/** Null: of an entry that was made before rates were kept. */
type EntryRate = { exchangeRateAmount: Decimal | null; relationalExchangeRateAmount: Decimal | null }

/** Amounts with charges. */
type BankEntry = {
  bankAccountNo: string
  currencyCode: string
  amount: Decimal
  amountLcy: Decimal
  amountTyped: boolean
  charges: Decimal
  chargesLcy: Decimal
  chargesAccountNo: string | null
  paymentMethodCode: string | null
  vendorBankAccountId: number | null
}

/** What a transaction on a vendor writes. */
export type VendorTransaction = {
  header: LedgerHeader
  /** The vendor ledger entry that it makes; null: an application makes none. */
  entry:
    | ({ documentType: PaymentType; vendorPostingGroup: string; amount: Decimal; amountLcy: Decimal } & EntryRate)
    | null
  details: readonly Detail[]
  /** What payment discounts take off the VAT of documents. */
  vat: readonly DiscountVat[]
  /** Sums to zero. */
  gl: readonly GlLine[]
  bank: BankEntry | null
}

/**
 * Writes a payment, a reversal or an application: one statement a table, the transaction's number taken last.
 *
 * @returns the number of the transaction
 */
export async function writeVendorTransaction(
  tx: Tx,
  actor: Pick<Actor, "companyId" | "userId" | "name">,
  { header, entry, details, vat, gl, bank }: VendorTransaction,
): Promise<number> {
  const { companyId } = actor
  const { postingDate, vendorNo, currencyCode, documentNo, description } = header
  const transactionNo = await takeTransactionNo(tx, companyId)
  const key = { companyId, transactionNo }
  const lines = gl.map(line => ({ ...line, description, genProdPostingGroup: null, vatProdPostingGroup: null }))
  // Sent together: the connection keeps their order, and the counter is held for one round trip.
  await Promise.all([
    tx
      .insert(ledgerTransaction)
      .values({
        ...header,
        companyId,
        no: transactionNo,
        documentDate: postingDate,
        postedBy: actor.userId,
        postedByName: actor.name,
      })
      .execute(),
    insertGlEntries(tx, key, postingDate, { gl: lines }),
    entry &&
      tx
        .insert(vendorLedgerEntry)
        .values({
          ...key,
          vendorNo,
          vendorPostingGroup: entry.vendorPostingGroup,
          documentType: entry.documentType,
          documentNo,
          externalDocumentNo: header.externalDocumentNo ?? "",
          description,
          postingDate,
          documentDate: postingDate,
          dueDate: postingDate,
          currencyCode,
          amount: toPlain(entry.amount),
          amountLcy: toPlain(entry.amountLcy),
          exchangeRateAmount: entry.exchangeRateAmount && toPlain(entry.exchangeRateAmount),
          relationalExchangeRateAmount:
            entry.relationalExchangeRateAmount && toPlain(entry.relationalExchangeRateAmount),
        })
        .execute(),
    tx
      .insert(detailedVendorLedgerEntry)
      .values(
        details.map((detail, index) => ({
          ...key,
          lineNo: index + 1,
          vendorLedgerEntryNo: detail.entryNo ?? transactionNo,
          appliedEntryNo: detail.appliedEntryNo === undefined ? null : (detail.appliedEntryNo ?? transactionNo),
          entryType: detail.entryType,
          vendorNo,
          postingDate,
          currencyCode,
          amount: toPlain(detail.amount),
          amountLcy: toPlain(detail.amountLcy),
          reasonCode: detail.reasonCode ?? null,
          glAccountNo: detail.isAccountNotKept ? null : (detail.accountNo ?? null),
        })),
      )
      .execute(),
    vat.length > 0 &&
      tx
        .insert(vatEntry)
        .values(
          vat.map(({ entryNo, base, amount, nonDeductibleBase, nonDeductibleAmount, ...entry }, index) => ({
            ...key,
            ...entry,
            lineNo: index + 1,
            vendorNo,
            postingDate,
            base: toPlain(base),
            amount: toPlain(amount),
            nonDeductibleBase: toPlain(nonDeductibleBase),
            nonDeductibleAmount: toPlain(nonDeductibleAmount),
            vendorLedgerEntryNo: entryNo,
          })),
        )
        .execute(),
    bank &&
      tx
        .insert(bankAccountLedgerEntry)
        .values({
          ...key,
          ...bank,
          postingDate,
          description,
          amount: toPlain(bank.amount),
          amountLcy: toPlain(bank.amountLcy),
          charges: toPlain(bank.charges),
          chargesLcy: toPlain(bank.chargesLcy),
        })
        .execute(),
  ])
  return transactionNo
}

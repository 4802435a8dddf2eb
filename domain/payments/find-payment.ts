import { and, asc, eq, inArray, isNull } from "drizzle-orm"
import { ledgerTransaction, vendorLedgerEntry } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { type PaymentType, paymentTypes } from "./application"

export type PaymentEntry = {
  entry: typeof vendorLedgerEntry.$inferSelect
  transaction: typeof ledgerTransaction.$inferSelect
}

/**
 * A payment or refund by its number: its vendor ledger entry and the transaction that registered it.
 *
 * @throws NotFound for an unknown number and another company's
 */
export async function findPayment(tx: Tx, companyId: number, no: string): Promise<PaymentEntry> {
  const [row] = await tx
    .select({ entry: vendorLedgerEntry, transaction: ledgerTransaction })
    .from(vendorLedgerEntry)
    .innerJoin(
      ledgerTransaction,
      and(
        eq(ledgerTransaction.companyId, vendorLedgerEntry.companyId),
        eq(ledgerTransaction.no, vendorLedgerEntry.transactionNo),
      ),
    )
    .where(
      and(
        eq(vendorLedgerEntry.companyId, companyId),
        eq(vendorLedgerEntry.documentNo, no),
        inArray(vendorLedgerEntry.documentType, [...paymentTypes]),
        // A reversal bears the number of what it reverses.
        isNull(ledgerTransaction.reversesNo),
      ),
    )
    .orderBy(asc(vendorLedgerEntry.transactionNo))
    .limit(1)
  if (!row) throw new NotFound(`payment ${no}`)
  return row
}

/** Whether the company has a payment or a refund of that number; null: neither. @throws Forbidden */
export async function paymentTypeOf(actor: Actor, no: string): Promise<PaymentType | null> {
  authorise(actor, "books.see")
  try {
    const { entry } = await inCompany(actor.companyId, tx => findPayment(tx, actor.companyId, no))
    return entry.documentType === "refund" ? "refund" : "payment"
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

import { and, asc, eq, inArray, isNull } from "drizzle-orm"
import { ledgerTransaction, vendorLedgerEntry } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { paymentTypes } from "./application"

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

/** Whether the company has a payment of that number. @throws Forbidden */
export async function isPayment(actor: Actor, no: string): Promise<boolean> {
  authorise(actor, "books.see")
  try {
    await inCompany(actor.companyId, tx => findPayment(tx, actor.companyId, no))
    return true
  } catch (error) {
    if (error instanceof NotFound) return false
    throw error
  }
}

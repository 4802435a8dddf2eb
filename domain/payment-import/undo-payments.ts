import { and, eq } from "drizzle-orm"
import { vendorLedgerEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"
import { reversePayment } from "@/domain/payments/reverse-payment"
import { messages } from "@/messages"

/**
 * Reverses a payment that was imported, on the day on which it was posted; one that is reversed already stays so.
 * @throws Refusal with why it cannot be reversed
 */
export async function undoPayments(actor: Actor, nos: readonly string[]): Promise<void> {
  authorise(actor, "purchase_invoice.post")
  for (const no of nos) {
    const date = await postingDateOf(actor.companyId, no)
    await reversePayment(actor, no, date, messages[actor.language].payment_import.undone).catch((error: unknown) => {
      if (!(error instanceof Refusal) || error.issues.some(({ code }) => code !== "payment.reversed")) throw error
    })
  }
}

async function postingDateOf(companyId: number, no: string): Promise<string> {
  const e = vendorLedgerEntry
  const [found] = await inCompany(companyId, tx =>
    tx
      .select({ date: e.postingDate })
      .from(e)
      .where(and(eq(e.companyId, companyId), eq(e.documentNo, no), eq(e.documentType, "payment")))
      .orderBy(e.transactionNo)
      .limit(1),
  )
  return found!.date
}

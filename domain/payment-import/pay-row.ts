import { and, eq, sql } from "drizzle-orm"
import { company, ledgerTransaction, paymentImport, paymentImportRow, vendorLedgerEntry } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Issue, Refusal, refuse } from "@/domain/errors"
import { lockVendor } from "@/domain/payments/read-payment-setup"
import { registerIn } from "@/domain/payments/register-payment"
import type { PendingRow } from "./next-row"
import { AlreadySettled, noteRegistered } from "./note-outcome"
import { shareOut } from "./share-out"

/**
 * Registers the payment of one row, wholly or not at all, in one transaction with the row's outcome. What a row that was
 * registered before says again, from this file or another, pays nothing twice, unless that payment was reversed since.
 *
 * @throws Refusal with every reason; AlreadySettled where another run came first
 */
export async function payRow(row: PendingRow): Promise<void> {
  const { companyId, actor, payment } = row
  await inCompany(companyId, async tx => {
    // Whoever pays the vendor waits here, another run of this row too.
    const paid = await lockVendor(tx, companyId, payment.vendorNo)
    if (!paid) throw refuse("payment_import.vendor_unknown", { no: payment.vendorNo })
    await refuseRegistered(tx, row)
    const { applications, currencyCode, problems } = await shareOut(tx, companyId, payment)
    const no = await registerIn(tx, actor, {
      vendorNo: paid.no,
      bankAccountNo: payment.bankAccountNo,
      postingDate: payment.postingDate,
      currency: payment.currencyCode || currencyCode || paid.currencyCode || (await currencyOf(tx, companyId)),
      amount: payment.amount,
      description: payment.description,
      externalDocumentNo: payment.externalDocumentNo,
      applications,
    }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      throw new Refusal([...problems, ...error.issues.map(issue => inWordsOfFile(issue, payment.bankAccountNo))])
    })
    if (problems.length > 0) throw new Refusal(problems)
    await noteRegistered(tx, row, no)
  })
}

/** @throws Refusal where another row registered this, AlreadySettled where another run registered this very row */
async function refuseRegistered(tx: Tx, { companyId, importId, rowNo, rowKey }: PendingRow): Promise<void> {
  const r = paymentImportRow
  const [before] = await tx
    .select({ importId: r.importId, rowNo: r.rowNo, no: r.paymentNo, fileName: paymentImport.fileName })
    .from(r)
    .innerJoin(paymentImport, and(eq(paymentImport.companyId, r.companyId), eq(paymentImport.id, r.importId)))
    .innerJoin(
      vendorLedgerEntry,
      and(
        eq(vendorLedgerEntry.companyId, r.companyId),
        sql`${vendorLedgerEntry.documentNo} = ${r.paymentNo}`,
        eq(vendorLedgerEntry.documentType, "payment"),
      ),
    )
    .innerJoin(
      ledgerTransaction,
      and(
        eq(ledgerTransaction.companyId, r.companyId),
        eq(ledgerTransaction.no, vendorLedgerEntry.transactionNo),
        sql`${ledgerTransaction.reversesNo} is null`,
      ),
    )
    .where(
      and(
        eq(r.companyId, companyId),
        eq(r.rowKey, rowKey),
        eq(r.outcome, "registered"),
        sql`not exists (select from ledger_transaction as reversal where reversal.company_id = ${companyId}
          and reversal.reverses_no = ${ledgerTransaction.no})`,
      ),
    )
    .limit(1)
  if (!before) return
  if (before.importId === importId && before.rowNo === rowNo) throw new AlreadySettled()
  const params = { no: before.no ?? "", file: before.fileName, row: before.rowNo }
  throw refuse("payment_import.registered_before", params)
}

async function currencyOf(tx: Tx, companyId: number): Promise<string> {
  const [own] = await tx.select({ code: company.currencyCode }).from(company).where(eq(company.id, companyId))
  return own!.code
}

/** Reasons that speak of a form, as they concern a file. */
function inWordsOfFile(issue: Issue, bankAccountNo: string): Issue {
  if (issue.code !== "payment.bank_account_missing") return issue
  if (bankAccountNo === "") return { code: "payment_import.bank_account_missing" }
  return { code: "payment_import.bank_account_unknown", params: { no: bankAccountNo } }
}

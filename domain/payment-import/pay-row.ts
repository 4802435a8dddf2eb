import { and, eq, sql } from "drizzle-orm"
import { backgroundWork, backgroundWorkPiece, company, ledgerTransaction, vendorLedgerEntry } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Piece, PiecesDone } from "@/domain/background-work/piece-work"
import { AlreadySettled } from "@/domain/background-work/settle-piece"
import { type Issue, Refusal, refuse } from "@/domain/errors"
import { lockVendor } from "@/domain/payments/read-payment-setup"
import { registerIn } from "@/domain/payments/register-payment"
import type { KeptRow } from "./row-payment"
import { shareOut } from "./share-out"

/**
 * Registers the payment of one row, wholly or not at all, in one transaction with the row's outcome. What a row that was
 * registered before says again, from this file or another, pays nothing twice, unless that payment was reversed since.
 *
 * @throws Refusal with every reason; AlreadySettled where another run came first
 */
export async function payRow(row: Piece, done: PiecesDone): Promise<void> {
  const { actor, pieceNo, content } = row
  const { companyId } = actor
  const { payment } = content as KeptRow
  if (!payment) throw new Error(`row ${pieceNo} waits and was not read`)
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
    await done(tx, no)
  })
}

/** @throws Refusal where another row registered this, AlreadySettled where another run registered this very row */
async function refuseRegistered(tx: Tx, { run: { kind, companyId, workNo }, pieceNo, pieceKey }: Piece): Promise<void> {
  const [r, w] = [backgroundWorkPiece, backgroundWork]
  const [before] = await tx
    .select({ workNo: r.workNo, pieceNo: r.pieceNo, no: r.resultNo, fileName: w.name })
    .from(r)
    .innerJoin(w, and(eq(w.companyId, r.companyId), eq(w.kind, r.kind), eq(w.no, r.workNo)))
    .innerJoin(
      vendorLedgerEntry,
      and(
        eq(vendorLedgerEntry.companyId, r.companyId),
        sql`${vendorLedgerEntry.documentNo} = ${r.resultNo}`,
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
        eq(r.kind, kind),
        eq(r.pieceKey, pieceKey ?? ""),
        eq(r.outcome, "done"),
        sql`not exists (select from ledger_transaction as reversal where reversal.company_id = ${companyId}
          and reversal.reverses_no = ${ledgerTransaction.no})`,
      ),
    )
    .limit(1)
  if (!before) return
  if (before.workNo === workNo && before.pieceNo === pieceNo) throw new AlreadySettled()
  const params = { no: before.no ?? "", file: before.fileName, row: before.pieceNo }
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

import { and, asc, eq } from "drizzle-orm"
import { bankAccount, company, paymentImport, paymentImportRow } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { insertAll } from "@/domain/sales-import/bulk-rows"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import { MAX_PAYMENT_FILE_SIZE } from "./columns"
import { cutPaymentFile, paymentFileTooLarge, understandRows } from "./payment-file"
import { rowCurrencies } from "./row-currencies"

export type ReceivedPayments = {
  id: number
  /** Of its job. */
  generation: number
}

/**
 * Takes in a file of payments and queues it; the caller enqueues its job after that. Rows that cannot be read are refused
 * at once, the others wait. Nothing is left behind where the file is refused.
 *
 * @param file.bankAccountNo pays the rows that name none; blank: such rows are refused
 * @param pieces of the file as they come
 * @throws Forbidden; Refusal on the field "file" (import.file_missing and those of cutPaymentFile) or "bankAccountNo"
 */
export async function receivePaymentFile(
  actor: Actor,
  file: { name: string; bankAccountNo: string },
  pieces: AsyncIterable<Uint8Array>,
): Promise<ReceivedPayments> {
  authorise(actor, "purchase_invoice.post")
  const bytes = await gather(pieces)
  if (bytes.length === 0) throw refuse("import.file_missing", {}, "file")
  const cut = cutPaymentFile(bytes)
  return inCompany(actor.companyId, async tx => {
    const { bankAccountNo } = file
    if (bankAccountNo !== "" && !(await isBankAccount(tx, actor.companyId, bankAccountNo))) {
      throw refuse("payment.bank_account_missing", {}, "bankAccountNo")
    }
    const [own] = await tx.select({ timeZone: company.timeZone }).from(company).where(eq(company.id, actor.companyId))
    const currencies = await rowCurrencies(
      tx,
      actor.companyId,
      cut.rows.map(({ texts }) => texts),
    )
    const reading = { reader: actor.language, bankAccountNo, today: today(own!.timeZone), currencies }
    return queue(tx, actor, file.name, understandRows(cut, reading))
  })
}

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces) {
    size += piece.length
    if (size > MAX_PAYMENT_FILE_SIZE) throw paymentFileTooLarge()
    all.push(piece)
  }
  return Buffer.concat(all)
}

async function isBankAccount(tx: Tx, companyId: number, no: string): Promise<boolean> {
  const [known] = await tx
    .select({ no: bankAccount.no })
    .from(bankAccount)
    .where(and(eq(bankAccount.companyId, companyId), eq(bankAccount.no, no)))
  return known !== undefined
}

type PaymentFile = ReturnType<typeof understandRows>

async function queue(tx: Tx, actor: Actor, name: string, { numbers, rows }: PaymentFile): Promise<ReceivedPayments> {
  const { companyId } = actor
  const fileName = shownName(name)
  const [made] = await tx
    .insert(paymentImport)
    .values({
      companyId,
      fileName,
      requestedBy: actor.userId,
      requestedByName: actor.name,
      rowCount: rows.length,
      numbers,
    })
    .returning({ id: paymentImport.id, generation: paymentImport.generation })
  const importId = made!.id
  await tx.execute(
    insertAll(
      paymentImportRow,
      companyId,
      rows.map(row => ({
        ...row,
        importId,
        outcome: row.problems ? ("refused" as const) : ("pending" as const),
        paymentNo: null,
        at: row.problems ? new Date() : null,
      })),
    ),
  )
  await recordEvent(tx, {
    companyId,
    actor,
    kind: "payment_import.requested",
    subjectType: "payment_import",
    subjectNo: String(importId),
    data: { fileName, rowCount: rows.length },
  })
  return made!
}

/** Without the folders that some browsers send along. */
function shownName(fileName: string): string {
  const name = cutText(receivedLine(fileName).split(/[\\/]/u).at(-1)!.trim(), 200)
  return name || "payments.csv"
}

/** Bank accounts that can pay the rows which name none, in order of their numbers. @throws Forbidden */
export async function payingBankAccounts(actor: Actor): Promise<{ no: string; name: string; currencyCode: string }[]> {
  authorise(actor, "purchase_invoice.post")
  return inCompany(actor.companyId, tx =>
    tx
      .select({ no: bankAccount.no, name: bankAccount.name, currencyCode: bankAccount.currencyCode })
      .from(bankAccount)
      .where(and(eq(bankAccount.companyId, actor.companyId), eq(bankAccount.blocked, false)))
      .orderBy(asc(bankAccount.no)),
  )
}

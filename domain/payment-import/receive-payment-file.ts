import { and, asc, eq } from "drizzle-orm"
import { bankAccount, company } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { putPieces, type QueuedWork, queueWork } from "@/domain/background-work/queue-work"
import { today } from "@/domain/dates/date"
import { refuse } from "@/domain/errors"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import { MAX_PAYMENT_FILE_SIZE } from "./columns"
import { cutPaymentFile, paymentFileTooLarge, understandRows } from "./payment-file"
import { rowCurrencies } from "./row-currencies"
import type { FileOptions, KeptRow } from "./row-payment"
import { paymentImportWork } from "./work-kind"

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
): Promise<QueuedWork> {
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

async function queue(tx: Tx, actor: Actor, name: string, { numbers, rows }: PaymentFile): Promise<QueuedWork> {
  const options: FileOptions = { numbers }
  const pieces = rows.map(({ rowNo, fields, payment, rowKey, problems }) => {
    const content: KeptRow = { fields, payment }
    return { pieceNo: rowNo, content, pieceKey: rowKey, problems }
  })
  return queueWork(tx, paymentImportWork, actor, { name: shownName(name), options }, no =>
    putPieces(tx, paymentImportWork, actor.companyId, no, pieces),
  )
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

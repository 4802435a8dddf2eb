import { and, eq, sql } from "drizzle-orm"
import { company, currency, currencyExchangeRate, salesImport } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { takeNumber } from "@/domain/numbering/take-number"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import { readBeginning } from "./csv-header"
import { writeChunk } from "./file-chunks"
import { CHUNK_SIZE, IMPORT_SERIES, MAX_SALES_FILE_SIZE } from "./limits"
import { removeAbandoned } from "./remove-abandoned"
import { salesFileTooLarge } from "./unpack"

export type Received = {
  importNo: string
  /** Of its job. */
  generation: number
}

/**
 * Takes in a file of sales invoices, piece by piece as it comes, and queues it. The caller enqueues its job after that.
 * Memory stays bounded whatever the file's size. Nothing is left behind where it is refused.
 *
 * @param file.currencyCode blank: the company's own
 * @param pieces of the file, plain or gzip
 * @param most bytes that it may have
 * @throws Forbidden; Refusal currency_unknown, import.currency_without_rate, import.file_missing and those of FileProblem, each
 *   on the field "currency" or "file"
 */
export async function receiveFile(
  actor: Actor,
  file: { name: string; currencyCode: string },
  pieces: AsyncIterable<Uint8Array>,
  most = MAX_SALES_FILE_SIZE,
): Promise<Received> {
  authorise(actor, "sales_invoice.import")
  const { companyId } = actor
  await removeAbandoned(companyId)
  const currencyCode = await inCompany(companyId, tx => checkCurrency(tx, companyId, file.currencyCode))
  let importNo: string | undefined
  let size = 0
  let chunkNo = 0
  try {
    for await (const chunk of chunksOf(pieces)) {
      size += chunk.length
      if (size > most) throw salesFileTooLarge()
      if (!importNo) {
        await readBeginning(chunk)
        importNo = await begin(actor, file.name, currencyCode)
      }
      await writeChunk(companyId, importNo, chunkNo++, chunk)
    }
    if (!importNo) throw refuse("import.file_missing", {}, "file")
    return { importNo, generation: await queue(actor, importNo, size) }
  } catch (error) {
    if (importNo) await remove(companyId, importNo)
    throw error
  }
}

/** @returns the currency's code */
async function checkCurrency(tx: Tx, companyId: number, given: string): Promise<string> {
  const [own] = await tx
    .select({ currencyCode: company.currencyCode, timeZone: company.timeZone })
    .from(company)
    .where(eq(company.id, companyId))
  const code = given.trim().toUpperCase() || own!.currencyCode
  const [known] = await tx
    .select({
      hasRate: sql<boolean>`exists (select from ${currencyExchangeRate}
        where company_id = ${companyId} and currency_code = ${code} and starting_date <= ${today(own!.timeZone)})`,
    })
    .from(currency)
    .where(and(eq(currency.companyId, companyId), eq(currency.code, code)))
  if (!known) throw refuse("currency_unknown", { currency: cutText(code, 10) }, "currency")
  if (code !== own!.currencyCode && !known.hasRate)
    throw refuse("import.currency_without_rate", { currency: code }, "currency")
  return code
}

async function begin(actor: Actor, fileName: string, currencyCode: string): Promise<string> {
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const no = await takeNumber(tx, companyId, IMPORT_SERIES)
    await tx.insert(salesImport).values({
      companyId,
      no,
      state: "uploading",
      fileName: shownName(fileName),
      currencyCode,
      requestedBy: actor.userId,
      requestedByName: actor.name,
    })
    return no
  })
}

/** Without the folders that some browsers send along. */
function shownName(fileName: string): string {
  const name = cutText(receivedLine(fileName).split(/[\\/]/u).at(-1)!.trim(), 200)
  return name || "sales-invoices.csv"
}

async function queue(actor: Actor, importNo: string, fileSize: number): Promise<number> {
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [queued] = await tx
      .update(salesImport)
      .set({ state: "queued", queuedAt: sql`now()`, fileSize })
      .where(and(eq(salesImport.companyId, companyId), eq(salesImport.no, importNo)))
      .returning({ generation: salesImport.generation, fileName: salesImport.fileName })
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "sales_import.created",
      subjectType: "sales_import",
      subjectNo: importNo,
      data: { fileName: queued!.fileName },
    })
    return queued!.generation
  })
}

async function remove(companyId: number, importNo: string): Promise<void> {
  await inCompany(companyId, tx =>
    tx.delete(salesImport).where(and(eq(salesImport.companyId, companyId), eq(salesImport.no, importNo))),
  )
}

/** The same bytes in pieces of CHUNK_SIZE, the last one shorter. */
async function* chunksOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = []
  let length = 0
  for await (const piece of pieces) {
    waiting.push(piece)
    length += piece.length
    if (length < CHUNK_SIZE) continue
    const whole = Buffer.concat(waiting)
    const full = length - (length % CHUNK_SIZE)
    for (let at = 0; at < full; at += CHUNK_SIZE) yield whole.subarray(at, at + CHUNK_SIZE)
    waiting = [whole.subarray(full)]
    length -= full
  }
  if (length > 0) yield Buffer.concat(waiting)
}

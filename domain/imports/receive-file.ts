import { sql } from "drizzle-orm"
import { fileImport } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import type { Choices } from "@/domain/file-reading/understanding"
import { recordEvent } from "@/domain/history/record-event"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { CHUNK_SIZE, IMPORT_SERIES } from "@/domain/import-kinds/limits"
import { takeNumber } from "@/domain/numbering/take-number"
import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import { writeChunk } from "./file-chunks"
import { thisImport } from "./import-lock"
import { removeAbandoned } from "./remove-abandoned"

/** An import that was queued, and the generation of its job. */
export type QueuedImport = { no: string; generation: number; fileSize: number }

type SentFile = {
  name: string
  /** What was chosen beside it, where its kind has something to choose. */
  option: string
  /** What is settled of how it is read before anything of it is seen. */
  choices?: Choices
}

/**
 * Takes in a file, piece by piece as it comes, and queues its trial. The caller enqueues its job after that. Memory stays
 * bounded whatever the file's size. Nothing is left behind where it is refused.
 *
 * @param pieces of the file
 * @throws Forbidden; Refusal on the field "file" (import.file_missing, file_reading.empty, import.file_too_large {megabytes}) or on the option's
 */
export async function receiveImport(
  kind: AnyImportKind,
  actor: Actor,
  file: SentFile,
  pieces: AsyncIterable<Uint8Array>,
): Promise<QueuedImport> {
  authorise(actor, kind.right)
  const { companyId } = actor
  await removeAbandoned(companyId)
  const { option } = kind
  const options = option
    ? { [option.name]: await inCompany(companyId, tx => option.check(tx, actor, file.option)) }
    : {}
  let no: string | undefined
  let size = 0
  let chunkNo = 0
  try {
    for await (const chunk of chunksOf(pieces)) {
      size += chunk.length
      if (size > kind.limits.bytes) throw tooLarge(kind)
      no ??= await begin(kind, actor, file, options)
      await writeChunk(companyId, no, chunkNo++, chunk)
    }
    // A form without a file names none.
    if (no === undefined) throw refuse(file.name === "" ? "import.file_missing" : "file_reading.empty", {}, "file")
    return { no, generation: await queue(actor, no, size), fileSize: size }
  } catch (error) {
    if (no !== undefined) await remove(companyId, no)
    throw error
  }
}

function tooLarge({ limits }: AnyImportKind) {
  return refuse("import.file_too_large", { megabytes: limits.bytes / 1024 / 1024 }, "file")
}

async function begin(
  kind: AnyImportKind,
  actor: Actor,
  { name, choices = {} }: SentFile,
  options: Record<string, string>,
): Promise<string> {
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const no = await takeNumber(tx, companyId, IMPORT_SERIES)
    await tx.insert(fileImport).values({
      companyId,
      no,
      kind: kind.name,
      state: "uploading",
      fileName: shownName(name, kind),
      options,
      choices: { reading: choices },
      requestedBy: actor.userId,
      requestedByName: actor.name,
    })
    return no
  })
}

/** Without the folders that some browsers send along. */
function shownName(fileName: string, kind: AnyImportKind): string {
  const name = cutText(receivedLine(fileName).split(/[\\/]/u).at(-1)!.trim(), 200)
  return name || `${kind.name}.csv`
}

async function queue(actor: Actor, no: string, fileSize: number): Promise<number> {
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const [queued] = await tx
      .update(fileImport)
      .set({ state: "queued", queuedAt: sql`now()`, fileSize })
      .where(thisImport(companyId, no))
      .returning({ generation: fileImport.generation, fileName: fileImport.fileName })
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "file_import.requested",
      subjectType: "file_import",
      subjectNo: no,
      data: { fileName: queued!.fileName },
    })
    return queued!.generation
  })
}

async function remove(companyId: number, no: string): Promise<void> {
  await inCompany(companyId, tx => tx.delete(fileImport).where(thisImport(companyId, no)))
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

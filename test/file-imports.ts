import { Readable } from "node:stream"
import type { Actor } from "@/domain/access/actor"
import type { Choices } from "@/domain/file-reading/understanding"
import { askForImport } from "@/domain/imports/ask-import"
import { importKindNamed } from "@/domain/imports/kinds"
import { type ImportRead, readImport } from "@/domain/imports/read-import"
import { type ImportRow, readImportRows } from "@/domain/imports/read-import-rows"
import { receiveImport } from "@/domain/imports/receive-file"
import { runImport } from "@/domain/imports/run-import"

type Sent = { name?: string; option?: string; choices?: Choices }

/** Uploads a file in pieces of odd sizes, without running its trial. @returns its number */
export async function sendFile(
  actor: Actor,
  kind: string,
  content: string | Buffer,
  { name = "file.csv", option = kind === "payments" ? "BANK" : "", choices }: Sent = {},
): Promise<string> {
  const bytes = Buffer.from(content)
  const pieces = Array.from({ length: Math.ceil(bytes.length / 70_001) }, (_, at) =>
    bytes.subarray(at * 70_001, (at + 1) * 70_001),
  )
  return (await receiveImport(importKindNamed(kind)!, actor, { name, option, choices }, Readable.from(pieces))).no
}

/** Uploads a file and runs its trial. */
export async function triedFile(
  actor: Actor,
  kind: string,
  content: string | Buffer,
  sent: Sent = {},
): Promise<{ no: string; read: ImportRead }> {
  const no = await sendFile(actor, kind, content, sent)
  await runImport(actor.companyId, no)
  return { no, read: await readImport(actor, no) }
}

/** Imports the good rows of a file that was tried. */
export async function importGoodRows(actor: Actor, no: string): Promise<ImportRead> {
  await askForImport(actor, no, { goodRows: true })
  await runImport(actor.companyId, no)
  return readImport(actor, no)
}

/** All rows of an import. */
export async function rowsOf(actor: Actor, no: string): Promise<ImportRow[]> {
  return (await readImportRows(actor, no, {}, 100_000)).rows
}

import { sql } from "drizzle-orm"
import { fileImportMapping, fileImportRow } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { LAST_HEADER_ROW, NO_HEADER } from "@/domain/file-reading/find-header"
import type { Understanding } from "@/domain/file-reading/understanding"
import { hasFile } from "./file-chunks"
import type { FileImport } from "./import-lock"
import { lockImport, queueAgain } from "./lock-import"
import type { ImportAsk } from "./read-import"
import type { ImportChoices } from "./understand-file"

/**
 * Has a file read and tried again as a person settled it: how it is written, which column is which, what nothing settles.
 * Columns that were chosen by hand are remembered for files under the same header, if there is one and it stays. Where rows are written already, only what
 * is asked of the rows is settled, and the others are judged again. The caller enqueues its job after that.
 *
 * @returns the generation of its job
 * @throws Forbidden; NotFound; Stale; Refusal import.written_already, import.asks_open, import.file_gone, import.not_tried,
 *   import.header_too_far {maximum} on the field "headerRow"
 */
export async function readImportAgain(
  actor: Actor,
  no: string,
  choices: ImportChoices,
  seen?: number,
): Promise<number> {
  return inCompany(actor.companyId, async tx => {
    const { own } = await lockImport(tx, actor, no, seen)
    if (own.state !== "tried" && own.state !== "failed") throw refuse("import.not_tried")
    if (await hasWritten(tx, own)) return answerOnly(tx, actor, own, choices)
    if (!(await hasFile(tx, actor.companyId, no))) throw refuse("import.file_gone")
    if ((choices.reading?.headerRow ?? 0) > LAST_HEADER_ROW) {
      throw refuse("import.header_too_far", { maximum: LAST_HEADER_ROW }, "headerRow")
    }
    const before = own.choices as ImportChoices
    const chosen: ImportChoices = {
      reading: choices.reading ?? before.reading,
      mapping: choices.mapping ?? before.mapping,
      answers: { ...before.answers, ...choices.answers },
    }
    if (choices.mapping && isUnderHeader(own, choices.reading)) await remember(tx, actor, own, choices.mapping)
    await tx.execute(sql`
      delete from ${fileImportRow} where company_id = ${actor.companyId} and import_no = ${no}`)
    return queueAgain(tx, own, "try", {
      choices: chosen,
      reading: null,
      asks: [],
      rowsRead: null,
      rowsNew: 0,
      rowsChanged: 0,
      rowsUnchanged: 0,
      rowsRefused: 0,
      requestedBy: actor.userId,
      requestedByName: actor.name,
    })
  })
}

/** Whether anything of an import is in the books: the rows say it, whatever was counted when it stopped. */
async function hasWritten(tx: Tx, { companyId, no }: Pick<FileImport, "companyId" | "no">): Promise<boolean> {
  const [found] = await tx.execute<{ written: boolean }>(sql`
    select exists (select from ${fileImportRow}
      where company_id = ${companyId} and import_no = ${no} and written) as written`)
  return found!.written
}

/** Takes what was answered about the rows of an import of which some are written. */
async function answerOnly(tx: Tx, actor: Actor, own: FileImport, { answers }: ImportChoices): Promise<number> {
  const asked = (own.asks as ImportAsk[]).some(({ about }) => about === "rows")
  if (!asked) throw refuse("import.written_already")
  if (answers === undefined) throw refuse("import.asks_open")
  const before = own.choices as ImportChoices
  return queueAgain(tx, own, "try", {
    choices: { ...before, answers: { ...before.answers, ...answers } },
    requestedBy: actor.userId,
    requestedByName: actor.name,
  })
}

/** Whether columns are chosen of the header that was read, and not of what is taken for one now. */
function isUnderHeader({ reading }: FileImport, choices: ImportChoices["reading"] = {}): boolean {
  const read = reading as Understanding<string> | null
  if (!read || read.headerRow === NO_HEADER) return false
  const ways = ["encoding", "separator", "sheet", "headerRow"] as const
  return ways.every(way => choices[way] === undefined || choices[way] === read[way])
}

async function remember(
  tx: Tx,
  actor: Actor,
  { kind, reading }: FileImport,
  columns: NonNullable<ImportChoices["mapping"]>,
): Promise<void> {
  const header = (reading as Understanding<string> | null)?.fingerprint
  if (header === undefined) return
  const m = fileImportMapping
  const kept = columns as Record<string, number | null>
  await tx
    .insert(m)
    .values({ companyId: actor.companyId, kind, header, columns: kept, changedByName: actor.name })
    .onConflictDoUpdate({
      target: [m.companyId, m.kind, m.header],
      set: { columns: kept, changedByName: actor.name, changedAt: sql`now()` },
    })
}

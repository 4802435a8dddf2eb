import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import type { FileImport } from "./import-lock"
import { lockImport, queueAgain } from "./lock-import"

/**
 * Asks for the import of what a trial found good; the caller enqueues its job after that.
 *
 * @param goodRows the good rows though others are refused; otherwise all of them or none
 * @returns the generation of its job
 * @throws Forbidden; NotFound; Stale; Refusal import.not_tried, import.asks_open, import.rows_refused {rows}, import.nothing_good
 */
export async function askForImport(
  actor: Actor,
  no: string,
  { goodRows, seen }: { goodRows: boolean; seen?: number },
): Promise<number> {
  return inCompany(actor.companyId, async tx => {
    const { own } = await lockImport(tx, actor, no, seen)
    refuseBefore(own, goodRows)
    await recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: "file_import.started",
      subjectType: "file_import",
      subjectNo: no,
      data: { fileName: own.fileName },
    })
    // Whoever imports is who registers what comes of it.
    return queueAgain(tx, own, "import", { requestedBy: actor.userId, requestedByName: actor.name })
  })
}

function refuseBefore(own: FileImport, goodRows: boolean): void {
  if (own.state !== "tried") throw refuse("import.not_tried")
  if (own.asks.length > 0) throw refuse("import.asks_open")
  if (own.rowsRefused > 0 && !goodRows) throw refuse("import.rows_refused", { rows: own.rowsRefused })
  if (own.rowsNew + own.rowsChanged - own.rowsWritten <= 0) throw refuse("import.nothing_good")
}

/**
 * Tries a failed import again; it goes on where it failed. The caller enqueues its job after that.
 * @returns the generation of its job; null where it has not failed (any more)
 * @throws Forbidden; NotFound
 */
export async function retryImport(actor: Actor, no: string): Promise<number | null> {
  return inCompany(actor.companyId, async tx => {
    const { own } = await lockImport(tx, actor, no)
    if (own.state !== "failed") return null
    await recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: "file_import.retried",
      subjectType: "file_import",
      subjectNo: no,
      data: { fileName: own.fileName },
    })
    return queueAgain(tx, own, own.task, { requestedBy: actor.userId, requestedByName: actor.name })
  })
}

/**
 * Asks for a whole import to be undone; the caller enqueues its job after that.
 * @returns the generation of its job
 * @throws Forbidden; NotFound; Stale; Refusal import.nothing_to_undo, import.undo_changed where it changed what was there before
 */
export async function askForUndoing(actor: Actor, no: string, seen?: number): Promise<number> {
  return inCompany(actor.companyId, async tx => {
    const { own, kind } = await lockImport(tx, actor, no, seen)
    const ended = own.state === "finished" || own.state === "tried" || own.state === "failed"
    if (!ended || own.rowsWritten === 0) throw refuse("import.nothing_to_undo")
    if (own.rowsChanged > 0 && !kind.undo.restores) throw refuse("import.undo_changed")
    await recordEvent(tx, {
      companyId: actor.companyId,
      actor,
      kind: "file_import.undoing",
      subjectType: "file_import",
      subjectNo: no,
      data: { fileName: own.fileName },
    })
    return queueAgain(tx, own, "undo", { requestedBy: actor.userId, requestedByName: actor.name })
  })
}

import { and, eq, sql } from "drizzle-orm"
import { backgroundWork } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { Refusal } from "@/domain/errors"
import { finishWork } from "./finish-work"
import { nextPiece } from "./next-piece"
import type { Piece, PieceWork } from "./piece-work"
import { AlreadySettled, noteDone, noteRefused, refuseRest } from "./settle-piece"

/**
 * "not_queued": there is no such work, or it has finished. "superseded": a later run has taken over.
 */
export type RunOutcome = "finished" | "not_queued" | "superseded"

/**
 * Does the pieces of a work that are still to be done, one after the other, each in a transaction of its own in which its
 * outcome is written too: a run that is killed has done some and told so, and the next goes on with the rest. A piece that
 * is refused stops no other. Who asked must still have the right at each piece; otherwise the rest is refused. Of several
 * runs at once the latest goes on, and nothing is done twice.
 *
 * @param isHopeless whether trying again cannot help after an error nobody foresaw; the piece is refused then
 * @throws whatever passes by itself, such as a lost connection: run it again
 */
export async function runPieces(
  kind: PieceWork,
  companyId: number,
  workNo: number,
  isHopeless: (error: unknown) => boolean,
): Promise<RunOutcome> {
  const attempt = await begin(kind, companyId, workNo)
  if (attempt === undefined) return "not_queued"
  const run = { kind: kind.name, companyId, workNo, attempt }
  for (let after = 0; ; ) {
    const next = await nextPiece(kind, run, after)
    if (next === "not_queued" || next === "superseded") return next
    if (next === "may_not") await refuseRest(kind, run, kind.mayNot)
    if (next === "may_not" || next === "none_left") {
      await finishWork(kind, companyId, workNo)
      return "finished"
    }
    await settle(kind, next, isHopeless)
    after = next.pieceNo
  }
}

/** Begins a run. @returns which it is, counted from 1; undefined where the work is not queued, or not there */
async function begin({ name }: PieceWork, companyId: number, workNo: number): Promise<number | undefined> {
  const w = backgroundWork
  return inCompany(companyId, async tx => {
    const [begun] = await tx
      .update(w)
      .set({ attempts: sql`${w.attempts} + 1`, startedAt: sql`coalesce(${w.startedAt}, now())` })
      .where(and(eq(w.companyId, companyId), eq(w.kind, name), eq(w.no, workNo), eq(w.state, "queued")))
      .returning({ attempt: w.attempts })
    return begun?.attempt
  })
}

async function settle(kind: PieceWork, piece: Piece, isHopeless: (error: unknown) => boolean): Promise<void> {
  try {
    await kind.take(piece, (tx, resultNo) => noteDone(tx, kind, piece, resultNo))
  } catch (error) {
    if (error instanceof AlreadySettled) return
    if (error instanceof Refusal) return noteRefused(kind, piece, error.issues)
    if (!isHopeless(error)) throw error
    return noteRefused(kind, piece, [{ code: "gave_up" }])
  }
}

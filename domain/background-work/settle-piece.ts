import { and, eq, type SQL, sql } from "drizzle-orm"
import { backgroundWork, backgroundWorkPiece } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import { announce } from "@/domain/live/announce"
import type { Piece, PieceRun, PieceWork } from "./piece-work"

/** Thrown where the piece is settled already, or another run has taken over; what was done of it is undone. */
export class AlreadySettled extends Error {}

/**
 * Writes, in the transaction that does a piece, that it is done: both or neither.
 * @throws AlreadySettled
 */
export async function noteDone(tx: Tx, kind: PieceWork, piece: Piece, resultNo: string): Promise<void> {
  const noted = await tx
    .update(backgroundWorkPiece)
    .set({ outcome: "done", resultNo, at: sql`now()` })
    .where(isPending(kind, piece.run, piece.pieceNo))
    .returning({ pieceNo: backgroundWorkPiece.pieceNo })
  if (noted.length === 0) throw new AlreadySettled()
  await announce(tx, piece.run.companyId, kind.name, String(piece.run.workNo))
}

/** Writes every reason why a piece was refused, unless another run has taken over. */
export async function noteRefused(
  kind: PieceWork,
  { run, pieceNo }: Piece,
  problems: readonly Pick<Issue, "code" | "params">[],
) {
  await inCompany(run.companyId, async tx => {
    await refuse(tx, isPending(kind, run, pieceNo), problems)
    await announce(tx, run.companyId, kind.name, String(run.workNo))
  })
}

/** Refuses every piece that has no outcome yet, for one reason. @param code of the problem that each gets */
export async function refuseRest(kind: PieceWork, run: PieceRun, code: string): Promise<void> {
  await inCompany(run.companyId, tx => refuse(tx, isPending(kind, run), [{ code }]))
}

/** Refuses every piece that still waits, of whichever run, within a transaction. */
export async function refuseRestIn(tx: Tx, { name }: PieceWork, companyId: number, workNo: number, code: string) {
  await refuse(tx, ofWork(name, companyId, workNo), [{ code }])
}

async function refuse(tx: Tx, which: SQL | undefined, problems: readonly Pick<Issue, "code" | "params">[]) {
  await tx
    .update(backgroundWorkPiece)
    .set({ outcome: "refused", problems: problems.map(({ code, params }) => ({ code, params })), at: sql`now()` })
    .where(which)
}

/** Pending, and its run still the latest of queued work. */
function isPending({ name }: PieceWork, { companyId, workNo, attempt }: PieceRun, pieceNo?: number) {
  const w = backgroundWork
  return and(
    ofWork(name, companyId, workNo),
    pieceNo === undefined ? undefined : eq(backgroundWorkPiece.pieceNo, pieceNo),
    sql`exists (select from ${w} where ${w.companyId} = ${companyId} and ${w.kind} = ${name} and ${w.no} = ${workNo}
      and ${w.state} = 'queued' and ${w.attempts} = ${attempt})`,
  )
}

function ofWork(name: PieceWork["name"], companyId: number, workNo: number) {
  const p = backgroundWorkPiece
  return and(eq(p.companyId, companyId), eq(p.kind, name), eq(p.workNo, workNo), eq(p.outcome, "pending"))
}

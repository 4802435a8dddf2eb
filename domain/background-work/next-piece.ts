import { and, asc, eq, gt } from "drizzle-orm"
import { backgroundWork, backgroundWorkPiece } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { may } from "@/domain/access/actor"
import { presentActor } from "@/domain/access/present-actor"
import type { Piece, PieceRun, PieceWork } from "./piece-work"

/**
 * What a run has to do next: a piece; "none_left": every piece has its outcome, the work itself is not finished yet;
 * "may_not": who asked is disabled, or has lost the right; "superseded": a later run has taken over; "not_queued": the
 * work has finished.
 */
type Next = Piece | "none_left" | "may_not" | "superseded" | "not_queued"

/** Finds what a run has to do next. @param after piece that it did last; 0: it begins */
export async function nextPiece(kind: PieceWork, run: PieceRun, after: number): Promise<Next> {
  const { companyId, workNo } = run
  const [w, p] = [backgroundWork, backgroundWorkPiece]
  return inCompany(companyId, async tx => {
    const [own] = await tx
      .select({ state: w.state, attempts: w.attempts, requestedBy: w.requestedBy, options: w.options })
      .from(w)
      .where(and(eq(w.companyId, companyId), eq(w.kind, kind.name), eq(w.no, workNo)))
    if (own?.state !== "queued") return "not_queued"
    if (own.attempts !== run.attempt) return "superseded"
    const [piece] = await tx
      .select({ pieceNo: p.pieceNo, content: p.content, pieceKey: p.pieceKey })
      .from(p)
      .where(
        and(
          eq(p.companyId, companyId),
          eq(p.kind, kind.name),
          eq(p.workNo, workNo),
          gt(p.pieceNo, after),
          eq(p.outcome, "pending"),
        ),
      )
      .orderBy(asc(p.pieceNo))
      .limit(1)
    if (!piece) return "none_left"
    const actor = own.requestedBy === null ? undefined : await presentActor(tx, companyId, own.requestedBy)
    if (!actor || !may(actor, kind.right)) return "may_not"
    return { run, ...piece, content: piece.content ?? {}, options: own.options, actor }
  })
}

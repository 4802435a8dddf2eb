import { and, asc, eq, gt } from "drizzle-orm"
import { backgroundWork, backgroundWorkPiece } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { type EventRead, readEvents } from "@/domain/history/read-events"
import { cutForward } from "@/domain/lists/cut-page"
import { head, type WorkHead } from "./list-work"
import type { PieceWork } from "./piece-work"

/** Pieces on one page. */
const PIECES_PER_PAGE = 200

export const pieceOutcomes = ["pending", "done", "refused"] as const
export type PieceOutcome = (typeof pieceOutcomes)[number]

/** What came of one piece. */
export type PieceRead = Pick<
  typeof backgroundWorkPiece.$inferSelect,
  "pieceNo" | "content" | "outcome" | "resultNo" | "problems" | "at"
>

/** Which pieces of a work are shown. */
export type PiecesAsked = {
  /** Only those with this outcome. */
  outcome?: PieceOutcome
  /** Number of the last piece of the page before. */
  after?: number
  /** A page by default. */
  limit?: number
}

export type WorkRead = {
  work: WorkHead
  pieces: PieceRead[]
  /** What to pass as `after` for the page behind, where there is one. */
  next?: number
  /** The latest first. */
  history: EventRead[]
}

/**
 * One work: how far it is, and what came of its pieces, in their order.
 * @throws Forbidden; NotFound for an unknown work and another company's
 */
export async function readWork(
  tx: Tx,
  kind: PieceWork,
  actor: Actor,
  no: number,
  { outcome, after = 0, limit = PIECES_PER_PAGE }: PiecesAsked,
): Promise<WorkRead> {
  authorise(actor, kind.right)
  const { companyId } = actor
  const [w, p] = [backgroundWork, backgroundWorkPiece]
  const [work] = await tx
    .select(head)
    .from(w)
    .where(and(eq(w.companyId, companyId), eq(w.kind, kind.name), eq(w.no, no)))
  if (!work) throw new NotFound(`${kind.name} ${no}`)
  const rows = await tx
    .select({
      pieceNo: p.pieceNo,
      content: p.content,
      outcome: p.outcome,
      resultNo: p.resultNo,
      problems: p.problems,
      at: p.at,
    })
    .from(p)
    .where(
      and(
        eq(p.companyId, companyId),
        eq(p.kind, kind.name),
        eq(p.workNo, no),
        gt(p.pieceNo, after),
        outcome && eq(p.outcome, outcome),
      ),
    )
    .orderBy(asc(p.pieceNo))
    .limit(limit + 1)
  const { rows: pieces, next } = cutForward(rows, limit, ({ pieceNo }) => pieceNo)
  return { work, pieces, next, history: await readEvents(tx, companyId, kind.name, String(no)) }
}

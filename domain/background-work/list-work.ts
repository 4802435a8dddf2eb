import { and, desc, eq, lt, sql } from "drizzle-orm"
import { backgroundWork, backgroundWorkPiece } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { cutForward } from "@/domain/lists/cut-page"
import type { PieceWork } from "./piece-work"

/** Works on one page. */
const WORKS_PER_PAGE = 50

/** What lists and pages show of a work. */
export type WorkHead = Pick<
  typeof backgroundWork.$inferSelect,
  "kind" | "no" | "name" | "options" | "state" | "requestedByName" | "requestedAt" | "finishedAt"
> & {
  /** Pieces in all, those that were done as asked, and those that were refused. */
  count: number
  done: number
  refused: number
}

/** The columns of a WorkHead; the counts are of the work in the outer query. */
export const head = {
  kind: backgroundWork.kind,
  no: backgroundWork.no,
  name: backgroundWork.name,
  options: backgroundWork.options,
  state: backgroundWork.state,
  requestedByName: backgroundWork.requestedByName,
  requestedAt: backgroundWork.requestedAt,
  finishedAt: backgroundWork.finishedAt,
  count: backgroundWork.pieceCount,
  done: countOf("done"),
  refused: countOf("refused"),
}

function countOf(outcome: "done" | "refused") {
  const w = backgroundWork
  return sql<number>`(select count(*)::int from ${backgroundWorkPiece} as p
    where p.company_id = ${w.companyId} and p.kind = ${w.kind} and p.work_no = ${w.no} and p.outcome = ${outcome})`
}

/**
 * A page of the company's works of a kind, the latest first.
 * @param before number of the last work of the page before
 * @returns `next`: what to pass as `before` for the page behind, where there is one
 * @throws Forbidden
 */
export async function listWork(
  kind: PieceWork,
  actor: Actor,
  { before, limit = WORKS_PER_PAGE }: { before?: number; limit?: number } = {},
): Promise<{ works: WorkHead[]; next?: number }> {
  authorise(actor, kind.right)
  const w = backgroundWork
  const rows = await inCompany(actor.companyId, tx =>
    tx
      .select(head)
      .from(w)
      .where(
        and(
          eq(w.companyId, actor.companyId),
          eq(w.kind, kind.name),
          before === undefined ? undefined : lt(w.no, before),
        ),
      )
      .orderBy(desc(w.no))
      .limit(limit + 1),
  )
  const { rows: works, next } = cutForward(rows, limit, ({ no }) => no)
  return { works, next }
}

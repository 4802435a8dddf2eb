import { and, eq, sql } from "drizzle-orm"
import { backgroundWork, backgroundWorkPiece } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { recordEvent } from "@/domain/history/record-event"
import type { PieceWork } from "./piece-work"
import { refuseRestIn } from "./settle-piece"

/** Settles a work whose pieces all have their outcome, and tells who asked for it, once. */
export async function finishWork(kind: PieceWork, companyId: number, workNo: number): Promise<void> {
  await inCompany(companyId, tx => finish(tx, kind, companyId, workNo))
}

/** Ends work that cannot go on for a reason nobody foresaw: what is left of it is refused. */
export async function giveUpWork(kind: PieceWork, companyId: number, workNo: number): Promise<void> {
  await inCompany(companyId, async tx => {
    await refuseRestIn(tx, kind, companyId, workNo, "gave_up")
    await finish(tx, kind, companyId, workNo)
  })
}

async function finish(tx: Tx, kind: PieceWork, companyId: number, workNo: number): Promise<void> {
  const [w, p] = [backgroundWork, backgroundWorkPiece]
  const [finished] = await tx
    .update(w)
    .set({ state: "finished", finishedAt: sql`now()` })
    .where(and(eq(w.companyId, companyId), eq(w.kind, kind.name), eq(w.no, workNo), eq(w.state, "queued")))
    .returning({ requestedBy: w.requestedBy, name: w.name, count: w.pieceCount })
  if (!finished) return
  const [counts] = await tx
    .select({
      done: sql<number>`count(*) filter (where ${p.outcome} = 'done')::int`,
      refused: sql<number>`count(*) filter (where ${p.outcome} = 'refused')::int`,
    })
    .from(p)
    .where(and(eq(p.companyId, companyId), eq(p.kind, kind.name), eq(p.workNo, workNo)))
  const { requestedBy, name, count } = finished
  if (counts!.done + counts!.refused !== count) {
    throw new Error(`${kind.name} ${workNo}: not every piece has its outcome`)
  }
  await recordEvent(tx, {
    companyId,
    actor: null,
    kind: `${kind.name}.finished`,
    subjectType: kind.name,
    subjectNo: String(workNo),
    data: kind.said({ name, count, ...counts! }),
    ...(requestedBy !== null && { tell: { userIds: [requestedBy], mail: true } }),
  })
}

import { and, eq, sql } from "drizzle-orm"
import { insertAll } from "@/db/bulk-rows"
import { backgroundWork, backgroundWorkPiece } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { recordEvent } from "@/domain/history/record-event"
import type { PieceWork } from "./piece-work"

/** A work that was asked for, and the generation of its job. */
export type QueuedWork = { no: number; generation: number }

type Asked = {
  /** Which sending of a form asks for it; absent: there is one work each time. */
  askedAs?: string
  name?: string
  options?: Record<string, unknown>
}

/**
 * Notes work that is to be done in the background, and who asked for it. The caller enqueues its job after the commit.
 * @param putPieces puts its pieces in, in the same transaction; throws where there are none to do
 * @returns the work; that which the same sending made, where it is sent again
 */
export async function queueWork(
  tx: Tx,
  kind: PieceWork,
  actor: Actor,
  { askedAs, name = "", options = {} }: Asked,
  putPieces: (no: number) => Promise<void>,
): Promise<QueuedWork> {
  const { companyId } = actor
  const w = backgroundWork
  const values = { companyId, kind: kind.name, requestedBy: actor.userId, requestedByName: actor.name, name, options }
  const [made] = await tx
    .insert(w)
    .values({ ...values, ...(askedAs !== undefined && { askedAs }) })
    // Waits for who is making the same.
    .onConflictDoNothing({ target: [w.companyId, w.kind, w.requestedBy, w.askedAs] })
    .returning({ no: w.no, generation: w.generation })
  if (!made) return madeBefore(tx, kind, actor, askedAs!)
  await putPieces(made.no)
  const ofWork = and(eq(w.companyId, companyId), eq(w.kind, kind.name), eq(w.no, made.no))
  const [counted] = await tx
    .update(w)
    .set({
      pieceCount: sql`(select count(*) from ${backgroundWorkPiece} as p
        where p.company_id = ${companyId} and p.kind = ${kind.name} and p.work_no = ${made.no})`,
    })
    .where(ofWork)
    .returning({ count: w.pieceCount })
  await recordEvent(tx, {
    companyId,
    actor,
    kind: `${kind.name}.requested`,
    subjectType: kind.name,
    subjectNo: String(made.no),
    data: kind.said({ name, count: counted!.count }),
  })
  return made
}

async function madeBefore(tx: Tx, { name }: PieceWork, actor: Actor, askedAs: string): Promise<QueuedWork> {
  const w = backgroundWork
  const [made] = await tx
    .select({ no: w.no, generation: w.generation })
    .from(w)
    .where(
      and(eq(w.companyId, actor.companyId), eq(w.kind, name), eq(w.requestedBy, actor.userId), eq(w.askedAs, askedAs)),
    )
  return made!
}

/** A piece to put in; one that cannot even be read is refused at once, for its problems. */
export type NewPiece = Pick<typeof backgroundWorkPiece.$inferSelect, "pieceNo" | "content" | "pieceKey" | "problems">

/** Puts the pieces of a work in, with one statement. */
export async function putPieces(
  tx: Tx,
  kind: PieceWork,
  companyId: number,
  workNo: number,
  pieces: readonly NewPiece[],
) {
  const rows = pieces.map(piece => ({
    ...piece,
    kind: kind.name,
    workNo,
    outcome: piece.problems ? ("refused" as const) : ("pending" as const),
    resultNo: null,
    at: piece.problems ? new Date() : null,
  }))
  await tx.execute(insertAll(backgroundWorkPiece, companyId, rows))
}

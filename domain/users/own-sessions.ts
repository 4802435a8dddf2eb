import { and, desc, eq, gt, isNull, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { session } from "@/db/schema"
import { NotFound } from "@/domain/errors"
import { type Device, deviceNamed } from "@/domain/security-log/device-named"
import { nameOfSession } from "./sessions"

/** A session of the user's, as shown to that user alone. */
export type OwnSession = {
  /** Tells it from others; opens nothing. */
  id: string
  device: Device
  createdAt: Date
  lastSeenAt: Date
  /** The one that asks. */
  isThis: boolean
}

/** The user's sessions that have not ended, this one first, then the latest used. @param sessionId of the one that asks */
export async function listOwnSessions(userId: number, sessionId: string): Promise<OwnSession[]> {
  const rows = await database()
    .select()
    .from(session)
    .where(and(eq(session.userId, userId), isOpenSession))
    .orderBy(desc(eq(session.idHash, nameOfSession(sessionId))), desc(session.lastSeenAt))
  return rows.map(({ idHash, userAgent, createdAt, lastSeenAt }) => ({
    id: idHash,
    device: deviceNamed(userAgent),
    createdAt,
    lastSeenAt,
    isThis: idHash === nameOfSession(sessionId),
  }))
}

/** Ends one of the user's sessions. @throws NotFound for one that has ended, and for anybody else's */
export async function endOwnSession(userId: number, id: string): Promise<void> {
  const ended = await database()
    .update(session)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(session.idHash, id), eq(session.userId, userId), isOpenSession))
    .returning({ id: session.idHash })
  if (ended.length === 0) throw new NotFound("session")
}

/** Which sessions open anything: they have not ended, and wait for nothing. */
export const isOpenSession = and(
  eq(session.awaitsFactor, false),
  isNull(session.revokedAt),
  gt(session.expiresAt, sql`now()`),
)

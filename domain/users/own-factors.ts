import { and, eq, isNotNull, isNull, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { authenticator, passkey, recoveryCode, session, users } from "@/db/schema"
import { refuse } from "@/domain/errors"
import { nameOfSession } from "./sessions"

type Reader = Pick<ReturnType<typeof database>, "select">
type Writer = Pick<ReturnType<typeof database>, "select" | "update" | "delete">

/** Whether the password alone does not open the account: it has an authenticator, or a passkey. */
export async function hasSecondFactor(userId: number, reader: Reader = database()): Promise<boolean> {
  const [app] = await reader
    .select({ id: authenticator.userId })
    .from(authenticator)
    .where(and(eq(authenticator.userId, userId), isNotNull(authenticator.confirmedAt)))
  if (app) return true
  const [key] = await reader.select({ id: passkey.id }).from(passkey).where(eq(passkey.userId, userId)).limit(1)
  return key !== undefined
}

/**
 * Before a second factor is added, by one at a time: a session that the password alone opened gives itself none where the user has one.
 * @returns whether the user had one before
 * @throws Refusal
 */
export async function requireFactorOfBefore(tx: Reader, userId: number, sessionId: string): Promise<boolean> {
  await lockFactors(tx, userId)
  if (!(await hasSecondFactor(userId, tx))) return false
  const [lacking] = await tx
    .select({ id: session.userId })
    .from(session)
    .where(and(eq(session.idHash, nameOfSession(sessionId)), isNull(session.factorAt)))
  if (lacking) throw refuse("user.factor_first")
  return true
}

/** What is left to do when a second factor was removed: the last one takes the recovery codes with it. */
export async function settleRemovedFactor(tx: Writer, userId: number): Promise<void> {
  await lockFactors(tx, userId)
  if (await hasSecondFactor(userId, tx)) return
  await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId))
  await tx.update(session).set({ factorAt: null }).where(eq(session.userId, userId))
}

/** One at a time changes a user's second factors. */
export async function lockFactors(tx: Reader, userId: number): Promise<void> {
  await tx.select({ id: sql`1` }).from(users).where(eq(users.id, userId)).for("update")
}

import { and, asc, count, eq, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { passkey, session, users } from "@/db/schema"
import { NotFound, refuse } from "@/domain/errors"
import { receivedLine } from "@/domain/text/received-text"
import type { Language } from "@/language/language"
import { tellOfChange } from "./account-letters"
import { requireFactorOfBefore, settleRemovedFactor } from "./own-factors"
import { takeChallenge } from "./passkey-challenge"
import { type NewKey, readNewKey } from "./read-passkey"
import { makeRecoveryCodes } from "./recovery-codes"
import { nameOfSession, revokeSessions } from "./sessions"

/** So many a user has at most. */
const mostPasskeys = 10
/** Letters of a passkey's name. */
export const longestPasskeyName = 60

export type OwnPasskey = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null }

/** The user's passkeys, the oldest first. */
export async function listPasskeys(userId: number): Promise<OwnPasskey[]> {
  const { id, name, createdAt, lastUsedAt } = passkey
  return database()
    .select({ id, name, createdAt, lastUsedAt })
    .from(passkey)
    .where(eq(passkey.userId, userId))
    .orderBy(asc(createdAt), asc(id))
}

/**
 * Adds a passkey, ends every other session, and tells the user by mail.
 * @param given.answer what the browser made of passkeyToAdd, as JSON
 * @param given.sessionId of who adds it
 * @returns recovery codes, to be shown once, where it is the user's first second factor
 * @throws Refusal for an answer that does not fit, one too many, and a session that did not pass the second factor there is
 */
export async function addPasskey(
  userId: number,
  given: { answer: string; name: string; sessionId: string; language: Language },
): Promise<string[] | undefined> {
  const made = await readNewKey(given.answer, nameOfSession(given.sessionId))
  if (!made) throw refuse("user.passkey_refused")
  return database().transaction(async tx => {
    const hadOne = await requireFactorOfBefore(tx, userId, given.sessionId)
    await requireRoom(tx, userId)
    const name = receivedLine(given.name).slice(0, longestPasskeyName)
    if (!(await takeChallenge(tx, made.challenge)) || !(await isWritten(tx, { ...made.key, userId, name }))) {
      throw refuse("user.passkey_refused")
    }
    // Those that a password alone has opened.
    await revokeSessions(userId, given.sessionId, tx)
    await tx
      .update(session)
      .set({ factorAt: sql`now()` })
      .where(eq(session.idHash, nameOfSession(given.sessionId)))
    await tellUser(tx, userId, "passkey_added", given.language)
    return hadOne ? undefined : makeRecoveryCodes(tx, userId)
  })
}

/** Removes one of the user's passkeys, and tells the user by mail. @throws NotFound for one that is gone, and for anybody else's */
export async function removePasskey(userId: number, id: string, language: Language): Promise<void> {
  await database().transaction(async tx => {
    const removed = await tx
      .delete(passkey)
      .where(and(eq(passkey.id, id), eq(passkey.userId, userId)))
      .returning({ id: passkey.id })
    if (removed.length === 0) throw new NotFound("passkey")
    await settleRemovedFactor(tx, userId)
    await tellUser(tx, userId, "passkey_removed", language)
  })
}

type Tx = Parameters<Parameters<ReturnType<typeof database>["transaction"]>[0]>[0]

async function requireRoom(tx: Tx, userId: number): Promise<void> {
  const [there] = await tx.select({ count: count() }).from(passkey).where(eq(passkey.userId, userId))
  if (there!.count >= mostPasskeys) throw refuse("user.passkeys_many", { most: mostPasskeys })
}

/** @returns false for a credential that is there, be it another's */
async function isWritten(tx: Tx, row: NewKey & { userId: number; name: string }): Promise<boolean> {
  const written = await tx.insert(passkey).values(row).onConflictDoNothing().returning({ id: passkey.id })
  return written.length > 0
}

async function tellUser(tx: Tx, userId: number, kind: "passkey_added" | "passkey_removed", language: Language) {
  const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId))
  if (user) await tellOfChange(tx, kind, { email: user.email, language })
}

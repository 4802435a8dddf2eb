import { and, eq, gt, isNotNull, isNull, lt, sql } from "drizzle-orm"
import { generateSecret, generateURI, verifySync } from "otplib"
import { database } from "@/db/client"
import { authenticator, session, users } from "@/db/schema"
import { refuse } from "@/domain/errors"
import type { Language } from "@/language/language"
import { tellOfChange } from "./account-letters"
import { requireFactorOfBefore, settleRemovedFactor } from "./own-factors"
import { makeRecoveryCodes } from "./recovery-codes"
import { seal, unseal } from "./seal"
import { nameOfSession, revokeSessions } from "./sessions"

/** Seconds by which a clock may be wrong: the code before and the one behind are right too. */
const tolerance = 30
/** Minutes within which a secret that was shown has to be confirmed. */
const minutesToConfirm = 30

const purpose = (userId: number) => `authenticator ${userId}`

/** Whether the user has an authenticator that counts. */
export async function hasAuthenticator(userId: number): Promise<boolean> {
  const [found] = await database().select({ id: authenticator.userId }).from(authenticator).where(isConfirmed(userId))
  return found !== undefined
}

/** What an authenticator app needs. */
export type NewAuthenticator = {
  /** In base32, to be typed in. */
  secret: string
  /** Of a QR code. */
  uri: string
}

/**
 * The secret of an authenticator that the user is about to make, the same one at each look within half an hour: a page that
 * is drawn anew must not show another than was scanned. One that somebody began in another session is dropped.
 *
 * @returns undefined for a user who has one
 */
export async function newAuthenticator(userId: number, sessionId: string): Promise<NewAuthenticator | undefined> {
  const madeIn = nameOfSession(sessionId)
  const fresh = { sealedSecret: seal(purpose(userId), generateSecret()), madeIn, createdAt: new Date() }
  const tooOld = sql`${authenticator.createdAt} < now() - make_interval(mins => ${minutesToConfirm})`
  await database()
    .insert(authenticator)
    .values({ userId, ...fresh })
    .onConflictDoUpdate({
      target: authenticator.userId,
      set: fresh,
      setWhere: sql`${authenticator.confirmedAt} IS NULL AND (${authenticator.madeIn} <> ${madeIn} OR ${tooOld})`,
    })
  const [row] = await database()
    .select({ sealed: authenticator.sealedSecret, email: users.email })
    .from(authenticator)
    .innerJoin(users, eq(users.id, authenticator.userId))
    .where(and(eq(authenticator.userId, userId), isNull(authenticator.confirmedAt)))
  const secret = row && unseal(purpose(userId), row.sealed)
  return secret === undefined
    ? undefined
    : { secret, uri: generateURI({ issuer: "Inkoop", label: row!.email, secret }) }
}

/**
 * Makes it count, by a first code of it, ends every other session, and tells the user by mail.
 * @returns the recovery codes, to be shown once
 * @throws Refusal for a wrong code, where nothing is there to confirm (any more), and for a session that did not pass a passkey there is
 */
export async function confirmAuthenticator(
  userId: number,
  given: { code: string; sessionId: string; language: Language },
): Promise<string[]> {
  const [row] = await database()
    .select()
    .from(authenticator)
    .where(
      and(
        eq(authenticator.userId, userId),
        isNull(authenticator.confirmedAt),
        eq(authenticator.madeIn, nameOfSession(given.sessionId)),
        gt(authenticator.createdAt, sql`now() - make_interval(mins => ${minutesToConfirm})`),
      ),
    )
  const step = row && stepOf(userId, row.sealedSecret, given.code)
  if (step === undefined) throw refuse("user.wrong_code", undefined, "code")
  return database().transaction(async tx => {
    await requireFactorOfBefore(tx, userId, given.sessionId)
    const confirmed = await tx
      .update(authenticator)
      .set({ confirmedAt: sql`now()`, lastStep: step })
      .where(and(eq(authenticator.userId, userId), isNull(authenticator.confirmedAt)))
      .returning({ id: authenticator.userId })
    if (confirmed.length === 0) throw refuse("user.wrong_code", undefined, "code")
    // Those that a password alone has opened.
    await revokeSessions(userId, given.sessionId, tx)
    await tx
      .update(session)
      .set({ factorAt: sql`now()` })
      .where(eq(session.idHash, nameOfSession(given.sessionId)))
    await tellUser(tx, userId, "second_factor_added", given.language)
    return makeRecoveryCodes(tx, userId)
  })
}

/** Takes a code of the user's authenticator, once. @returns whether it was right */
export async function takeAuthenticatorCode(userId: number, code: string): Promise<boolean> {
  const [row] = await database().select().from(authenticator).where(isConfirmed(userId))
  const step = row && stepOf(userId, row.sealedSecret, code)
  if (step === undefined) return false
  const taken = await database()
    .update(authenticator)
    .set({ lastStep: step })
    .where(and(isConfirmed(userId), lt(authenticator.lastStep, step)))
    .returning({ id: authenticator.userId })
  return taken.length > 0
}

/** Removes the authenticator, with the recovery codes where no passkey is left, and tells the user by mail. */
export async function removeAuthenticator(userId: number, language: Language): Promise<void> {
  await database().transaction(async tx => {
    await tx.delete(authenticator).where(eq(authenticator.userId, userId))
    await settleRemovedFactor(tx, userId)
    await tellUser(tx, userId, "second_factor_removed", language)
  })
}

type Writer = Pick<ReturnType<typeof database>, "insert" | "select">

async function tellUser(tx: Writer, userId: number, kind: Parameters<typeof tellOfChange>[1], language: Language) {
  const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId))
  if (user) await tellOfChange(tx, kind, { email: user.email, language })
}

/** Of which step of time it is the code; undefined for none of those that count now. */
function stepOf(userId: number, sealed: string, code: string): number | undefined {
  const secret = unseal(purpose(userId), sealed)
  if (secret === undefined || !/^\d{6}$/.test(code)) return undefined
  const result = verifySync({ secret, token: code, epochTolerance: tolerance })
  return result.valid && "timeStep" in result ? Number(result.timeStep) : undefined
}

function isConfirmed(userId: number) {
  return and(eq(authenticator.userId, userId), isNotNull(authenticator.confirmedAt))
}

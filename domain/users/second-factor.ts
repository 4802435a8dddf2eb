import { and, eq, gt, isNull, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { session, users } from "@/db/schema"
import type { RequestOrigin } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { recordSecurityOf } from "@/domain/security-log/record"
import type { Language } from "@/language/language"
import { tellOfChange } from "./account-letters"
import { takeAuthenticatorCode } from "./authenticator"
import { readSigned } from "./read-passkey"
import { takeRecoveryCode } from "./recovery-codes"
import { nameOfSession } from "./sessions"
import { takeSigned } from "./take-passkey"
import { countKeys, forgetKeys, network } from "./throttle"
import { waitUntil } from "./wait"

/** Minutes that a session waits for the second factor. */
const minutesToCome = 15

/** Wrong codes after which the next has to wait: from one network, and from everywhere. */
const allowed = { here: 5, everywhere: 20 }

/** Whose session waits for the second factor. */
export async function findAwaiting(
  sessionId: string,
): Promise<{ id: number; name: string; email: string } | undefined> {
  const [found] = await database()
    .select({ id: users.id, name: users.name, email: users.email })
    .from(session)
    .innerJoin(users, eq(users.id, session.userId))
    .where(
      and(
        eq(session.idHash, nameOfSession(sessionId)),
        eq(session.awaitsFactor, true),
        isNull(session.revokedAt),
        gt(session.createdAt, sql`now() - make_interval(mins => ${minutesToCome})`),
      ),
    )
  return found
}

/** Where somebody proves a second factor, and on the way to which company. */
export type FactorPlace = { sessionId: string; from: RequestOrigin; company: string; language: Language }

type How = "authenticator" | "recovery_code" | "passkey"

/**
 * Takes a code of the user's authenticator, a recovery code, or what a passkey of theirs has signed, each once, and lets the session in.
 * @throws Refusal for a wrong one, one that was taken before, and after too many
 */
export async function passSecondFactor(
  userId: number,
  given: FactorPlace & ({ code: string } | { answer: string }),
): Promise<void> {
  const how = await ("answer" in given ? takePasskey(userId, given) : takeCode(userId, given))
  await letIn(given.sessionId)
  await recordSecurityOf({ userId }, given.company, given.from, { kind: "signed_in", detail: how })
}

/** As passSecondFactor, for what takes a code without letting anybody in. @returns by which it was */
export async function takeCode(userId: number, given: FactorPlace & { code: string }): Promise<How> {
  const typed = given.code.replace(/\s/g, "")
  const isCode = /^\d{6}$/.test(typed)
  const keys = await countTry(userId, given, "code")
  if (!(await (isCode ? takeAuthenticatorCode(userId, typed) : takeRecoveryCode(userId, typed)))) {
    await noteFailure(userId, given, "second_factor")
    throw refuse("user.wrong_code", undefined, "code")
  }
  await forgetKeys(keys)
  if (isCode) return "authenticator"
  const [user] = await database().select({ email: users.email }).from(users).where(eq(users.id, userId))
  await tellOfChange(database(), "recovery_code_used", { email: user!.email, language: given.language })
  return "recovery_code"
}

async function takePasskey(userId: number, given: FactorPlace & { answer: string }): Promise<How> {
  const keys = await countTry(userId, given)
  const signed = await readSigned(given.answer, "second-factor", nameOfSession(given.sessionId))
  const taken = signed?.userId === userId ? await takeSigned(signed) : undefined
  if (taken !== "taken") {
    await noteFailure(userId, given, taken === "copied" ? "passkey_copied" : "passkey")
    throw refuse("user.passkey_refused")
  }
  await forgetKeys(keys)
  return "passkey"
}

/** @returns what it counts for @throws Refusal where the next has to wait */
async function countTry(userId: number, { from, company }: FactorPlace, field?: string) {
  const keys = [
    { key: `factor:${userId}:${network(from.address)}`, allowed: allowed.here },
    { key: `factor:${userId}`, allowed: allowed.everywhere },
  ]
  const until = await countKeys(keys)
  if (!until) return keys
  await recordSecurityOf({ userId }, company, from, { kind: "locked_out", detail: "second_factor", once: true })
  throw refuse("user.too_many_attempts", waitUntil(until), field)
}

async function noteFailure(userId: number, { from, company }: FactorPlace, detail: string): Promise<void> {
  await recordSecurityOf({ userId }, company, from, { kind: "sign_in_failed", detail })
}

/** The second factor has come. */
async function letIn(sessionId: string): Promise<void> {
  await database()
    .update(session)
    .set({ awaitsFactor: false, factorAt: sql`now()`, authenticatedAt: sql`now()` })
    .where(and(eq(session.idHash, nameOfSession(sessionId)), isNull(session.revokedAt)))
}

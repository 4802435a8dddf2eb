import { and, eq, gt, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { session } from "@/db/schema"
import { Refusal } from "@/domain/errors"
import { hasSecondFactor } from "./own-factors"
import { type FactorPlace, takeCode } from "./second-factor"
import { nameOfSession } from "./sessions"

const minutesFresh = 10

/** Whether the user has a second factor, and the session has not shown one within ten minutes. */
export async function needsFreshFactor(userId: number, sessionId: string): Promise<boolean> {
  if (!(await hasSecondFactor(userId))) return false
  const since = sql`now() - make_interval(mins => ${minutesFresh})`
  const [fresh] = await database()
    .select({ id: session.userId })
    .from(session)
    .where(and(eq(session.idHash, nameOfSession(sessionId)), gt(session.factorAt, since)))
  return fresh === undefined
}

/**
 * Proves again, by a code of the authenticator or a recovery code, that the session has the user's second factor.
 * @param field of the form
 * @throws Refusal for a wrong code, and after too many
 */
export async function proveFactorAgain(
  userId: number,
  given: FactorPlace & { code: string },
  field: string,
): Promise<void> {
  try {
    await takeCode(userId, given)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(error.issues.map(issue => ({ ...issue, field })))
  }
  await database()
    .update(session)
    .set({ factorAt: sql`now()` })
    .where(and(eq(session.idHash, nameOfSession(given.sessionId)), eq(session.userId, userId)))
}

import { and, eq, gt, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { session, users } from "@/db/schema"
import { refuse } from "@/domain/errors"
import { verifyPassword } from "./password"
import { nameOfSession } from "./sessions"
import { countAttempt, forgiveAttempt } from "./throttle"
import { waitUntil } from "./wait"

const minutesFresh = 10

/** Whether whoever uses the session has proven within ten minutes to be its user. */
export async function isFreshSignIn(sessionId: string): Promise<boolean> {
  const since = sql`now() - make_interval(mins => ${minutesFresh})`
  const [fresh] = await database()
    .select({ id: session.userId })
    .from(session)
    .where(and(eq(session.idHash, nameOfSession(sessionId)), gt(session.authenticatedAt, since)))
  return fresh !== undefined
}

/**
 * Proves again, by the password, that the session is used by its user.
 * @param given.address where the request comes from; guesses count as failed sign-ins of this browser
 * @param field of the form
 * @throws Refusal for a wrong password, and after too many
 */
export async function proveAgain(
  userId: number,
  given: { password: string; sessionId: string; address: string },
  field: string,
): Promise<void> {
  const [user] = await database().select().from(users).where(eq(users.id, userId))
  const idHash = nameOfSession(given.sessionId)
  const attempt = { email: user?.email ?? "", address: given.address, device: idHash }
  const until = await countAttempt(attempt)
  if (until) throw refuse("user.too_many_attempts", waitUntil(until), field)
  if (!(await verifyPassword(user?.passwordHash, given.password))) throw refuse("user.wrong_password", undefined, field)
  await forgiveAttempt(attempt)
  await database().update(session).set({ authenticatedAt: sql`now()` }).where(eq(session.idHash, idHash))
}

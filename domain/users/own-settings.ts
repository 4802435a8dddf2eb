import { eq } from "drizzle-orm"
import { database } from "@/db/client"
import { users } from "@/db/schema"
import { refuse } from "@/domain/errors"
import type { Language } from "@/language/language"
import { tellOfChange } from "./account-letters"
import { endTokens } from "./api-tokens"
import { hashPassword, verifyPassword } from "./password"
import { ownWordsOf, requireStrong } from "./password-rules"
import { nameOfSession, revokeSessions } from "./sessions"
import { countAttempt, forgiveAttempt } from "./throttle"
import { waitUntil } from "./wait"

type Own = Pick<typeof users.$inferSelect, "language" | "theme" | "singleKeys" | "quickPath">

/**
 * Keeps a user's language (null: the browser's), theme (null: the system's), whether keys of one sign do something, and at which
 * fields of a line Enter stops.
 */
export async function saveSettings(userId: number, { language, theme, singleKeys, quickPath }: Own): Promise<void> {
  await database().update(users).set({ language, theme, singleKeys, quickPath }).where(eq(users.id, userId))
}

/**
 * Changes the password of the signed-in user, ends every other session of theirs, and tells them by mail.
 *
 * @param given.sessionId the session that asks, which stays
 * @param given.address where the request comes from; guesses count as failed sign-ins
 * @param given.language of the page
 * @throws Refusal when the current password is wrong, or was guessed at too often, and for a new one that is easily guessed
 */
export async function changePassword(
  userId: number,
  given: { current: string; next: string; sessionId: string; address: string; language: Language },
): Promise<void> {
  const [user] = await database().select().from(users).where(eq(users.id, userId))
  // A session is a browser that is known: nobody's guesses at sign-in keep its user from this.
  const attempt = { email: user?.email ?? "", address: given.address, device: nameOfSession(given.sessionId) }
  const until = await countAttempt(attempt)
  if (until) throw refuse("user.too_many_attempts", waitUntil(until), "currentPassword")
  if (!(await verifyPassword(user?.passwordHash, given.current))) {
    throw refuse("user.wrong_password", undefined, "currentPassword")
  }
  await forgiveAttempt(attempt)
  await requireStrong(given.next, await ownWordsOf(userId), "newPassword")
  const passwordHash = await hashPassword(given.next)
  await database().transaction(async tx => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId))
    await revokeSessions(userId, given.sessionId, tx)
    await endTokens(tx, userId)
    await tellOfChange(tx, "password_changed", { email: attempt.email, language: given.language })
  })
}

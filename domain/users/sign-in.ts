import { eq } from "drizzle-orm"
import { database } from "@/db/client"
import { users } from "@/db/schema"
import { verifyPassword } from "./password"
import { openSession } from "./sessions"
import { countAttempt, forgiveAttempt } from "./throttle"

export type SignIn =
  | { outcome: "signed_in"; userId: number; sessionId: string }
  /** Unknown e-mail or wrong password: nobody learns which. */
  | { outcome: "wrong" }
  /** Too many failures of this account or address; refused even with the right password. */
  | { outcome: "too_many"; until: Date }

/**
 * Signs a user in by e-mail and password.
 * @param given.address where the attempt comes from, as an IP address that the client cannot choose
 */
export async function signIn(given: { email: string; password: string; address: string }): Promise<SignIn> {
  const attempt = { email: normalisedEmail(given.email), address: given.address }
  const until = await countAttempt(attempt)
  if (until) return { outcome: "too_many", until }

  const [user] = await database().select().from(users).where(eq(users.email, attempt.email))
  const right = await verifyPassword(user?.passwordHash, given.password)
  if (!right || !user) return { outcome: "wrong" }

  await forgiveAttempt(attempt)
  return { outcome: "signed_in", userId: user.id, sessionId: await openSession(user.id) }
}

/** E-mail addresses are kept in lower case, without the spaces that paste brings along. */
function normalisedEmail(email: string): string {
  return email.trim().toLowerCase()
}

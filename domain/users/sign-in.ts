import { eq } from "drizzle-orm"
import { database } from "@/db/client"
import { users } from "@/db/schema"
import { deviceOf } from "./device"
import { verifyPassword } from "./password"
import { openSession } from "./sessions"
import { countAttempt, forgiveAttempt } from "./throttle"

export type SignIn =
  | { outcome: "signed_in"; userId: number; sessionId: string }
  /** Unknown e-mail or wrong password: nobody learns which. */
  | { outcome: "wrong" }
  /** Too many failures of this browser, account or address; refused even with the right password. */
  | { outcome: "too_many"; until: Date }

/**
 * Signs a user in by e-mail and password.
 * @param given.address where the attempt comes from, as an IP address that the client cannot choose
 * @param given.device what the browser keeps of having signed in before (see deviceToken)
 */
export async function signIn(given: {
  email: string
  password: string
  address: string
  device?: string
}): Promise<SignIn> {
  const email = normalisedEmail(given.email)
  const attempt = { email, address: given.address, device: deviceOf(email, given.device) }
  const until = await countAttempt(attempt)
  if (until) return { outcome: "too_many", until }

  const [user] = await database().select().from(users).where(eq(users.email, attempt.email))
  const right = await verifyPassword(user?.passwordHash, given.password)
  if (!right || !user) return { outcome: "wrong" }

  await forgiveAttempt(attempt)
  return { outcome: "signed_in", userId: user.id, sessionId: await openSession(user.id) }
}

/** E-mail addresses are kept in lower case, without the spaces that paste brings along. */
export function normalisedEmail(email: string): string {
  return email.trim().toLowerCase()
}

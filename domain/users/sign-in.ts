import { eq } from "drizzle-orm"
import { database } from "@/db/client"
import { users } from "@/db/schema"
import type { RequestOrigin } from "@/domain/access/actor"
import type { SecurityKind } from "@/domain/security-log/kinds"
import { recordSecurityOf } from "@/domain/security-log/record"
import { deviceOf } from "./device"
import { hasSecondFactor } from "./own-factors"
import { verifyPassword } from "./password"
import { openSession } from "./sessions"
import { countAttempt, forgiveAttempt } from "./throttle"

export type SignIn =
  /** The session of whoever has a second factor waits for it: see passSecondFactor. */
  | { outcome: "signed_in"; userId: number; sessionId: string }
  /** Unknown e-mail or wrong password: nobody learns which. */
  | { outcome: "wrong" }
  /** Too many failures of this browser, account or address; refused even with the right password. */
  | { outcome: "too_many"; until: Date }

/**
 * Signs a user in by e-mail and password.
 * @param given.address where the attempt comes from, as an IP address that the client cannot choose
 * @param given.device what the browser keeps of having signed in before (see deviceToken)
 * @param given.userAgent what it calls itself
 * @param given.company slug of the company that it is on the way to
 */
export async function signIn(given: {
  email: string
  password: string
  address: string
  device?: string
  userAgent?: string
  company?: string
}): Promise<SignIn> {
  const email = normalisedEmail(given.email)
  const attempt = { email, address: given.address, device: deviceOf(email, given.device) }
  const until = await countAttempt(attempt)
  const [user] = await database().select().from(users).where(eq(users.email, attempt.email))
  const note = (kind: SecurityKind, once = false) =>
    recordSecurityOf(user && { userId: user.id }, given.company ?? "", originOf(given), { kind, once })
  if (until) {
    await note("locked_out", true)
    return { outcome: "too_many", until }
  }
  const right = await verifyPassword(user?.passwordHash, given.password)
  if (!right || !user) {
    await note("sign_in_failed")
    return { outcome: "wrong" }
  }
  await forgiveAttempt(attempt)
  const awaitsFactor = await hasSecondFactor(user.id)
  if (!awaitsFactor) await note("signed_in")
  return {
    outcome: "signed_in",
    userId: user.id,
    sessionId: await openSession(user.id, given.userAgent, { awaitsFactor }),
  }
}

function originOf({ address, userAgent = "" }: { address: string; userAgent?: string }): RequestOrigin {
  return { address, userAgent }
}

/** E-mail addresses are kept in lower case, without the spaces that paste brings along. */
export function normalisedEmail(email: string): string {
  return email.trim().toLowerCase()
}

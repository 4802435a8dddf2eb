import { eq } from "drizzle-orm"
import { database } from "@/db/client"
import { users } from "@/db/schema"
import type { RequestOrigin } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { recordSecurityOf } from "@/domain/security-log/record"
import { readSigned } from "./read-passkey"
import { takeSigned } from "./take-passkey"
import { countKeys, forgetKeys, network } from "./throttle"
import { waitUntil } from "./wait"

/** Answers that did not fit, after which the next from that network has to wait. */
const allowedHere = 50

/**
 * Who signs in by a passkey alone: what they have, and their device has verified who they are, so it is both factors.
 * @param given.answer what the browser made of passkeyToSignIn, as JSON
 * @param given.browser what that was asked for
 * @param given.company slug of the company that it is on the way to
 * @throws Refusal for what does not fit, whatever it is, and after too many
 */
export async function signInByPasskey(given: {
  answer: string
  browser: string
  from: RequestOrigin
  company: string
}): Promise<{ id: number; email: string }> {
  const { from, company } = given
  const keys = [{ key: `passkey:${network(from.address)}`, allowed: allowedHere }]
  const until = await countKeys(keys)
  if (until) {
    await recordSecurityOf(undefined, company, from, { kind: "locked_out", detail: "passkey", once: true })
    throw refuse("user.too_many_attempts", waitUntil(until))
  }
  const signed = await readSigned(given.answer, "sign-in", given.browser)
  const taken = signed && (await takeSigned(signed))
  if (!signed || taken !== "taken") {
    const who = signed && { userId: signed.userId }
    const detail = taken === "copied" ? "passkey_copied" : "passkey"
    await recordSecurityOf(who, company, from, { kind: "sign_in_failed", detail })
    throw refuse("user.passkey_refused")
  }
  await forgetKeys(keys)
  await recordSecurityOf({ userId: signed.userId }, company, from, { kind: "signed_in", detail: "passkey_alone" })
  const [user] = await database()
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(eq(users.id, signed.userId))
  return user!
}

import { createHash } from "node:crypto"
import { generateAuthenticationOptions, generateRegistrationOptions } from "@simplewebauthn/server"
import { eq } from "drizzle-orm"
import { database } from "@/db/client"
import { passkey } from "@/db/schema"
import { makeChallenge } from "./passkey-challenge"
import { relyingParty } from "./relying-party"
import { nameOfSession } from "./sessions"

/** Milliseconds that a browser waits for its user. */
const timeout = 120_000

/** What a browser makes a passkey of (WebAuthn, PublicKeyCredentialCreationOptionsJSON). */
export async function passkeyToAdd(user: { id: number; name: string; email: string }, sessionId: string) {
  const { name, id } = relyingParty()
  return generateRegistrationOptions({
    rpName: name,
    rpID: id,
    userName: user.email,
    userDisplayName: user.name,
    // Names the account on the device, and tells whoever looks there nothing of it.
    userID: new Uint8Array(createHash("sha256").update(`inkoop user ${user.id}`).digest()),
    challenge: new Uint8Array(makeChallenge("add", nameOfSession(sessionId))),
    timeout,
    excludeCredentials: await keysOf(user.id),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  })
}

/** What one of the user's passkeys is asked to sign, after the password. */
export async function passkeyAfterPassword(userId: number, sessionId: string) {
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: new Uint8Array(makeChallenge("second-factor", nameOfSession(sessionId))),
    timeout,
    allowCredentials: await keysOf(userId),
    userVerification: "preferred",
  })
}

/** What any passkey of any user is asked to sign, instead of a password. @param browser what it alone holds */
export async function passkeyToSignIn(browser: string) {
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: new Uint8Array(makeChallenge("sign-in", browser)),
    timeout,
    userVerification: "required",
  })
}

function keysOf(userId: number) {
  const { id, transports } = passkey
  return database().select({ id, transports }).from(passkey).where(eq(passkey.userId, userId))
}

import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server"
import { eq } from "drizzle-orm"
import { database } from "@/db/client"
import { passkey } from "@/db/schema"
import { isChallengeFor, type PasskeyUse } from "./passkey-challenge"
import { relyingParty } from "./relying-party"

/** Of an answer so much is looked at. */
const longestAnswer = 20_000

/** What is kept of a passkey that was made. */
export type NewKey = { id: string; publicKey: string; counter: number; transports: string[] }

/** What a browser says of a passkey that it has made. @returns undefined for what does not fit */
export async function readNewKey(
  answer: string,
  browser: string,
): Promise<{ key: NewKey; challenge: string } | undefined> {
  const response = parsed<RegistrationResponseJSON>(answer)
  if (!response) return undefined
  const { check, asked } = challengeCheck("add", browser)
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty()
  const expected = { expectedChallenge: check, expectedOrigin, expectedRPID, requireUserVerification: false }
  const result = await verifyRegistrationResponse({ response, ...expected }).catch(() => undefined)
  if (!result?.verified) return undefined
  const { id, publicKey, counter, transports = [] } = result.registrationInfo.credential
  const known = transports.filter(each => /^[a-z-]{1,20}$/.test(each)).slice(0, 8)
  return {
    key: { id, publicKey: Buffer.from(publicKey).toString("base64url"), counter, transports: known },
    challenge: asked(),
  }
}

/** A passkey that has signed what it was asked to. */
export type SignedByKey = { userId: number; passkeyId: string; counter: number; challenge: string }

/**
 * What a passkey has signed. Whether its counter has gone on is for whoever takes it.
 * @param use to sign in by it alone, its device has to have verified who uses it
 * @returns undefined for what does not fit
 */
export async function readSigned(answer: string, use: PasskeyUse, browser: string): Promise<SignedByKey | undefined> {
  const response = parsed<AuthenticationResponseJSON>(answer)
  if (typeof response?.id !== "string") return undefined
  const [kept] = await database().select().from(passkey).where(eq(passkey.id, response.id))
  if (!kept) return undefined
  const { check, asked } = challengeCheck(use, browser)
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty()
  // The library looks at the counter before the signature: anybody could have a passkey called a copy.
  const credential = { id: kept.id, publicKey: new Uint8Array(Buffer.from(kept.publicKey, "base64url")), counter: 0 }
  const result = await verifyAuthenticationResponse({
    response,
    expectedChallenge: check,
    expectedOrigin,
    expectedRPID,
    requireUserVerification: use === "sign-in",
    credential,
  }).catch(() => undefined)
  if (!result?.verified) return undefined
  const { userId, id } = kept
  return { userId, passkeyId: id, counter: result.authenticationInfo.newCounter, challenge: asked() }
}

function parsed<T extends object>(answer: string): T | undefined {
  if (answer.length > longestAnswer) return undefined
  try {
    const value: unknown = JSON.parse(answer)
    return typeof value === "object" && value !== null ? (value as T) : undefined
  } catch {
    return undefined
  }
}

/** Checks a challenge, and keeps it. */
function challengeCheck(use: PasskeyUse, browser: string) {
  let asked = ""
  const check = (challenge: string) => {
    asked = challenge
    return isChallengeFor(challenge, use, browser)
  }
  return { check, asked: () => asked }
}

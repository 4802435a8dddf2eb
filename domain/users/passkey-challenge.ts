import { randomBytes, timingSafeEqual } from "node:crypto"
import { lt, sql } from "drizzle-orm"
import type { database } from "@/db/client"
import { answeredChallenge } from "@/db/schema"
import { markFor } from "./seal"

/** What a passkey is asked for: to be added, to come after the password, or to sign in alone. */
export const passkeyUses = ["add", "second-factor", "sign-in"] as const
export type PasskeyUse = (typeof passkeyUses)[number]

const minutesToAnswer = 5
const nonceBytes = 16
const headBytes = nonceBytes + 8

/**
 * What a passkey has to sign: random, good for five minutes, for one use and one browser. It says so itself, under this
 * installation's secret, so that asking writes nothing: anybody may ask, to sign in.
 * @param browser the session that asks, or else what the browser alone holds
 */
export function makeChallenge(use: PasskeyUse, browser: string): Buffer {
  const until = Buffer.alloc(8)
  until.writeBigUInt64BE(BigInt(Date.now() + minutesToAnswer * 60_000))
  const head = Buffer.concat([randomBytes(nonceBytes), until])
  return Buffer.concat([head, mark(head, use, browser)])
}

/** Whether it was made for that, and not too long ago. @param challenge base64url */
export function isChallengeFor(challenge: string, use: PasskeyUse, browser: string): boolean {
  const bytes = Buffer.from(challenge, "base64url")
  const head = bytes.subarray(0, headBytes)
  const [given, right] = [bytes.subarray(headBytes), mark(head, use, browser)]
  if (head.length < headBytes || given.length !== right.length || !timingSafeEqual(given, right)) return false
  return head.readBigUInt64BE(nonceBytes) > BigInt(Date.now())
}

/** Takes the answer to it, once. @returns whether it was the first */
export async function takeChallenge(
  tx: Pick<ReturnType<typeof database>, "insert" | "delete">,
  challenge: string,
): Promise<boolean> {
  await tx.delete(answeredChallenge).where(lt(answeredChallenge.expiresAt, sql`now()`))
  const taken = await tx
    .insert(answeredChallenge)
    .values({ challenge, expiresAt: sql`now() + make_interval(mins => ${minutesToAnswer})` })
    .onConflictDoNothing()
    .returning()
  return taken.length > 0
}

function mark(head: Buffer, use: PasskeyUse, browser: string): Buffer {
  return markFor("passkey challenge", `${use}\0${browser}\0${head.toString("base64url")}`)
}

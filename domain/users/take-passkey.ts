import { and, eq, lt, or, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { passkey } from "@/db/schema"
import { takeChallenge } from "./passkey-challenge"
import type { SignedByKey } from "./read-passkey"

/**
 * Takes what a passkey has signed, once. Its counter has to have gone on, unless it does not count: else there is a copy of it.
 * @returns "copied": the passkey stays, as its user may be the one who comes with the original
 */
export async function takeSigned(signed: SignedByKey): Promise<"taken" | "answered" | "copied"> {
  const { passkeyId, counter, challenge } = signed
  return database().transaction(async tx => {
    if (!(await takeChallenge(tx, challenge))) return "answered"
    const goesOn = or(lt(passkey.counter, counter), and(eq(passkey.counter, 0), sql`${counter} = 0`))
    const used = await tx
      .update(passkey)
      .set({ counter, lastUsedAt: sql`now()` })
      .where(and(eq(passkey.id, passkeyId), goesOn))
      .returning({ id: passkey.id })
    return used.length > 0 ? "taken" : "copied"
  })
}

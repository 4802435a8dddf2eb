import { and, eq, sql } from "drizzle-orm"
import { apiAnswer } from "@/db/schema"
import { inCompany } from "@/db/tenancy"

/** Hours for which an answer is kept, to be given again to the same key. */
export const hoursKept = 24

/** An answer as it was sent. */
export type KeptAnswer = { status: number; headers: Record<string, string>; body: string }

/** Of whom, and by which key. */
export type Sending = { companyId: number; tokenId: number; key: string }

export type AnsweredOnce =
  | { kind: "answered" | "again"; answer: KeptAnswer }
  /** The key was used with something else. */
  | { kind: "other" }
  /** The first has no answer yet, or never will: whoever answered it is gone, and what it did is to be looked up. */
  | { kind: "in_progress" }

/**
 * Does what a request asks for once by its key, and gives the same answer to each that comes again within a day. The key's row is written
 * before the work begins, so that of two at once one works.
 *
 * @param digest of all that was asked
 * @param work its answer is kept; what it throws leaves the key free again: nothing was saved then
 */
export async function answerOnce(
  sending: Sending,
  digest: string,
  work: () => Promise<KeptAnswer>,
): Promise<AnsweredOnce> {
  const { companyId, tokenId, key } = sending
  const own = and(eq(apiAnswer.companyId, companyId), eq(apiAnswer.tokenId, tokenId), eq(apiAnswer.key, key))
  const there = await inCompany(companyId, async tx => {
    const fresh = { digest, status: null, headers: {}, body: "", createdAt: sql`now()` }
    const [claimed] = await tx
      .insert(apiAnswer)
      .values({ companyId, tokenId, key, ...fresh })
      .onConflictDoUpdate({
        target: [apiAnswer.companyId, apiAnswer.tokenId, apiAnswer.key],
        set: fresh,
        setWhere: sql`${apiAnswer.createdAt} < now() - make_interval(hours => ${hoursKept})`,
      })
      .returning({ key: apiAnswer.key })
    return claimed ? undefined : (await tx.select().from(apiAnswer).where(own))[0]
  })
  if (there) {
    if (there.digest !== digest) return { kind: "other" }
    const { status, headers, body } = there
    return status === null ? { kind: "in_progress" } : { kind: "again", answer: { status, headers, body } }
  }
  try {
    const answer = await work()
    await inCompany(companyId, tx => tx.update(apiAnswer).set(answer).where(own))
    return { kind: "answered", answer }
  } catch (error) {
    await inCompany(companyId, tx => tx.delete(apiAnswer).where(and(own, sql`${apiAnswer.status} IS NULL`)))
    throw error
  }
}

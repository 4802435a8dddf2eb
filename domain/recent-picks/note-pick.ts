import { sql } from "drizzle-orm"
import { type PickedNoun, recentPick } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"

export type { PickedNoun }

/**
 * Keeps what the actor chose from a list as the latest of its noun, in this company; the eleventh is forgotten. Whether there is one of
 * that number is not asked: where there is none, none is proposed.
 *
 * @throws Forbidden without the right to see master data
 */
export async function notePick(actor: Actor, noun: PickedNoun, no: string): Promise<void> {
  authorise(actor, "master_data.see")
  const { companyId, userId } = actor
  const nos = sql`(array_prepend(${no}::text, array_remove(${recentPick.nos}, ${no}::text)))[1:10]`
  const target = [recentPick.companyId, recentPick.userId, recentPick.noun]
  await inCompany(companyId, tx =>
    tx
      .insert(recentPick)
      .values({ companyId, userId, noun, nos: [no] })
      .onConflictDoUpdate({ target, set: { nos } }),
  )
}

import { and, eq } from "drizzle-orm"
import { type PickedNoun, recentPick } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"

/**
 * Numbers of what the actor chose from lists in this company, the latest first, ten at most; proposed before a letter is typed
 * (docs/semantics/speed-and-find.md, 9).
 *
 * @throws Forbidden without the right to see master data
 */
export async function recentPicks(actor: Actor, noun: PickedNoun): Promise<string[]> {
  authorise(actor, "master_data.see")
  const [kept] = await inCompany(actor.companyId, tx =>
    tx
      .select({ nos: recentPick.nos })
      .from(recentPick)
      .where(
        and(eq(recentPick.companyId, actor.companyId), eq(recentPick.userId, actor.userId), eq(recentPick.noun, noun)),
      ),
  )
  return kept?.nos ?? []
}

import { and, asc, eq, sql } from "drizzle-orm"
import { glAccount } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"

export type FoundAccount = Pick<typeof glAccount.$inferSelect, "no" | "name">

/**
 * Posting accounts that take lines of hand, by the beginning of their number or any part of their name, with
 * or without accents, by number.
 *
 * @param atMost how many to return
 * @throws Forbidden without the right to see master data
 */
export async function findAccounts(actor: Actor, text: string, atMost = 20): Promise<FoundAccount[]> {
  authorise(actor, "master_data.see")
  const wanted = text.trim().slice(0, 100)
  if (wanted === "") return []
  return inCompany(actor.companyId, tx =>
    tx
      .select({ no: glAccount.no, name: glAccount.name })
      .from(glAccount)
      .where(
        and(
          eq(glAccount.companyId, actor.companyId),
          eq(glAccount.accountType, "posting"),
          eq(glAccount.directPosting, true),
          eq(glAccount.blocked, false),
          sql`(starts_with(search_form(${glAccount.no}), search_form(${wanted}))
            or strpos(search_form(${glAccount.name}), search_form(${wanted})) > 0)`,
        ),
      )
      .orderBy(asc(glAccount.no))
      .limit(atMost),
  )
}

import { and, asc, eq, sql } from "drizzle-orm"
import { glAccount } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { groupedBy } from "@/domain/lists/grouped-by"
import { cutText } from "@/domain/text/cut-text"

export type FoundAccount = Pick<typeof glAccount.$inferSelect, "no" | "name">

/**
 * Posting accounts that take lines of hand, by the beginning of their number or any part of their name, with
 * or without accents, by number.
 *
 * @param atMost how many to return
 * @throws Forbidden without the right to see master data
 */
export async function findAccounts(actor: Actor, text: string, atMost = 20): Promise<FoundAccount[]> {
  return (await findAccountsOfEach(actor, [text], atMost)).get(text) ?? []
}

/**
 * As findAccounts, for several texts in one statement.
 *
 * @param atMost how many to return for each
 * @returns by text as it was given; texts that found nothing are not among them
 * @throws Forbidden without the right to see master data
 */
export async function findAccountsOfEach(
  actor: Actor,
  texts: readonly string[],
  atMost = 20,
): Promise<Map<string, FoundAccount[]>> {
  authorise(actor, "master_data.see")
  const asked = texts.filter(text => text.trim() !== "")
  if (asked.length === 0) return new Map()
  const wanted = asked.map(text => cutText(text.trim(), 100))
  const place = sql<number>`wanted.place::int`
  const found = await inCompany(actor.companyId, tx => {
    const each = tx
      .select({ no: glAccount.no, name: glAccount.name })
      .from(glAccount)
      .where(
        and(
          eq(glAccount.companyId, actor.companyId),
          eq(glAccount.accountType, "posting"),
          eq(glAccount.directPosting, true),
          eq(glAccount.blocked, false),
          sql`(starts_with(search_form(${glAccount.no}), search_form(wanted.words))
            or strpos(search_form(${glAccount.name}), search_form(wanted.words)) > 0)`,
        ),
      )
      .orderBy(asc(glAccount.no))
      .limit(atMost)
      .as("found")
    return tx
      .select({ place, no: each.no, name: each.name })
      .from(sql`unnest(${sql.param(wanted)}::text[]) with ordinality as wanted (words, place)`)
      .crossJoinLateral(each)
      .orderBy(place, asc(each.no))
  })
  return groupedBy(found.map(({ place, ...each }) => [asked[place - 1]!, each] as const))
}

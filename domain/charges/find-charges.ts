import { and, asc, eq, or, sql } from "drizzle-orm"
import { charge } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { chargeText } from "./charge-text"

export type FoundCharge = { no: string; name: string }

/**
 * Charges that a document may have, by the beginning of their code or a part of their text in any language, with or without
 * accents; all of them for a blank text.
 *
 * @returns by code, with the text in the actor's language
 * @throws Forbidden without the right to see master data
 */
export async function findCharges(actor: Actor, text: string): Promise<FoundCharge[]> {
  authorise(actor, "master_data.see")
  const found = await inCompany(actor.companyId, tx =>
    tx
      .select()
      .from(charge)
      .where(
        and(
          eq(charge.companyId, actor.companyId),
          eq(charge.blocked, false),
          or(
            sql`starts_with(search_form(${charge.code}), search_form(${text.trim()}))`,
            sql`strpos(search_form(${charge.textEn} || ' ' || ${charge.textNl}), search_form(${text.trim()})) > 0`,
          ),
        ),
      )
      .orderBy(asc(charge.code)),
  )
  return found.map(each => ({ no: each.code, name: chargeText(each, actor.language) }))
}

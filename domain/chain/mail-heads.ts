import { eq, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { chainState, company } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { type Language, languageOfCountry } from "@/language/language"
import { dayHeadOf } from "./read-chain"

/** A day's head that is to be mailed to an outsider. */
export type HeadLetter = {
  companyId: number
  company: string
  slug: string
  language: Language
  to: string
  day: string
  head: string
}

/**
 * Says who gets each day's head by mail: somebody outside, out of reach of whoever may write to the database. From the next day that is
 * signed on.
 *
 * @param address "" for nobody
 * @throws Forbidden; Refusal for what is no address
 */
export async function setHeadMail(actor: Actor, address: string): Promise<void> {
  authorise(actor, "company.administer")
  const { companyId } = actor
  if (address !== "" && !/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/u.test(address))
    throw refuse("email", undefined, "mailTo")
  await inCompany(companyId, async tx => {
    await tx.insert(chainState).values({ companyId }).onConflictDoNothing()
    const [before] = await tx.select().from(chainState).where(eq(chainState.companyId, companyId)).for("update")
    if (before!.mailTo === address) return
    await tx
      .update(chainState)
      .set({ mailTo: address, mailedDay: sql`(select max(day) from chain_seal where company_id = ${companyId})` })
      .where(eq(chainState.companyId, companyId))
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "setup.chain_mail_changed",
      subjectType: "setup",
      subjectNo: "chain",
      data: { from: before!.mailTo, to: address },
    })
  })
}

/** The heads of days that were signed and not mailed yet, one a company: its latest. */
export async function dueHeads(): Promise<HeadLetter[]> {
  const due: HeadLetter[] = []
  for (const { id, name, slug, language, countryRegionCode } of await database().select().from(company)) {
    const letter = await inCompany(id, async tx => {
      const [open] = await tx.execute<{ to: string; day: string }>(sql`
        select c.mail_to as "to", s.day::text as day from chain_state c
        cross join lateral (select max(day) as day from chain_seal where company_id = c.company_id) s
        where c.company_id = ${id} and c.mail_to <> '' and s.day is not null and (c.mailed_day is null or c.mailed_day < s.day)`)
      return open && { ...open, head: (await dayHeadOf(tx, id, open.day))! }
    })
    if (letter)
      due.push({
        companyId: id,
        company: name,
        slug,
        language: language ?? languageOfCountry(countryRegionCode),
        ...letter,
      })
  }
  return due
}

/** That a day's head was handed to the mail server. */
export async function settleHead(companyId: number, day: string): Promise<void> {
  await inCompany(companyId, tx =>
    tx.update(chainState).set({ mailedDay: day }).where(eq(chainState.companyId, companyId)),
  )
}

import { and, eq, sql } from "drizzle-orm"
import { companyUser } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { recordSecurity } from "@/domain/security-log/record"
import { belongsElsewhere, lockMemberships, userOf } from "./company-users"

/**
 * Erases what the actor's company knows of a person who has left: history, documents and security log name a pseudonym from then on, and
 * nobody finds out again who it was. An account that no other company has goes too, with sessions, second factors and preferences; whether
 * another has it is not told.
 *
 * @throws Forbidden; NotFound for a user of other companies alone; Refusal for oneself, and for who is not disabled: so for the last
 *   administrator, whom nobody can disable
 */
export async function eraseUser(actor: Actor, userId: number): Promise<void> {
  authorise(actor, "company.administer")
  if (userId === actor.userId) throw refuse("user.erase_oneself")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    await lockMemberships(tx, companyId)
    const user = await userOf(tx, actor, userId)
    if (!user.disabled) throw refuse("user.erase_active")
    const isElsewhere = await belongsElsewhere(tx, companyId, userId)
    await tx.delete(companyUser).where(and(eq(companyUser.companyId, companyId), eq(companyUser.userId, userId)))
    const [erased] = await tx.execute<{ pseudonym: string }>(sql`SELECT erase_person(${userId}) AS pseudonym`)
    const pseudonym = erased!.pseudonym
    await recordEvent(tx, {
      companyId,
      actor: { userId: actor.userId, name: actor.name },
      kind: "user.erased",
      subjectType: "user",
      subjectNo: pseudonym,
      data: { name: pseudonym },
    })
    await recordSecurity(tx, actor, { kind: "rights_changed", detail: "erased", subjectId: userId })
    if (!isElsewhere) await tx.execute(sql`SELECT erase_account(${userId})`)
  })
}

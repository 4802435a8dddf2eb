import { and, eq, sql } from "drizzle-orm"
import { companyUser, membership } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { type CompanyUser, lockMemberships, requireAdministrator, userOf } from "./company-users"
import { recordUserEvent } from "./user-events"

/**
 * Keeps a user out of the actor's company and ends their sessions for it at once. What they may do in other companies is
 * not touched. The user is told by mail.
 * @throws Forbidden; NotFound for a user of other companies alone; Refusal for oneself and for the last administrator
 */
export async function disableUser(actor: Actor, userId: number): Promise<void> {
  authorise(actor, "company.administer")
  if (userId === actor.userId) throw refuse("user.oneself")
  await change(actor, userId, async (tx, user) => {
    if (user.disabled) return undefined
    const disabled = { disabledAt: sql`now()`, keptRoles: user.roles, sessionsEndedAt: sql`clock_timestamp()` }
    await tx.update(companyUser).set(disabled).where(isUser(actor, userId))
    await tx.delete(membership).where(and(eq(membership.companyId, actor.companyId), eq(membership.userId, userId)))
    await requireAdministrator(tx, actor.companyId)
    return "user.disabled"
  })
}

/** Lets a disabled user into the actor's company again, with the roles of before. @throws as disableUser */
export async function enableUser(actor: Actor, userId: number): Promise<void> {
  authorise(actor, "company.administer")
  await change(actor, userId, async (tx, user) => {
    if (!user.disabled) return undefined
    await tx.update(companyUser).set({ disabledAt: null, keptRoles: [] }).where(isUser(actor, userId))
    await tx.insert(membership).values(user.roles.map(role => ({ companyId: actor.companyId, userId, role })))
    return "user.enabled"
  })
}

/**
 * Ends a user's sessions for the actor's company: the next page of it asks to sign in again.
 * @throws Forbidden; NotFound for a user of other companies alone
 */
export async function endSessions(actor: Actor, userId: number): Promise<void> {
  authorise(actor, "company.administer")
  await change(actor, userId, async tx => {
    await tx.update(companyUser).set({ sessionsEndedAt: sql`clock_timestamp()` }).where(isUser(actor, userId))
    return "user.sessions_ended"
  })
}

/** @param run makes the change and says which event it is; undefined: there was nothing to change */
async function change(
  actor: Actor,
  userId: number,
  run: (tx: Tx, user: CompanyUser) => Promise<string | undefined>,
): Promise<void> {
  await inCompany(actor.companyId, async tx => {
    await lockMemberships(tx, actor.companyId)
    const user = await userOf(tx, actor, userId)
    const kind = await run(tx, user)
    if (kind) await recordUserEvent(tx, actor, kind, user)
  })
}

function isUser(actor: Actor, userId: number) {
  return and(eq(companyUser.companyId, actor.companyId), eq(companyUser.userId, userId))
}

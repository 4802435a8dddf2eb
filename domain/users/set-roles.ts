import { and, eq, notInArray } from "drizzle-orm"
import { companyUser, membership } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { Role } from "@/domain/access/rights"
import { type CompanyUser, lockMemberships, requireAdministrator, userOf } from "./company-users"
import { recordUserEvent } from "./user-events"

/**
 * Sets what a user may do in the actor's company; it counts from the user's next request on, or once a disabled user is
 * enabled. Without any role the user no longer belongs to the company. The user is told by mail.
 *
 * @throws Forbidden; NotFound for a user of other companies alone; Refusal when no administrator would be left
 */
export async function setRoles(actor: Actor, userId: number, roles: readonly Role[]): Promise<void> {
  authorise(actor, "company.administer")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    await lockMemberships(tx, companyId)
    const user = await userOf(tx, actor, userId)
    if (roles.length === user.roles.length && roles.every(role => user.roles.includes(role))) return
    if (roles.length === 0) await remove(tx, companyId, userId)
    else await give(tx, companyId, user, [...roles])
    await requireAdministrator(tx, companyId)
    const kind = roles.length === 0 ? "user.removed" : "user.roles_changed"
    await recordUserEvent(tx, actor, kind, user, { before: user.roles, after: [...roles].sort() })
  })
}

async function give(tx: Tx, companyId: number, { userId, disabled }: CompanyUser, roles: Role[]): Promise<void> {
  if (disabled) {
    await tx.update(companyUser).set({ keptRoles: roles }).where(isUser(companyId, userId))
    return
  }
  await tx
    .delete(membership)
    .where(and(eq(membership.companyId, companyId), eq(membership.userId, userId), notInArray(membership.role, roles)))
  await tx
    .insert(membership)
    .values(roles.map(role => ({ companyId, userId, role })))
    .onConflictDoNothing()
}

async function remove(tx: Tx, companyId: number, userId: number): Promise<void> {
  await tx.delete(membership).where(and(eq(membership.companyId, companyId), eq(membership.userId, userId)))
  await tx.delete(companyUser).where(isUser(companyId, userId))
}

function isUser(companyId: number, userId: number) {
  return and(eq(companyUser.companyId, companyId), eq(companyUser.userId, userId))
}

import { and, eq, notInArray } from "drizzle-orm"
import { membership } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { Role } from "@/domain/access/rights"
import { recordEvent } from "@/domain/history/record-event"
import { lockMemberships, requireAdministrator, userOf } from "./company-users"

/**
 * Sets what a user may do in the actor's company; it counts from the user's next request on. Without any role the user
 * no longer belongs to the company.
 *
 * @throws Forbidden; NotFound for a user of other companies alone; Refusal when no administrator would be left
 */
export async function setRoles(actor: Actor, userId: number, roles: readonly Role[]): Promise<void> {
  authorise(actor, "company.administer")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    await lockMemberships(tx, companyId)
    const user = await userOf(tx, actor, userId)
    const lost = roles.length > 0 ? notInArray(membership.role, [...roles]) : undefined
    await tx.delete(membership).where(and(eq(membership.companyId, companyId), eq(membership.userId, userId), lost))
    if (roles.length > 0) {
      await tx
        .insert(membership)
        .values(roles.map(role => ({ companyId, userId, role })))
        .onConflictDoNothing()
    }
    await requireAdministrator(tx, companyId)
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "user.roles_changed",
      subjectType: "user",
      subjectNo: user.email,
      data: { name: user.name, before: user.roles, after: roles },
    })
  })
}

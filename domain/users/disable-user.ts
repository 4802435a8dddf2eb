import { eq, sql } from "drizzle-orm"
import { users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { lockMemberships, requireAdministrator, requireNowhereElse, userOf } from "./company-users"
import { revokeSessions } from "./sessions"

/**
 * Keeps a user from signing in and ends their sessions at once.
 * @throws Forbidden; NotFound for a user of other companies alone; Refusal for oneself, for the last administrator, and
 *   for a user of other companies too
 */
export async function disableUser(actor: Actor, userId: number): Promise<void> {
  authorise(actor, "company.administer")
  if (userId === actor.userId) throw refuse("user.oneself")
  await setDisabled(actor, userId, true)
}

/** Lets a disabled user sign in again. @throws as disableUser */
export async function enableUser(actor: Actor, userId: number): Promise<void> {
  authorise(actor, "company.administer")
  await setDisabled(actor, userId, false)
}

async function setDisabled(actor: Actor, userId: number, disabled: boolean): Promise<void> {
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    await lockMemberships(tx, companyId)
    const user = await userOf(tx, actor, userId)
    if (user.disabled === disabled) return
    await requireNowhereElse(tx, actor, userId)
    await tx
      .update(users)
      .set({ disabledAt: disabled ? sql`now()` : null })
      .where(eq(users.id, userId))
    if (disabled) await revokeSessions(userId, undefined, tx)
    await requireAdministrator(tx, companyId)
    const kind = disabled ? "user.disabled" : "user.enabled"
    await recordEvent(tx, {
      companyId,
      actor,
      kind,
      subjectType: "user",
      subjectNo: user.email,
      data: { name: user.name },
    })
  })
}

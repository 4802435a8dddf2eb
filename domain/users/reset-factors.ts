import { and, eq, ne, notExists, sql } from "drizzle-orm"
import { authenticator, companyUser, membership, passkey, recoveryCode, session, users } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { refuse } from "@/domain/errors"
import { recordSecurity } from "@/domain/security-log/record"
import { tellOfChange } from "./account-letters"
import { userOf } from "./company-users"
import { lockFactors } from "./own-factors"
import { revokeSessions } from "./sessions"

/**
 * Takes the second factors from a user of the actor's company who has lost them, and ends every session of theirs; the password alone opens the
 * account then. Of whoever works for a company too that the actor does not administer, nothing is taken: no one company decides that, and
 * whoever operates the portal does. The user is told by mail which of the two it was; the actor is not, as it would tell where else the user works.
 *
 * @throws Forbidden; NotFound for a user of other companies alone; Refusal for oneself
 */
export async function resetSecondFactors(actor: Actor, userId: number): Promise<void> {
  authorise(actor, "company.administer")
  if (userId === actor.userId) throw refuse("user.reset_oneself")
  await inCompany(actor.companyId, async tx => {
    const { email } = await userOf(tx, actor, userId)
    await lockFactors(tx, userId)
    const mayDecide = !(await worksBeyond(tx, actor, userId))
    if (mayDecide) {
      for (const kept of [authenticator, passkey, recoveryCode]) await tx.delete(kept).where(eq(kept.userId, userId))
      await tx.update(session).set({ factorAt: null }).where(eq(session.userId, userId))
      await revokeSessions(userId, undefined, tx)
    }
    await recordSecurity(tx, actor, { kind: "second_factor_changed", detail: "reset", subjectId: userId })
    const [user] = await tx.select({ language: users.language }).from(users).where(eq(users.id, userId))
    const language = user?.language ?? actor.language
    await tellOfChange(tx, mayDecide ? "second_factor_reset" : "second_factor_not_reset", { email, language })
  })
}

/** Whether the user belongs to a company that the actor does not administer. */
async function worksBeyond(tx: Tx, actor: Actor, userId: number): Promise<boolean> {
  const administered = tx
    .select({ one: sql`1` })
    .from(membership)
    .where(
      and(
        eq(membership.companyId, companyUser.companyId),
        eq(membership.userId, actor.userId),
        eq(membership.role, "administrator"),
      ),
    )
  const [beyond] = await tx
    .select({ id: companyUser.companyId })
    .from(companyUser)
    .where(and(eq(companyUser.userId, userId), ne(companyUser.companyId, actor.companyId), notExists(administered)))
    .limit(1)
  return beyond !== undefined
}

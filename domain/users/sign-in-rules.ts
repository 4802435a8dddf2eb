import { and, eq, sql } from "drizzle-orm"
import { database } from "@/db/client"
import { companySignIn } from "@/db/schema"
import { type Actor, authorise } from "@/domain/access/actor"
import { Stale } from "@/domain/errors"
import { recordSecurity } from "@/domain/security-log/record"

/** The pauses, in minutes, of which a company chooses the longest. */
export const idleChoices = [15, 30, 60, 120, 240, 480] as const

/** How a company wants its users to sign in. */
export type SignInRules = {
  /** A session that was not used for longer does not open the company; null: however long. */
  idleMinutes: number | null
  /** Whether a session without a second factor does not open it. */
  secondFactor: boolean
}

const usual: SignInRules & { version: number } = { idleMinutes: null, secondFactor: false, version: 0 }

/** @throws Forbidden */
export async function readSignInRules(actor: Actor): Promise<SignInRules & { version: number }> {
  authorise(actor, "company.administer")
  const [found] = await database().select().from(companySignIn).where(eq(companySignIn.companyId, actor.companyId))
  if (!found) return usual
  const { idleMinutes, secondFactor, version } = found
  return { idleMinutes, secondFactor, version }
}

/**
 * Saves them; they count at the next request of everybody.
 * @param version that the form was drawn upon
 * @throws Forbidden; Stale when somebody saved them since
 */
export async function saveSignInRules(actor: Actor, rules: SignInRules, version: number): Promise<void> {
  authorise(actor, "company.administer")
  const { companyId } = actor
  const [saved] = await (version === 0
    ? database()
        .insert(companySignIn)
        .values({ companyId, ...rules })
        .onConflictDoNothing()
        .returning()
    : database()
        .update(companySignIn)
        .set({ ...rules, version: sql`${companySignIn.version} + 1` })
        .where(and(eq(companySignIn.companyId, companyId), eq(companySignIn.version, version)))
        .returning())
  if (!saved) throw new Stale((await readSignInRules(actor)).version, [])
  await recordSecurity(database(), actor, { kind: "sign_in_rules_changed" })
}

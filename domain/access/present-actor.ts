import { and, eq } from "drizzle-orm"
import { membership, users } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { defaultLanguage } from "@/language/language"
import type { Actor } from "./actor"

/**
 * Somebody for whom a job acts, with the roles of this moment.
 * @returns undefined for a user who is disabled there or has left the company
 */
export async function presentActor(tx: Tx, companyId: number, userId: number): Promise<Actor | undefined> {
  const rows = await tx
    .select({ name: users.name, language: users.language, role: membership.role })
    .from(users)
    .innerJoin(membership, and(eq(membership.userId, users.id), eq(membership.companyId, companyId)))
    .where(eq(users.id, userId))
  const [user] = rows
  if (!user) return undefined
  return {
    userId,
    name: user.name,
    language: user.language ?? defaultLanguage,
    companyId,
    roles: rows.map(({ role }) => role),
  }
}

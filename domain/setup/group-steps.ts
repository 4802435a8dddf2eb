import { and, asc, eq } from "drizzle-orm"
import { approvalGroupMember, approvalGroupStep, users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"

/** A step of a group: how many of these must agree. */
export type GroupStep = { step: number; needed: number; names: string[] }

/** The steps of a group in their order, with the names of their people; none for a group that the company has not. @throws Forbidden */
export async function readGroupSteps(actor: Actor, code: string): Promise<GroupStep[]> {
  authorise(actor, "company.administer")
  const { companyId } = actor
  const [s, m] = [approvalGroupStep, approvalGroupMember]
  const rows = await inCompany(companyId, tx =>
    tx
      .select({ step: s.step, needed: s.needed, name: users.name })
      .from(s)
      .leftJoin(m, and(eq(m.companyId, s.companyId), eq(m.groupCode, s.groupCode), eq(m.step, s.step)))
      .leftJoin(users, eq(users.id, m.userId))
      .where(and(eq(s.companyId, companyId), eq(s.groupCode, code)))
      .orderBy(asc(s.step), asc(users.name), asc(users.id)),
  )
  const steps = new Map<number, GroupStep>()
  for (const { step, needed, name } of rows) {
    const known = steps.get(step) ?? { step, needed, names: [] }
    steps.set(step, name === null ? known : { ...known, names: [...known.names, name] })
  }
  return [...steps.values()]
}

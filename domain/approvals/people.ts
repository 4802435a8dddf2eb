/** Who approves what, as it is set up. Reads; `route.ts` decides. */
import { and, asc, eq, gte, lte, sql } from "drizzle-orm"
import {
  approvalGroupMember,
  approvalGroupStep,
  approvalRule,
  approvalSubstitute,
  approvalUser,
  membership,
} from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { may } from "@/domain/access/actor"
import type { Role } from "@/domain/access/rights"
import { shownName } from "@/domain/access/shown-name"
import type { AccountFilter } from "@/domain/books/totaling"
import type { IsoDate } from "@/domain/dates/date"
import type { Limits } from "./limits"
import { readLimits } from "./read-limits"

export type Person = Limits & {
  userId: number
  name: string
  superiorId: number | null
  /** Working days for an answer; null: the company's. */
  deadlineDays: number | null
  /** Whether a role lets them look at drafts and agree to them. */
  isReviewer: boolean
}

export type Substitute = { userId: number; substituteId: number; cap: string | null }

/** As set up, on a day. */
export type ApprovalPeople = {
  people: ReadonlyMap<number, Person>
  rules: readonly (typeof approvalRule.$inferSelect)[]
  /** By group, its steps in order with their members. */
  groups: ReadonlyMap<string, readonly { step: number; needed: number; members: readonly number[] }[]>
  /** Who is stood in for on the day, by whom, in their order. */
  substitutes: readonly Substitute[]
  /** By account that somebody has a limit for, the accounts that it stands for. */
  limitedAccounts: ReadonlyMap<string, AccountFilter>
}

/** Everybody who is set up or works here, the rules, and who stands in for whom on a day. Six statements. */
export async function readApprovalPeople(tx: Tx, companyId: number, day: IsoDate): Promise<ApprovalPeople> {
  const [found, limits, rules, members, substitutes] = await Promise.all([
    readPeople(tx, companyId),
    readLimits(tx, companyId),
    tx.select().from(approvalRule).where(eq(approvalRule.companyId, companyId)).orderBy(asc(approvalRule.no)),
    tx
      .select({
        groupCode: approvalGroupStep.groupCode,
        step: approvalGroupStep.step,
        needed: approvalGroupStep.needed,
        userId: approvalGroupMember.userId,
      })
      .from(approvalGroupStep)
      .leftJoin(
        approvalGroupMember,
        and(
          eq(approvalGroupMember.companyId, approvalGroupStep.companyId),
          eq(approvalGroupMember.groupCode, approvalGroupStep.groupCode),
          eq(approvalGroupMember.step, approvalGroupStep.step),
        ),
      )
      .where(eq(approvalGroupStep.companyId, companyId))
      .orderBy(asc(approvalGroupStep.groupCode), asc(approvalGroupStep.step), asc(approvalGroupMember.userId)),
    tx
      .select({
        userId: approvalSubstitute.userId,
        substituteId: approvalSubstitute.substituteId,
        cap: approvalSubstitute.cap,
      })
      .from(approvalSubstitute)
      .where(
        and(
          eq(approvalSubstitute.companyId, companyId),
          lte(approvalSubstitute.startingDate, day),
          gte(approvalSubstitute.endingDate, day),
        ),
      )
      .orderBy(asc(approvalSubstitute.sequence), asc(approvalSubstitute.id)),
  ])
  const groups = new Map<string, { step: number; needed: number; members: number[] }[]>()
  for (const { groupCode, step, needed, userId } of members) {
    const steps = groups.get(groupCode) ?? []
    if (steps.at(-1)?.step !== step) steps.push({ step, needed, members: [] })
    if (userId !== null) steps.at(-1)!.members.push(userId)
    groups.set(groupCode, steps)
  }
  const people = new Map(found.map(person => [person.userId, { ...person, ...limits.of(person.userId) }]))
  return { people, rules, groups, substitutes, limitedAccounts: limits.accounts }
}

type Found = Omit<Person, "ofVendors" | "ofAccounts">

async function readPeople(tx: Tx, companyId: number): Promise<Found[]> {
  const rows = await tx.execute<Omit<Found, "isReviewer"> & { roles: Role[] }>(sql`
    with rights as (
      select user_id, array_agg(role order by role) as roles from ${membership} where company_id = ${companyId} group by user_id
    )
    select coalesce(r.user_id, u.user_id) as "userId", coalesce(r.roles, '{}') as roles, u.superior_id as "superiorId",
      u.approval_limit as "approvalLimit", coalesce(u.unlimited, false) as unlimited, u.deadline_days as "deadlineDays",
      ${shownName(companyId, sql.raw("coalesce(r.user_id, u.user_id)") as never)} as name
    from rights r full join (select * from ${approvalUser} where company_id = ${companyId}) u on u.user_id = r.user_id`)
  return rows.map(({ roles, ...person }) => ({ ...person, isReviewer: may({ roles }, "purchase_invoice.review") }))
}

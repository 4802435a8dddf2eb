import { and, eq, inArray } from "drizzle-orm"
import { membership, users } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { type Role, roles } from "@/domain/access/rights"
import { recordEvent } from "@/domain/history/record-event"
import { recordSecurity } from "@/domain/security-log/record"
import { lockMemberships } from "./company-users"
import type { SsoProvider } from "./sso-settings"

/** Who changes roles at a sign-in, as the history and the letter have it. */
const byGroups = "Single sign-on"

/**
 * The roles that a company's groups give, of those that have a group; undefined where no groups are read, or the issuer says nothing of any.
 * @param groups that the issuer says somebody is in
 */
export function rolesOfGroups(provider: SsoProvider, groups: readonly string[] | undefined): Role[] | undefined {
  if (provider.groupClaim === "" || groups === undefined) return undefined
  return roles.filter(role => hasGroup(provider, role) && groups.includes(provider.groups[role]!))
}

/** Whether a group decides about the role. */
export function hasGroup({ groupClaim, groups }: SsoProvider, role: Role): boolean {
  return groupClaim !== "" && Boolean(groups[role])
}

/**
 * Gives and takes roles at a sign-in by the groups of that day; roles without a group stay as administrators have set them, and a company keeps its last
 * administrator. The user is told by mail.
 * @returns the roles from then on; without any the company is not opened, until the groups say otherwise
 */
export async function followGroups(
  tx: Tx,
  provider: SsoProvider,
  userId: number,
  groups: readonly string[] | undefined,
): Promise<Role[]> {
  const { companyId } = provider
  await lockMemberships(tx, companyId)
  const isUser = and(eq(membership.companyId, companyId), eq(membership.userId, userId))
  const rows = await tx.select({ role: membership.role }).from(membership).where(isUser)
  const held = roles.filter(role => rows.some(row => row.role === role))
  const given = rolesOfGroups(provider, groups)
  if (!given) return held
  const isLast = held.includes("administrator") && !(await hasOtherAdministrator(tx, companyId, userId))
  const wanted = roles.filter(role => {
    if (!hasGroup(provider, role)) return held.includes(role)
    return given.includes(role) || (role === "administrator" && isLast)
  })
  const [taken, added] = [held.filter(role => !wanted.includes(role)), wanted.filter(role => !held.includes(role))]
  if (taken.length + added.length === 0) return held
  if (taken.length > 0) await tx.delete(membership).where(and(isUser, inArray(membership.role, taken)))
  if (added.length > 0) await tx.insert(membership).values(added.map(role => ({ companyId, userId, role })))
  const [user] = await tx.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, userId))
  await recordSecurity(tx, { companyId, userId }, { kind: "rights_changed", detail: "by_groups", subjectId: userId })
  await recordEvent(tx, {
    companyId,
    actor: { userId, name: byGroups },
    kind: "user.roles_changed",
    subjectType: "user",
    subjectNo: user!.email,
    data: { name: user!.name, before: [...held].sort(), after: [...wanted].sort() },
    tell: { userIds: [userId], mail: true },
  })
  return wanted
}

async function hasOtherAdministrator(tx: Tx, companyId: number, userId: number): Promise<boolean> {
  const all = await tx
    .select({ userId: membership.userId })
    .from(membership)
    .where(and(eq(membership.companyId, companyId), eq(membership.role, "administrator")))
  return all.some(each => each.userId !== userId)
}

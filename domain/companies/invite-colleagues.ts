import type { Actor } from "@/domain/access/actor"
import type { Role } from "@/domain/access/rights"
import { type Issue, Refusal } from "@/domain/errors"
import { type Invited, type Invitee, inviteUser } from "@/domain/users/invite-user"

/** Roles that the first setup asks colleagues for, each in a field of its own. */
export const colleagueRoles = ["order_processor", "purchaser", "purchasing_manager"] as const satisfies readonly Role[]
export type ColleagueRole = (typeof colleagueRoles)[number]

/** Addresses of colleagues by role, as they were typed: by commas, semicolons, blanks or lines apart. */
export type TypedColleagues = Readonly<Partial<Record<ColleagueRole, string>>>

const longestAddress = 254
const atMost = 50

/** Who is to be invited, each once with all of their roles, or what is wrong beside its field. @param own the founder's address */
export function readColleagues(typed: TypedColleagues, own: string): { colleagues: Invitee[]; issues: Issue[] } {
  const issues: Issue[] = []
  const roles = new Map<string, Role[]>()
  for (const role of colleagueRoles) {
    for (const address of (typed[role] ?? "").toLowerCase().split(/[\s,;]+/u)) {
      if (address === "" || address === own) continue
      const isAddress = /^[^@]+@[^@.]+(\.[^@.]+)+$/u.test(address) && address.length <= longestAddress
      if (isAddress) roles.set(address, [...(roles.get(address) ?? []), role])
      else issues.push({ field: role, code: "email_of_several", params: { typed: address.slice(0, 60) } })
    }
  }
  if (roles.size > atMost) issues.push({ field: "purchaser", code: "colleagues_most", params: { max: atMost } })
  const colleagues = Array.from(roles, ([email, own]) => ({ email, roles: own, name: nameOf(email) }))
  return { colleagues, issues }
}

/** What the mailbox tells, until they say themselves what they are called: "jan.jansen" is Jan Jansen. */
function nameOf(email: string): string {
  const words = email
    .split("@", 1)[0]!
    .split(/[._-]+/u)
    .filter(Boolean)
  return (
    words
      .map(word => word[0]!.toUpperCase() + word.slice(1))
      .join(" ")
      .slice(0, 100) || email.slice(0, 100)
  )
}

/**
 * Invites the colleagues of a company that was just made. The company is there whatever comes of it: who cannot be invited, as no mail
 * goes out, is invited from the page of users later.
 *
 * @returns the invitations that were made
 */
export async function inviteColleagues(
  founder: Pick<Actor, "companyId" | "userId" | "name" | "language" | "from">,
  colleagues: readonly Invitee[],
): Promise<Invited[]> {
  const actor: Actor = { ...founder, roles: ["administrator"] }
  const invited: Invited[] = []
  for (const colleague of colleagues) {
    try {
      invited.push(await inviteUser(actor, colleague))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return invited
}

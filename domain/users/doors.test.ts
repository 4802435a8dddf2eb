/**
 * No door between companies: two of them and one person, in whatever order people invite, join, choose passwords, disable
 * and remove. Nobody opens an account but who reads its mail; nobody is in a company without having said yes to it; and no
 * company is told of the other.
 */
import { eq } from "drizzle-orm"
import fc from "fast-check"
import { beforeAll, expect, test } from "vitest"
import { database } from "@/db/client"
import { users } from "@/db/schema"
import type { Role } from "@/domain/access/rights"
import { type DeedName, perform } from "@/test/doors/deeds"
import { companies, type Model, mine, other, type Real, refused, type Side, sides } from "@/test/doors/people"
import { makeActor, makeCompany, markAsDemo } from "@/test/factories"
import { type Acceptance, acceptInvitation, declineInvitation, findInvitation } from "./accept-invitation"
import { listUsers } from "./company-users"
import { verifyPassword } from "./password"
import { findPresence } from "./presence"
import { listUserHistory } from "./user-history"

beforeAll(async () => {
  await markAsDemo()
  for (const side of sides) {
    const { id, slug } = await makeCompany()
    companies[side] = { id, slug, admin: await makeActor(id, "administrator") }
  }
})

/** One of those that are possible by then; see possible. */
type Deed = { pick: number; roles: Role[] }

const deed: fc.Arbitrary<Deed> = fc.record({
  pick: fc.nat(9_999),
  roles: fc.uniqueArray(fc.constantFrom<Role>("order_processor", "purchaser", "purchasing_manager"), {
    minLength: 1,
    maxLength: 2,
  }),
})

/** What anybody may try now, those twice that lead further; and what is to be refused, seldom. */
function possible(model: Model): [name: DeedName, side: Side][] {
  return sides.flatMap(side => {
    const [member, mail] = [model.in[side], model.mail[side]]
    const names: DeedName[] = ["guessWithWhatIsShown"]
    if (mail) names.push("accept", "accept", "accept", "acceptAsAnother", "decline")
    if (mail?.purpose === "join") names.push("withdraw")
    if (model.password) names.push("signIn", "signIn")
    if (member)
      names.push("offer", "offer", member.disabled ? "enable" : "disable", "endSessions", "setRoles", "remove")
    else names.push("invite", "invite", "invite")
    const seldom: DeedName = member ? "invite" : "disable"
    return [...names, ...names, seldom].map((name): [DeedName, Side] => [name, side])
  })
}

test("whatever the order", { timeout: 300_000 }, async () => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 30, size: "max" }), async deeds => {
      const model: Model = {
        in: { a: undefined, b: undefined },
        mail: { a: undefined, b: undefined },
        old: [],
        sessions: [],
      }
      const real: Real = { email: `person-${++runs}@test.example`, chosen: 0 }
      for (const each of deeds) await take(each, model, real)
      // What was only hidden comes to light.
      for (const side of sides) if (model.in[side]?.disabled) await perform("enable", { side, roles: [], model, real })
      await tryOldLinks(model, real)
      await compare(model, real)
      await compareHistory(real)
    }),
    { numRuns: 15, endOnFailure: true },
  )
})

/** Does one deed and looks at everything again. */
async function take({ pick, roles }: Deed, model: Model, real: Real): Promise<void> {
  const choice = possible(model)
  const [name, side] = choice[pick % choice.length]!
  const before = { ...model.mail }
  await perform(name, { side, roles, model, real })
  for (const each of sides) {
    const link = before[each]
    if (link && link.token !== model.mail[each]?.token) model.old.push(link.token)
  }
  await compare(model, real)
  if (name.startsWith("accept")) await tryOldLinks(model, real)
}

async function tryOldLinks(model: Model, real: Real): Promise<void> {
  for (const token of model.old) {
    const accepting = { userId: real.userId, name: "Person", password: "by a link of before" }
    await refused(acceptInvitation(token, accepting))
    await refused(declineInvitation(token))
  }
}

async function compare(model: Model, real: Real): Promise<void> {
  await compareAccount(model, real)
  for (const side of sides) {
    await compareMember(side, model, real)
    await compareLink(side, model, real)
    await compareSessions(side, model)
  }
}

/** There is an account where a password was chosen, with that password. */
async function compareAccount(model: Model, real: Real): Promise<void> {
  const [account] = await database().select().from(users).where(eq(users.email, real.email))
  expect(account !== undefined).toBe(model.password !== undefined)
  if (account && account.passwordHash !== real.looked) {
    expect(await verifyPassword(account.passwordHash, model.password!)).toBe(true)
    real.looked = account.passwordHash
  }
}

async function compareMember(side: Side, model: Model, real: Real): Promise<void> {
  const inIt = model.in[side]
  const seen = (await listUsers(companies[side].admin)).find(user => user.email === real.email)
  expect(seen && { roles: seen.roles, disabled: seen.disabled }).toEqual(
    inIt && { ...inIt, roles: [...inIt.roles].sort() },
  )
}

/** The company's page shows an invitation that is open, and its link leads where it should. */
async function compareLink(side: Side, model: Model, real: Real): Promise<void> {
  const link = model.mail[side]
  const open = (await mine(companies[side].admin, real)).map(({ name, roles }) => ({ name, roles }))
  expect(open).toEqual(link?.purpose === "join" ? [{ name: "Somebody", roles: link.roles }] : [])
  const found = link && (await findInvitation(link.token))
  const acceptance = acceptanceOf(model, side)
  expect(found?.acceptance).toBe(link && acceptance)
}

/** A session opens the company to a member who is not disabled, with the roles of that one, and to nobody else. */
async function compareSessions(side: Side, model: Model): Promise<void> {
  const inIt = model.in[side]
  for (const { id, open } of model.sessions) {
    const { membership } = (await findPresence(id, companies[side].slug))!
    const roles = typeof membership === "object" ? [...membership.roles] : undefined
    const expected = inIt && !inIt.disabled && open.has(side) ? [...inIt.roles].sort() : undefined
    expect(roles).toEqual(expected)
  }
}

function acceptanceOf(model: Model, side: Side): Acceptance {
  if (model.mail[side]?.purpose === "new_password") return "new_password"
  if (model.password === undefined) return "new_user"
  return model.in[other[side]] ? "joins" : "returns"
}

/** The history of a company speaks of the other's deeds nowhere. */
async function compareHistory(real: Real): Promise<void> {
  for (const side of sides) {
    const { changes } = await listUserHistory(companies[side].admin, { limit: 100 })
    const actors = changes.filter(({ email }) => email === real.email).map(({ actorName }) => actorName)
    expect(actors).not.toContain(companies[other[side]].admin.name)
  }
}

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
import type { Actor } from "@/domain/access/actor"
import type { Role } from "@/domain/access/rights"
import { NotFound, Refusal } from "@/domain/errors"
import { makeActor, makeCompany, markAsDemo } from "@/test/factories"
import { type Acceptance, acceptInvitation, declineInvitation, findInvitation } from "./accept-invitation"
import { listInvitations, listUsers } from "./company-users"
import { disableUser, enableUser, endSessions } from "./disable-user"
import { invitationMail } from "./invitation-mail"
import { inviteUser, offerNewPassword, withdrawInvitation } from "./invite-user"
import { findMembership } from "./memberships"
import { verifyPassword } from "./password"
import { findSession, openSession } from "./sessions"
import { setRoles } from "./set-roles"
import { listUserHistory } from "./user-history"

const sides = ["a", "b"] as const
type Side = (typeof sides)[number]
const other = { a: "b", b: "a" } as const

const companies = {} as Record<Side, { id: number; slug: string; admin: Actor }>

beforeAll(async () => {
  await markAsDemo()
  for (const side of sides) {
    const { id, slug } = await makeCompany()
    companies[side] = { id, slug, admin: await makeActor(id, "administrator") }
  }
})

/** What ought to be, of one person and the two companies. */
type Model = {
  /** The password of the account, which the person chose; undefined: there is none. */
  password?: string
  in: Record<Side, { roles: Role[]; disabled: boolean } | undefined>
  /** What is in the mailbox and still good for something. */
  mail: Record<Side, { token: string; purpose: "join" | "new_password"; roles: Role[] } | undefined>
  /** Links that were good for something. */
  old: string[]
  sessions: { id: string; open: Set<Side> }[]
}

/** The person, as the world has them. */
type Real = {
  email: string
  userId?: number
  /** How many passwords the person has chosen. */
  chosen: number
  /** The hash that was compared last: to compare one takes its time. */
  looked?: string
}

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
function possible(model: Model): [name: string, side: Side][] {
  return sides.flatMap(side => {
    const [member, mail] = [model.in[side], model.mail[side]]
    const names = ["guessWithWhatIsShown"]
    if (mail) names.push("accept", "accept", "accept", "acceptAsAnother", "decline")
    if (mail?.purpose === "join") names.push("withdraw")
    if (model.password) names.push("signIn", "signIn")
    if (member)
      names.push("offer", "offer", member.disabled ? "enable" : "disable", "endSessions", "setRoles", "remove")
    else names.push("invite", "invite", "invite")
    return [...names, ...names, member ? "invite" : "disable"].map((name): [string, Side] => [name, side])
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
      for (const { pick, roles } of deeds) {
        const choice = possible(model)
        const [name, side] = choice[pick % choice.length]!
        const before = { ...model.mail }
        await perform(name, side, roles, model, real)
        for (const each of sides) {
          const link = before[each]
          if (link && link.token !== model.mail[each]?.token) model.old.push(link.token)
        }
        await compare(model, real)
        if (name.startsWith("accept")) await tryOldLinks(model, real)
      }
      // What was only hidden comes to light.
      for (const side of sides) if (model.in[side]?.disabled) await perform("enable", side, [], model, real)
      await tryOldLinks(model, real)
      await compare(model, real)
      await compareHistory(real)
    }),
    { numRuns: 15, endOnFailure: true },
  )
})

async function perform(name: string, side: Side, roles: Role[], model: Model, real: Real): Promise<void> {
  const { id: companyId, admin } = companies[side]
  const member = model.in[side]
  const mail = model.mail[side]
  const user = real.userId ?? 0
  switch (name) {
    case "invite": {
      const invited = inviteUser(admin, { name: "Somebody", email: real.email, roles })
      if (member) return refused(invited)
      const token = await mailed(companyId, (await invited).eventId)
      model.mail[side] = { token: token!, purpose: "join", roles }
      return
    }
    case "offer": {
      const offered = offerNewPassword(admin, user)
      if (!member) return refused(offered)
      const token = await mailed(companyId, (await offered).eventId)
      // An older link of the company is replaced either way.
      model.mail[side] = undefined
      expect(token === undefined).toBe(model.in[other[side]] !== undefined)
      if (token) model.mail[side] = { token, purpose: "new_password", roles: member.roles }
      return
    }
    case "withdraw": {
      const [open] = await mine(admin, real)
      if (!open) return
      await withdrawInvitation(admin, open.id)
      model.mail[side] = undefined
      return
    }
    case "accept":
    case "acceptAsAnother": {
      if (!mail) return
      await answer(name === "accept", side, model, real)
      return
    }
    case "decline": {
      if (!mail) return
      const declined = declineInvitation(mail.token)
      if (mail.purpose === "new_password") return refused(declined)
      await declined
      model.mail[side] = undefined
      return
    }
    case "signIn":
      if (real.userId !== undefined) {
        const open = new Set(sides.filter(each => model.in[each] !== undefined))
        model.sessions.push({ id: await openSession(real.userId), open })
      }
      return
    case "disable":
      if (!member) return refused(disableUser(admin, user))
      await disableUser(admin, user)
      if (!member.disabled) end(model, side)
      model.in[side] = { ...member, disabled: true }
      return
    case "enable":
      if (!member) return refused(enableUser(admin, user))
      await enableUser(admin, user)
      model.in[side] = { ...member, disabled: false }
      return
    case "endSessions":
      if (!member) return refused(endSessions(admin, user))
      await endSessions(admin, user)
      end(model, side)
      return
    case "setRoles":
      if (!member) return refused(setRoles(admin, user, roles))
      await setRoles(admin, user, roles)
      model.in[side] = { ...member, roles }
      return
    case "remove":
      if (!member) return refused(setRoles(admin, user, []))
      await setRoles(admin, user, [])
      model.in[side] = undefined
      // The company has nothing to say any more about the account.
      if (mail?.purpose === "new_password") model.mail[side] = undefined
      return
    case "guessWithWhatIsShown": {
      // All that an administrator's pages know of an invitation, used as a link, and as who is signed in.
      const shown = (await mine(admin, real)).flatMap(open => [open.id, open.name, open.email])
      for (const token of shown) {
        await refused(acceptInvitation(token, { userId: admin.userId, name: "Usurper", password: "of the usurper!" }))
      }
    }
  }
}

/** Uses the link in the mailbox. @param asOneself else signed in as another, or not at all */
async function answer(asOneself: boolean, side: Side, model: Model, real: Real): Promise<void> {
  const mail = model.mail[side]!
  const isElsewhere = model.in[other[side]] !== undefined
  const password = `chosen by the person ${++real.chosen}`
  const userId = asOneself ? real.userId : companies[other[side]].admin.userId
  const accepting = acceptInvitation(mail.token, { userId, name: "Person", password })
  if (mail.purpose === "new_password") {
    await accepting
    model.password = password
    model.sessions = []
    model.mail[side] = undefined
    return
  }
  if (isElsewhere && !asOneself) return refused(accepting)
  await accepting
  if (!isElsewhere) {
    model.password = password
    model.sessions = []
    const [made] = await database().select({ id: users.id }).from(users).where(eq(users.email, real.email))
    real.userId = made!.id
  }
  model.in[side] = { roles: mail.roles, disabled: false }
  model.mail[side] = undefined
  // Who said yes may go on with the session it was said in.
  for (const session of model.sessions) session.open.add(side)
  const elsewhere = model.mail[other[side]]
  if (elsewhere?.purpose === "new_password") model.mail[other[side]] = undefined
}

async function tryOldLinks(model: Model, real: Real): Promise<void> {
  for (const token of model.old) {
    const accepting = { userId: real.userId, name: "Person", password: "by a link of before" }
    await refused(acceptInvitation(token, accepting))
    await refused(declineInvitation(token))
  }
}

function end(model: Model, side: Side): void {
  for (const session of model.sessions) session.open.delete(side)
}

async function compare(model: Model, real: Real): Promise<void> {
  const [account] = await database().select().from(users).where(eq(users.email, real.email))
  expect(account !== undefined).toBe(model.password !== undefined)
  if (account && account.passwordHash !== real.looked) {
    expect(await verifyPassword(account.passwordHash, model.password!)).toBe(true)
    real.looked = account.passwordHash
  }
  for (const side of sides) {
    const { admin, slug } = companies[side]
    const [inIt, link] = [model.in[side], model.mail[side]]
    const seen = (await listUsers(admin)).find(user => user.email === real.email)
    expect(seen && { roles: seen.roles, disabled: seen.disabled }).toEqual(
      inIt && { ...inIt, roles: [...inIt.roles].sort() },
    )
    const open = (await mine(admin, real)).map(({ name, roles }) => ({ name, roles }))
    expect(open).toEqual(link?.purpose === "join" ? [{ name: "Somebody", roles: link.roles }] : [])
    const found = link && (await findInvitation(link.token))
    const acceptance = acceptanceOf(model, side)
    expect(found?.acceptance).toBe(link && acceptance)
    for (const { id, open } of model.sessions) {
      const signedIn = await findSession(id)
      const membership = await findMembership(signedIn!, slug)
      const roles = typeof membership === "object" ? [...membership.roles] : undefined
      const expected = inIt && !inIt.disabled && open.has(side) ? [...inIt.roles].sort() : undefined
      expect(roles).toEqual(expected)
    }
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

/** The open invitations of the person, as the company's page lists them. */
async function mine(admin: Actor, real: Real) {
  return (await listInvitations(admin)).filter(({ email }) => email === real.email)
}

/** The token of the link in a mail; undefined where there is none. */
async function mailed(companyId: number, eventId: number): Promise<string | undefined> {
  const mail = await invitationMail(companyId, eventId)
  return mail?.path.startsWith("/invitation/") ? mail.path.replace("/invitation/", "") : undefined
}

async function refused(work: Promise<unknown>): Promise<void> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error instanceof Refusal || error instanceof NotFound).toBe(true)
}

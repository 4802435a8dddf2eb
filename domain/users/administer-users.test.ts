import { and, eq, sql } from "drizzle-orm"
import postgres from "postgres"
import { beforeAll, describe, expect, test } from "vitest"
import { database } from "@/db/client"
import { event, invitation, users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { presentActor } from "@/domain/access/present-actor"
import { type Role, roles } from "@/domain/access/rights"
import { Forbidden, NotFound } from "@/domain/errors"
import { pendingMail } from "@/domain/notifications/pending-mail"
import { env } from "@/env"
import { makeActor, makeCompany, makeMember, makeUser, markAsDemo, testPassword } from "@/test/factories"
import { expectCode } from "@/test/refusals"
import { acceptInvitation, declineInvitation, findInvitation } from "./accept-invitation"
import { listInvitations, listUsers, readUser } from "./company-users"
import { disableUser, enableUser, endSessions } from "./disable-user"
import { invitationMail, settleInvitationMail, takeDueInvitationMails } from "./invitation-mail"
import { inviteUser, offerNewPassword, withdrawInvitation } from "./invite-user"
import { companiesOf } from "./memberships"
import { changePassword } from "./own-settings"
import { findPresence, findSession } from "./presence"
import { openSession } from "./sessions"
import { setRoles } from "./set-roles"
import { signIn } from "./sign-in"
import { listUserHistory } from "./user-history"

const operations: Record<string, (actor: Actor, userId: number) => Promise<unknown>> = {
  listUsers,
  readUser,
  listInvitations,
  inviteUser: (actor, n) => inviteUser(actor, { name: "Noor", email: `noor${n}@test.example`, roles: ["purchaser"] }),
  offerNewPassword,
  withdrawInvitation: actor => withdrawInvitation(actor, "no such id"),
  setRoles: (actor, userId) => setRoles(actor, userId, ["purchaser"]),
  disableUser,
  enableUser,
  endSessions,
}

beforeAll(markAsDemo)

describe("each role × each operation", () => {
  for (const role of roles) {
    test(role, async () => {
      const { id } = await makeCompany()
      await makeActor(id, "administrator")
      const actor = await makeActor(id, role)
      const subject = await makeActor(id, "purchaser")
      for (const [name, run] of Object.entries(operations)) {
        const error = await run(actor, subject.userId).then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
        expect([name, error instanceof Forbidden]).toEqual([name, role !== "administrator"])
      }
    })
  }
})

test("a user of another company is not found, by any operation", async () => {
  const [mine, theirs] = [await makeCompany(), await makeCompany()]
  const actor = await makeActor(mine.id, "administrator")
  const stranger = await makeActor(theirs.id, "administrator")
  for (const name of ["readUser", "offerNewPassword", "setRoles", "disableUser", "enableUser", "endSessions"]) {
    await expect(operations[name]?.(actor, stranger.userId), name).rejects.toBeInstanceOf(NotFound)
    await expect(operations[name]?.(actor, 999_999), name).rejects.toBeInstanceOf(NotFound)
  }
  const { id } = await inviteUser(stranger, { name: "Noor", email: "theirs@test.example", roles: ["purchaser"] })
  await expect(withdrawInvitation(actor, id)).rejects.toBeInstanceOf(NotFound)
  expect(await listInvitations(actor)).toEqual([])
  expect((await listUsers(actor)).map(user => user.userId)).toEqual([actor.userId])
})

test("changed roles count at once; without any, the user has left the company", async () => {
  const { id, slug } = await makeCompany()
  const actor = await makeActor(id, "administrator")
  const user = await makeActor(id, "order_processor", "purchaser")
  await setRoles(actor, user.userId, ["purchaser", "purchasing_manager"])
  expect(await rolesIn(user.userId, slug)).toEqual(["purchaser", "purchasing_manager"])
  await setRoles(actor, user.userId, [])
  expect(await rolesIn(user.userId, slug)).toBeUndefined()
  const history = await inCompany(id, tx => tx.select({ kind: event.kind, data: event.data }).from(event))
  expect(history).toMatchObject([
    { kind: "user.roles_changed", data: { before: ["order_processor", "purchaser"] } },
    { kind: "user.removed", data: { after: [] } },
  ])
})

test("the last administrator stays one, also when two remove each other at once", async () => {
  const { id, slug } = await makeCompany()
  const [one, two] = [await makeActor(id, "administrator"), await makeActor(id, "administrator")]
  const outcomes = await Promise.allSettled([
    setRoles(one, two.userId, ["purchaser"]),
    setRoles(two, one.userId, ["purchaser"]),
  ])
  expect(outcomes.filter(outcome => outcome.status === "fulfilled")).toHaveLength(1)
  const left = await Promise.all([one, two].map(user => rolesIn(user.userId, slug)))
  expect(left.filter(held => held?.includes("administrator"))).toHaveLength(1)
})

test("a disabled administrator is none", async () => {
  const { id } = await makeCompany()
  const [one, two] = [await makeActor(id, "administrator"), await makeActor(id, "administrator")]
  await disableUser(one, two.userId)
  await expectCode(setRoles(one, one.userId, ["purchaser"]), "user.last_administrator")
  await expectCode(disableUser(one, one.userId), "user.oneself")
})

test("a disabled user's sessions end for the company and stay ended, and the roles come back", async () => {
  const { id, slug } = await makeCompany()
  const actor = await makeActor(id, "administrator")
  const user = await makeActor(id, "purchaser", "order_processor")
  const session = await openSession(user.userId)
  await disableUser(actor, user.userId)
  expect(await opens(session, slug)).toBe("session_ended")
  expect(await opens(await openSession(user.userId), slug)).toBeUndefined()
  expect(await inCompany(id, tx => presentActor(tx, id, user.userId))).toBeUndefined()
  expect(await readUser(actor, user.userId)).toMatchObject({ disabled: true, roles: ["order_processor", "purchaser"] })
  await setRoles(actor, user.userId, ["purchasing_manager"])
  expect(await rolesIn(user.userId, slug)).toBeUndefined()
  await enableUser(actor, user.userId)
  expect(await opens(session, slug)).toBe("session_ended")
  expect(await opens(await openSession(user.userId), slug)).toEqual(["purchasing_manager"])
})

test("ended sessions open the company no more, and others do", async () => {
  const [mine, theirs] = [await makeCompany(), await makeCompany()]
  const actor = await makeActor(mine.id, "administrator")
  const user = await makeUser()
  for (const { id } of [mine, theirs]) await makeMember(id, user, ["purchaser"])
  const before = await openSession(user.id)
  await endSessions(actor, user.id)
  expect(await opens(before, mine.slug)).toBe("session_ended")
  expect(await opens(before, theirs.slug)).toEqual(["purchaser"])
  expect(await opens(await openSession(user.id), mine.slug)).toEqual(["purchaser"])
  const companies = await companiesOf((await findSession(before))!)
  expect(companies.map(({ slug, ended }) => [slug, ended])).toEqual([
    [mine.slug, true],
    [theirs.slug, false],
  ])
})

test("each company decides for itself alone of a user of two, and sees when they were last there", async () => {
  const [mine, theirs] = [await makeCompany(), await makeCompany()]
  const [actor, other] = [await makeActor(mine.id, "administrator"), await makeActor(theirs.id, "administrator")]
  const shared = await makeUser()
  for (const { id } of [mine, theirs]) await makeMember(id, shared, ["purchaser"])
  const session = await openSession(shared.id)
  expect(await opens(session, theirs.slug)).toEqual(["purchaser"])
  expect((await readUser(actor, shared.id)).lastSeenAt).toBeNull()
  expect((await readUser(other, shared.id)).lastSeenAt).toBeInstanceOf(Date)
  await disableUser(actor, shared.id)
  expect(await opens(session, mine.slug)).toBe("session_ended")
  expect(await opens(session, theirs.slug)).toEqual(["purchaser"])
  expect(await readUser(other, shared.id)).toMatchObject({ disabled: false })
})

test("the offer of a password to a user of two companies is a letter without a link, and the actor sees no difference", async () => {
  const [mine, theirs] = [await makeCompany(), await makeCompany()]
  const actor = await makeActor(mine.id, "administrator")
  const [here, shared] = [await makeUser(), await makeUser()]
  for (const user of [here, shared]) await makeMember(mine.id, user, ["purchaser"])
  await makeMember(theirs.id, shared, ["purchaser"])
  const offers = [await offerNewPassword(actor, here.id), await offerNewPassword(actor, shared.id)]
  const mails = await Promise.all(offers.map(({ eventId }) => invitationMail(mine.id, eventId)))
  expect(mails.map(mail => [mail?.kind, mail?.path.replace(/[\w-]{43}$/, "…")])).toEqual([
    ["user.password_offered", "/invitation/…"],
    ["user.password_not_offered", "/sign-in"],
  ])
  const { changes } = await listUserHistory(actor, { limit: 10 })
  expect(changes.map(({ kind, name, after }) => ({ kind, name, after }))).toEqual(
    [shared, here].map(({ name }) => ({ kind: "user.password_offered", name, after: ["purchaser"] })),
  )
  expect(await listInvitations(actor)).toEqual([])
})

test("a link for a password is worthless once its user works elsewhere too", async () => {
  const [mine, theirs] = [await makeCompany(), await makeCompany()]
  const [actor, other] = [await makeActor(mine.id, "administrator"), await makeActor(theirs.id, "administrator")]
  const user = await makeUser()
  await makeMember(mine.id, user, ["purchaser"])
  const password = await linkOf(mine.id, await offerNewPassword(actor, user.id))
  expect(await findInvitation(password)).toMatchObject({ acceptance: "new_password" })
  const joining = await invited(other, ["purchaser"], user.email)
  await acceptInvitation(joining.token, { userId: user.id })
  expect(await findInvitation(password)).toBeUndefined()
  await expect(acceptInvitation(password, { password: "of the one who made it" })).rejects.toBeInstanceOf(NotFound)
  // Nor does leaving again open it.
  await setRoles(other, user.id, [])
  await expect(acceptInvitation(password, { password: "of the one who made it" })).rejects.toBeInstanceOf(NotFound)
})

test("of a password chosen and a company joined at once, one gives way", async () => {
  const [mine, theirs] = [await makeCompany(), await makeCompany()]
  const [actor, other] = [await makeActor(mine.id, "administrator"), await makeActor(theirs.id, "administrator")]
  for (let time = 0; time < 5; time++) {
    const user = await makeUser()
    await makeMember(mine.id, user, ["purchaser"])
    const password = await linkOf(mine.id, await offerNewPassword(actor, user.id))
    const joining = await invited(other, ["purchaser"], user.email)
    const [chosen, joined] = await Promise.allSettled([
      acceptInvitation(password, { password: "of the one who made it" }),
      acceptInvitation(joining.token, { userId: user.id }),
    ])
    expect(joined.status).toBe("fulfilled")
    // Chosen before it was joined, or not at all.
    const history = await inCompany(theirs.id, tx =>
      tx.select({ at: event.at, no: event.subjectNo, kind: event.kind }).from(event),
    )
    const joinedAt = history.find(one => one.no === user.email && one.kind === "user.joined")!.at
    const [link] = await database()
      .select()
      .from(invitation)
      .where(and(eq(invitation.email, user.email), eq(invitation.purpose, "new_password")))
    if (chosen.status === "fulfilled") expect(link!.acceptedAt!.getTime()).toBeLessThanOrEqual(joinedAt.getTime())
    else expect(link!.acceptedAt).toBeNull()
  }
})

test("an invitation makes a user, once", async () => {
  const { id, slug } = await makeCompany()
  const { token, email } = await invited(await makeActor(id, "administrator"), ["purchaser", "administrator"])
  expect(await findInvitation(token)).toMatchObject({ email, acceptance: "new_user" })
  await expectCode(acceptInvitation(token, { name: "Noor" }), "required")
  const chosen = { name: "Noor de Wit", password: "a long enough one" }
  const outcomes = await Promise.allSettled([acceptInvitation(token, chosen), acceptInvitation(token, chosen)])
  expect(outcomes.filter(outcome => outcome.status === "fulfilled")).toHaveLength(1)
  const result = await signIn({ email, password: chosen.password, address: "198.51.100.1" })
  if (result.outcome !== "signed_in") throw new Error(result.outcome)
  expect(await rolesIn(result.userId, slug)).toEqual(["administrator", "purchaser"])
  expect(await findInvitation(token)).toBeUndefined()
})

test("an invitation lets nobody in once whoever sent it may not", async () => {
  const { id } = await makeCompany()
  const [leaving, staying] = [await makeActor(id, "administrator"), await makeActor(id, "administrator")]
  const invited = { name: "Zij Zelf", email: "private@home.example", roles: ["administrator" as const] }
  const { eventId } = await inviteUser(leaving, invited)
  const token = (await invitationMail(id, eventId))!.path.replace("/invitation/", "")
  expect(await findInvitation(token)).toMatchObject({ acceptance: "new_user" })
  await disableUser(staying, leaving.userId)
  expect(await findInvitation(token)).toBeUndefined()
  await expect(acceptInvitation(token, { name: invited.name, password: testPassword })).rejects.toThrow(NotFound)
})

test("an invitation is mailed while its link opens something", async () => {
  const { id } = await makeCompany({ name: "Kolkwijk" })
  const actor = await makeActor(id, "administrator")
  const { eventId, email, token } = await invited(actor, ["purchaser"])
  const mail = {
    kind: "user.invited",
    to: { name: "Noor", address: email },
    language: "nl",
    path: `/invitation/${token}`,
  }
  expect(await invitationMail(id, eventId)).toMatchObject(mail)
  await acceptInvitation(token, { name: "Noor", password: "a long enough one" })
  expect(await invitationMail(id, eventId)).toBeUndefined()
})

test("a user of another company joins signed in as who they are, and keeps name and password", async () => {
  const { id, slug } = await makeCompany()
  const [user, stranger] = [await makeUser(), await makeUser()]
  await makeMember((await makeCompany()).id, user, ["purchaser"])
  const { token } = await invited(await makeActor(id, "administrator"), ["purchaser"], user.email)
  expect(await findInvitation(token)).toMatchObject({ acceptance: "joins", roles: ["purchaser"], companySlug: slug })
  for (const userId of [undefined, stranger.id]) {
    const accepting = { userId, name: "Somebody else", password: "another password" }
    await expectCode(acceptInvitation(token, accepting), "user.sign_in_to_join")
  }
  await acceptInvitation(token, { userId: user.id, name: "Somebody else", password: "another password" })
  const [after] = await database().select().from(users).where(eq(users.id, user.id))
  expect(after).toEqual(user)
  expect(await rolesIn(user.id, slug)).toEqual(["purchaser"])
})

test("an account of another company is joined by signing in as it, also where nobody has proven its address", async () => {
  const [mine, theirs] = [await makeCompany(), await makeCompany()]
  const opened = await makeUser({ verifiedAt: null })
  await makeMember(theirs.id, opened, ["purchaser"])
  const { token, email } = await invited(await makeActor(mine.id, "administrator"), ["purchaser"], opened.email)
  // Also while it is kept out there, where a new password is offered as ever.
  const admin = await makeActor(theirs.id, "administrator")
  for (const change of [enableUser, disableUser]) {
    await change(admin, opened.id)
    expect(await findInvitation(token)).toMatchObject({ acceptance: "joins" })
    // The mailbox and a new password are not enough.
    await expectCode(acceptInvitation(token, { password: "of who reads its mail" }), "user.sign_in_to_join")
  }
  await acceptInvitation(token, { userId: opened.id, password: "of who reads its mail" })
  const [after] = await database().select().from(users).where(eq(users.email, email))
  expect(after).toEqual({ ...opened, verifiedAt: expect.any(Date) })
  expect(await rolesIn(opened.id, mine.slug)).toEqual(["purchaser"])
})

test("an account that no company has any more goes to who reads its mail", async () => {
  const [mine, theirs] = [await makeCompany(), await makeCompany()]
  const left = await makeUser()
  await makeMember(theirs.id, left, ["purchaser"])
  await setRoles(await makeActor(theirs.id, "administrator"), left.id, [])
  const before = await openSession(left.id)
  const { token, email } = await invited(await makeActor(mine.id, "administrator"), ["purchaser"], left.email)
  expect(await findInvitation(token)).toMatchObject({ acceptance: "returns" })
  await expectCode(acceptInvitation(token, { userId: left.id }), "required")
  await acceptInvitation(token, { password: "of who reads its mail" })
  expect(await findSession(before)).toBeUndefined()
  const wrong = await signIn({ email, password: testPassword, address: "198.51.100.4" })
  const right = await signIn({ email, password: "of who reads its mail", address: "198.51.100.4" })
  expect([wrong.outcome, right.outcome]).toEqual(["wrong", "signed_in"])
  expect(await rolesIn(left.id, mine.slug)).toEqual(["purchaser"])
  const again = await invited(await makeActor((await makeCompany()).id, "administrator"), ["purchaser"], email)
  expect(await findInvitation(again.token)).toMatchObject({ acceptance: "joins" })
})

test("who declines, with an account or without, is gone from the invitations, and nothing else is told", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "administrator")
  const known = await makeUser({ name: "Known to others" })
  for (const email of [known.email, "unknown@test.example"]) {
    const { token } = await invited(actor, ["purchaser"], email)
    expect((await listInvitations(actor)).map(one => one.name)).toEqual(["Noor"])
    await declineInvitation(token)
    await expect(declineInvitation(token)).rejects.toBeInstanceOf(NotFound)
    await expect(acceptInvitation(token, { userId: known.id })).rejects.toBeInstanceOf(NotFound)
    expect(await listInvitations(actor)).toEqual([])
  }
  const { changes } = await listUserHistory(actor, { limit: 10 })
  expect(changes.map(({ kind, name, actorName }) => [kind, name, actorName])).toEqual([
    ["user.invitation_declined", "Noor", ""],
    ["user.invited", "Noor", actor.name],
    ["user.invitation_declined", "Noor", ""],
    ["user.invited", "Noor", actor.name],
  ])
})

test("each change of a user's rights stands in the history and is mailed to that user", async () => {
  const { id } = await makeCompany()
  const [actor, manager] = [await makeActor(id, "administrator"), await makeActor(id, "purchasing_manager")]
  const user = await makeActor(id, "purchaser")
  await setRoles(actor, user.userId, ["order_processor"])
  await setRoles(actor, user.userId, ["order_processor"])
  await disableUser(actor, user.userId)
  await enableUser(actor, user.userId)
  await endSessions(actor, user.userId)
  await setRoles(actor, actor.userId, ["administrator", "purchasing_manager"])
  await setRoles(actor, user.userId, [])
  const first = await listUserHistory(manager, { limit: 4 })
  const { changes } = await listUserHistory(manager, { limit: 4, before: first.next })
  const shown = [...first.changes, ...changes].reverse()
  expect(shown.map(({ kind, actorName, name, before, after }) => [kind, actorName, name, before, after])).toEqual([
    ["user.roles_changed", actor.name, user.name, ["purchaser"], ["order_processor"]],
    ["user.disabled", actor.name, user.name, undefined, undefined],
    ["user.enabled", actor.name, user.name, undefined, undefined],
    ["user.sessions_ended", actor.name, user.name, undefined, undefined],
    ["user.roles_changed", actor.name, actor.name, ["administrator"], ["administrator", "purchasing_manager"]],
    ["user.removed", actor.name, user.name, ["order_processor"], []],
  ])
  const told = await Promise.all(
    shown.map(({ id: eventId }) => pendingMail(id, eventId === shown[4]!.id ? actor.userId : user.userId, eventId)),
  )
  expect(told.map(mail => mail?.kind)).toEqual(shown.map(({ kind }) => kind))
  for (const outsider of [await makeActor(id, "purchaser"), await makeActor(id, "order_processor")]) {
    await expect(listUserHistory(outsider, { limit: 1 })).rejects.toBeInstanceOf(Forbidden)
  }
})

test("where mail is kept for administrators to read, a link is made in the demo alone", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "administrator")
  const { eventId } = await invited(actor, ["purchaser"])
  const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1 })
  await owner`DELETE FROM installation`
  await expectCode(
    inviteUser(actor, { name: "Noor", email: "noor@test.example", roles: ["purchaser"] }),
    "user.no_mail_server",
  )
  await expectCode(offerNewPassword(actor, actor.userId), "user.no_mail_server")
  expect(await invitationMail(id, eventId)).toBeUndefined()
  await owner.end()
  await markAsDemo()
  expect(await invitationMail(id, eventId)).toBeDefined()
})

test("a mail whose job was lost is due again, ever later, and settled once", async () => {
  const { id } = await makeCompany()
  const { eventId } = await invited(await makeActor(id, "administrator"), ["purchaser"])
  const mine = async () => (await takeDueInvitationMails(1_000)).filter(key => key.eventId === eventId)
  const letTimePass = () =>
    database()
      .update(invitation)
      .set({ mailDueAt: sql`now() - interval '1 second'` })
      .where(eq(invitation.eventId, eventId))
  expect(await mine()).toEqual([])
  await letTimePass()
  expect(await mine()).toEqual([{ companyId: id, eventId, generation: 1 }])
  expect(await mine()).toEqual([])
  await letTimePass()
  expect(await mine()).toEqual([{ companyId: id, eventId, generation: 2 }])
  await settleInvitationMail(id, eventId)
  expect(await invitationMail(id, eventId)).toBeUndefined()
  expect(await mine()).toEqual([])
})

test("an offered password replaces the old one and ends every session", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "administrator")
  const user = await makeActor(id, "purchaser")
  const session = await openSession(user.userId)
  const token = await linkOf(id, await offerNewPassword(actor, user.userId))
  await acceptInvitation(token, { password: "a brand new password" })
  expect(await findSession(session)).toBeUndefined()
  const { email } = await readUser(actor, user.userId)
  const given = { email, password: "a brand new password", address: "198.51.100.2" }
  expect(await signIn(given)).toMatchObject({ outcome: "signed_in", userId: user.userId })
})

test("a link that was withdrawn, replaced, has expired or was made up opens nothing", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "administrator")
  const replaced = await invited(actor, ["purchaser"])
  const withdrawn = await invited(actor, ["purchaser"], replaced.email)
  await withdrawInvitation(actor, withdrawn.id)
  const expired = await invited(actor, ["purchaser"])
  await database().update(invitation).set({ expiresAt: sql`now()` }).where(eq(invitation.tokenHash, expired.id))
  for (const token of [replaced.token, withdrawn.token, expired.token, expired.id, "made-up"]) {
    expect(await findInvitation(token)).toBeUndefined()
    await expect(acceptInvitation(token, { name: "X", password: "long enough, this" })).rejects.toBeInstanceOf(NotFound)
  }
  const member = await readUser(actor, actor.userId)
  await expectCode(inviteUser(actor, { ...member, roles: ["purchaser"] }), "user.already_here")
})

test("a changed password ends the user's other sessions; a wrong current one changes nothing", async () => {
  const { id } = await makeCompany()
  const user = await makeActor(id, "purchaser")
  const [here, there] = [await openSession(user.userId), await openSession(user.userId)]
  const change = { next: "another long one", sessionId: here, address: "198.51.100.3", language: "en" as const }
  await expectCode(changePassword(user.userId, { ...change, current: "wrong" }), "user.wrong_password")
  expect(await findSession(there)).toBeDefined()
  await changePassword(user.userId, { ...change, current: "inkoop-demo" })
  expect(await findSession(there)).toBeUndefined()
  expect(await findSession(here)).toBeDefined()
})

let guests = 0

/** Invites somebody, and reads the link's token as the mail has it. */
async function invited(actor: Actor, given: Role[], email = `guest-${++guests}@test.example`) {
  const link = await inviteUser(actor, { name: "Noor", email, roles: given })
  return { ...link, email, token: await linkOf(actor.companyId, link) }
}

async function linkOf(companyId: number, { eventId }: { eventId: number }): Promise<string> {
  return (await invitationMail(companyId, eventId))!.path.replace("/invitation/", "")
}

/** What a session opens of a company: the roles there. */
async function opens(sessionId: string, slug: string) {
  const membership = (await findPresence(sessionId, slug))?.membership
  return typeof membership === "object" ? membership.roles : membership
}

/** The roles in a company of who signs in now. */
async function rolesIn(userId: number, slug: string) {
  return opens(await openSession(userId), slug)
}

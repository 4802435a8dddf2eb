import { eq, sql } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { database } from "@/db/client"
import { event, invitation, users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { type Role, roles } from "@/domain/access/rights"
import { Forbidden, NotFound, Refusal } from "@/domain/errors"
import { makeActor, makeCompany, makeMember, makeUser } from "@/test/factories"
import { acceptInvitation, findInvitation } from "./accept-invitation"
import { listInvitations, listUsers, readUser } from "./company-users"
import { disableUser, enableUser } from "./disable-user"
import { invitationMail } from "./invitation-mail"
import { inviteUser, offerNewPassword, withdrawInvitation } from "./invite-user"
import { findMembership } from "./memberships"
import { changePassword } from "./own-settings"
import { findSession, openSession } from "./sessions"
import { setRoles } from "./set-roles"
import { signIn } from "./sign-in"

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
}

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
  for (const name of ["readUser", "offerNewPassword", "setRoles", "disableUser", "enableUser"]) {
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
  expect((await findMembership(user.userId, slug))?.roles).toEqual(["purchaser", "purchasing_manager"])
  await setRoles(actor, user.userId, [])
  expect(await findMembership(user.userId, slug)).toBeUndefined()
  const history = await inCompany(id, tx => tx.select({ kind: event.kind, data: event.data }).from(event))
  expect(history).toMatchObject([
    { kind: "user.roles_changed", data: { before: ["order_processor", "purchaser"] } },
    { kind: "user.roles_changed", data: { after: [] } },
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
  const left = await Promise.all([one, two].map(user => findMembership(user.userId, slug)))
  expect(left.filter(membership => membership?.roles.includes("administrator"))).toHaveLength(1)
})

test("a disabled administrator is none", async () => {
  const { id } = await makeCompany()
  const [one, two] = [await makeActor(id, "administrator"), await makeActor(id, "administrator")]
  await disableUser(one, two.userId)
  await expectCode(setRoles(one, one.userId, ["purchaser"]), "user.last_administrator")
  await expectCode(disableUser(one, one.userId), "user.oneself")
})

test("a disabled user's sessions end and stay ended", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "administrator")
  const user = await makeActor(id, "purchaser")
  const session = await openSession(user.userId)
  await disableUser(actor, user.userId)
  expect(await findSession(session)).toBeUndefined()
  await enableUser(actor, user.userId)
  expect(await findSession(session)).toBeUndefined()
  expect(await findSession(await openSession(user.userId))).toBeDefined()
})

test("a user of two companies is not one company's to disable, nor to give a password", async () => {
  const [mine, theirs] = [await makeCompany(), await makeCompany()]
  const actor = await makeActor(mine.id, "administrator")
  const shared = await makeUser()
  await makeMember(mine.id, shared, ["purchaser"])
  await makeMember(theirs.id, shared, ["purchaser"])
  await expectCode(disableUser(actor, shared.id), "user.elsewhere")
  await expectCode(offerNewPassword(actor, shared.id), "user.elsewhere")
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
  expect((await findMembership(result.userId, slug))?.roles).toEqual(["administrator", "purchaser"])
  expect(await findInvitation(token)).toBeUndefined()
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

test("a user of another company just joins, and keeps name and password", async () => {
  const { id, slug } = await makeCompany()
  const user = await makeUser()
  const { token } = await invited(await makeActor(id, "administrator"), ["purchaser"], user.email)
  expect(await findInvitation(token)).toMatchObject({ acceptance: "joins" })
  await acceptInvitation(token, { name: "Somebody else", password: "another password" })
  const [after] = await database().select().from(users).where(eq(users.id, user.id))
  expect(after).toEqual(user)
  expect((await findMembership(user.id, slug))?.roles).toEqual(["purchaser"])
})

test("an offered password replaces the old one and ends every session", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "administrator")
  const user = await makeActor(id, "purchaser")
  const session = await openSession(user.userId)
  await offerNewPassword(actor, user.userId)
  const [offer] = await listInvitations(actor)
  await acceptInvitation(offer!.path.replace("/invitation/", ""), { password: "a brand new password" })
  expect(await findSession(session)).toBeUndefined()
  const given = { email: offer!.email, password: "a brand new password", address: "198.51.100.2" }
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
  const change = { next: "another long one", sessionId: here, address: "198.51.100.3" }
  await expectCode(changePassword(user.userId, { ...change, current: "wrong" }), "user.wrong_password")
  expect(await findSession(there)).toBeDefined()
  await changePassword(user.userId, { ...change, current: "inkoop-demo" })
  expect(await findSession(there)).toBeUndefined()
  expect(await findSession(here)).toBeDefined()
})

let guests = 0

/** Invites somebody, and reads the link's token as the administrator's page shows it. */
async function invited(actor: Actor, given: Role[], email = `guest-${++guests}@test.example`) {
  const { id, eventId } = await inviteUser(actor, { name: "Noor", email, roles: given })
  const shown = (await listInvitations(actor)).find(one => one.id === id)
  return { id, eventId, email, token: shown!.path.replace("/invitation/", "") }
}

async function expectCode(run: Promise<unknown>, code: string): Promise<void> {
  const error = await run.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Refusal)
  expect((error as Refusal).issues.map(issue => issue.code)).toEqual([code])
}

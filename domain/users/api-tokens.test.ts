import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { database } from "@/db/client"
import { accountLetter, apiToken, companySignIn, users } from "@/db/schema"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { listSecurityLog } from "@/domain/security-log/list-security-log"
import { makeActor, makeCompany, makeMember, makeUser, testPassword } from "@/test/factories"
import { expectCode } from "@/test/refusals"
import { listCompanyTokens, listOwnTokens, makeToken, withdrawCompanyToken, withdrawOwnToken } from "./api-tokens"
import { disableUser, enableUser, endSessions } from "./disable-user"
import { eraseUser } from "./erase-user"
import { changePassword } from "./own-settings"
import { openSession } from "./sessions"
import { setRoles } from "./set-roles"
import { presentByToken, tokenPace } from "./token-presence"

/** A company, its administrator, and somebody of it with a token. */
async function withToken() {
  const company = await makeCompany()
  const administrator = await makeActor(company.id, "administrator")
  const user = await makeUser()
  await makeMember(company.id, user, ["purchaser"])
  const actor: Actor = { ...administrator, userId: user.id, name: user.name, roles: ["purchaser"] }
  return { company, administrator, user, actor, token: await made(actor) }
}

async function made(actor: Actor, name = "Script"): Promise<string> {
  const sessionId = await openSession(actor.userId)
  return makeToken(actor, { name, scopes: ["documents.read"], days: 30, sessionId })
}

test("a token speaks for its person with the roles of this moment, is told by mail and kept as a hash", async () => {
  const { company, administrator, user, actor, token } = await withToken()
  expect(await presentByToken(token)).toMatchObject({
    user: { id: user.id },
    company: { id: company.id },
    roles: ["purchaser"],
    scopes: ["documents.read"],
    left: tokenPace.requests - 1,
  })
  await setRoles(administrator, user.id, ["order_processor"])
  expect(await presentByToken(token)).toMatchObject({ roles: ["order_processor"] })
  const kept = JSON.stringify(await database().select().from(apiToken))
  expect(kept).not.toContain(token.slice(7, -4))
  const [own] = await listOwnTokens(actor)
  expect(own).toMatchObject({ name: "Script", ending: token.slice(-4), isOver: false, lastUsedAt: expect.any(Date) })
  const letters = await database().select().from(accountLetter).where(eq(accountLetter.email, user.email))
  expect(letters.map(({ kind }) => kind)).toEqual(["api_token_made"])
  const { lines } = await listSecurityLog(administrator, { kind: "api_token_changed" }, { limit: 10 })
  expect(lines.map(({ person, detail }) => [person?.id, detail])).toEqual([[user.id, "made"]])
  for (const other of ["", "inkoop_", `${token}x`, `${token.slice(0, -1)}!`, `inkoop_${"A".repeat(43)}`]) {
    expect(await presentByToken(other)).toBeUndefined()
  }
})

test("it ends with expiry, withdrawal, a new password, disabling, ended sessions and erasure, and does not come back", async () => {
  const { administrator, user, actor, token } = await withToken()
  await endSessions(administrator, user.id)
  expect(await presentByToken(token)).toBeUndefined()
  expect(await listOwnTokens(actor)).toMatchObject([{ isOver: true }])
  const second = await made(actor)
  await disableUser(administrator, user.id)
  expect(await presentByToken(second)).toBeUndefined()
  await enableUser(administrator, user.id)
  expect(await presentByToken(second)).toBeUndefined()

  const late = await made(actor)
  await database().update(apiToken).set({ expiresAt: sql`now()` }).where(eq(apiToken.userId, user.id))
  expect(await presentByToken(late)).toBeUndefined()

  const known = await made(actor)
  expect(await presentByToken(known)).toBeDefined()
  const sessionId = await openSession(user.id)
  const change = { current: testPassword, next: "wisteria upon the gate", sessionId, address: "198.51.100.77" }
  await changePassword(user.id, { ...change, language: "en" })
  expect(await presentByToken(known)).toBeUndefined()

  const last = await made(actor)
  await disableUser(administrator, user.id)
  await eraseUser(administrator, user.id)
  expect(await presentByToken(last)).toBeUndefined()
  expect(await database().select().from(apiToken).where(eq(apiToken.userId, user.id))).toEqual([])
  expect(await database().select().from(users).where(eq(users.id, user.id))).toEqual([])
})

test("who leaves the company leaves the token there; another company's goes on", async () => {
  const { administrator, user, token } = await withToken()
  const other = await makeCompany()
  await makeMember(other.id, user, ["purchaser"])
  const elsewhere = await made({ ...administrator, companyId: other.id, userId: user.id, roles: ["purchaser"] })
  await setRoles(administrator, user.id, [])
  expect(await presentByToken(token)).toBeUndefined()
  await makeMember(administrator.companyId, user, ["purchaser"])
  expect(await presentByToken(token)).toBeUndefined()
  expect(await presentByToken(elsewhere)).toMatchObject({ company: { id: other.id } })
})

test("its person and administrators see and withdraw it, nobody else does", async () => {
  const { administrator, actor, token } = await withToken()
  const colleague = await makeActor(actor.companyId, "purchaser")
  const stranger = await makeActor((await makeCompany()).id, "administrator")
  const [shown] = await listCompanyTokens(administrator)
  expect(shown).toMatchObject({ person: { id: actor.userId }, scopes: ["documents.read"] })
  expect(await listOwnTokens(colleague)).toEqual([])
  expect(await listCompanyTokens(stranger)).toEqual([])
  await expect(withdrawOwnToken(colleague, shown!.id)).rejects.toThrow(NotFound)
  await expect(withdrawCompanyToken(stranger, shown!.id)).rejects.toThrow(NotFound)
  expect(await presentByToken(token)).toBeDefined()
  await withdrawCompanyToken(administrator, shown!.id)
  expect(await presentByToken(token)).toBeUndefined()
  const again = await made(actor)
  await withdrawOwnToken(actor, (await listOwnTokens(actor))[0]!.id)
  expect(await presentByToken(again)).toBeUndefined()
})

test("what the company wants of whoever signs in it wants of a token", async () => {
  const { company, actor, token } = await withToken()
  const sessionId = await openSession(actor.userId, "", { hasFactor: true })
  const strong = await makeToken(actor, { name: "Strong", scopes: ["post"], days: 7, sessionId })
  await database().insert(companySignIn).values({ companyId: company.id, secondFactor: true })
  expect(await presentByToken(token)).toBeUndefined()
  expect(await presentByToken(strong)).toBeDefined()
  await database().update(companySignIn).set({ passwordSignIn: false }).where(eq(companySignIn.companyId, company.id))
  expect(await presentByToken(strong)).toBeUndefined()
})

test("a name and a scope are asked for, and twenty are enough", async () => {
  const { actor } = await withToken()
  const sessionId = await openSession(actor.userId)
  const given = { name: "Script", scopes: ["post"] as const, days: 7 as const, sessionId }
  await expectCode(makeToken(actor, { ...given, name: " " }), "required")
  await expectCode(makeToken(actor, { ...given, scopes: [] }), "required")
  await expectCode(makeToken(actor, { ...given, name: "x".repeat(61) }), "too_long")
  await expectCode(makeToken(actor, { ...given, sessionId: "another's" }), "signed_out")
  for (let n = 1; n < 20; n++) await makeToken(actor, given)
  await expectCode(makeToken(actor, given), "user.tokens_many")
})

test("requests are counted, a minute at a time", async () => {
  const { actor, token } = await withToken()
  const own = eq(apiToken.userId, actor.userId)
  await database()
    .update(apiToken)
    .set({ counted: tokenPace.requests - 1 })
    .where(own)
  expect(await presentByToken(token)).toMatchObject({ left: 0 })
  const over = await presentByToken(token)
  expect(over?.left).toBe(-1)
  expect(over?.resetsIn).toBeGreaterThan(50)
  await database().update(apiToken).set({ countedFrom: sql`now() - interval '61 seconds'` }).where(own)
  expect(await presentByToken(token)).toMatchObject({ left: tokenPace.requests - 1 })
})

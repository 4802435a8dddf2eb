import { generateKeyPairSync } from "node:crypto"
import { eq } from "drizzle-orm"
import { generateSync } from "otplib"
import { afterEach, expect, test, vi } from "vitest"
import { database } from "@/db/client"
import { passkey, securityEntry } from "@/db/schema"
import { makeActor, makeCompany, makeMember, makeUser, testPassword } from "@/test/factories"
import { expectCode } from "@/test/refusals"
import { SoftPasskey } from "@/test/soft-passkey"
import { takeDueLetters } from "./account-letters"
import { passkeyAfterPassword, passkeyToAdd, passkeyToSignIn } from "./ask-passkey"
import { confirmAuthenticator, newAuthenticator, removeAuthenticator } from "./authenticator"
import { signInByPasskey } from "./passkey-sign-in"
import { addPasskey, listPasskeys, removePasskey } from "./passkeys"
import { findPresence, findSession } from "./presence"
import { countRecoveryCodes } from "./recovery-codes"
import { findAwaiting, passSecondFactor } from "./second-factor"
import { openSession } from "./sessions"
import { signIn } from "./sign-in"
import { saveSignInRules } from "./sign-in-rules"

let lastAddress = 0
const from = () => ({ address: `203.0.113.${++lastAddress}`, userAgent: "" })

afterEach(() => void vi.useRealTimers())

/** A user with a passkey, and the session that added it. */
async function withPasskey() {
  const user = await makeUser()
  const id = await openSession(user.id)
  const key = new SoftPasskey()
  const given = { answer: key.made(await passkeyToAdd(user, id)), name: "Laptop", sessionId: id }
  const codes = await addPasskey(user.id, { ...given, language: "en" })
  return { user, id, key, codes }
}

async function passwordAlone(email: string): Promise<string> {
  const result = await signIn({ email, password: testPassword, address: from().address })
  if (result.outcome !== "signed_in") throw new Error(result.outcome)
  return result.sessionId
}

const pass = (userId: number, sessionId: string, answer: string, where = from()) =>
  passSecondFactor(userId, { answer, sessionId, from: where, company: "", language: "en" })

const alone = (answer: string, browser: string, where = from()) =>
  signInByPasskey({ answer, browser, from: where, company: "" })

async function noted(userId: number): Promise<string[]> {
  const rows = await database()
    .select({ kind: securityEntry.kind, detail: securityEntry.detail })
    .from(securityEntry)
    .where(eq(securityEntry.userId, userId))
    .orderBy(securityEntry.id)
  return rows.map(({ kind, detail }) => `${kind} ${detail}`)
}

test("a passkey is asked for after the password, and lets in", async () => {
  const { user, id, key, codes } = await withPasskey()
  expect(codes).toHaveLength(10)
  expect(await findSession(id)).toMatchObject({ hasFactor: true })
  const session = await passwordAlone(user.email)
  expect(await findSession(session)).toBeUndefined()
  expect(await findAwaiting(session)).toMatchObject({ id: user.id })
  const asked = await passkeyAfterPassword(user.id, session)
  expect(asked.allowCredentials).toMatchObject([{ id: key.id.toString("base64url"), transports: ["internal"] }])
  // A security key without a PIN will do here.
  await pass(user.id, session, key.signed(asked, { verified: false }))
  expect(await findSession(session)).toMatchObject({ id: user.id, hasFactor: true })
  expect(await noted(user.id)).toEqual(["signed_in passkey"])
  expect((await listPasskeys(user.id))[0]).toMatchObject({ name: "Laptop", lastUsedAt: expect.any(Date) })
  const letters = (await takeDueLetters(100)).filter(({ to }) => to.address === user.email)
  expect(letters.map(({ kind }) => kind)).toEqual(["passkey_added"])
})

test("alone it signs in whose device has verified who it is, and counts as the second factor of a company", async () => {
  const { user, key } = await withPasskey()
  const company = await makeCompany()
  await makeMember(company.id, user, ["purchaser"])
  const administrator = await makeActor(company.id, "administrator")
  await saveSignInRules(administrator, { idleMinutes: null, secondFactor: true }, 0)
  await expectCode(alone(key.signed(await passkeyToSignIn("b"), { verified: false }), "b"), "user.passkey_refused")
  expect(await alone(key.signed(await passkeyToSignIn("b")), "b")).toEqual({ id: user.id, email: user.email })
  const session = await openSession(user.id, "", { hasFactor: true })
  expect((await findPresence(session, company.slug))?.membership).toMatchObject({ roles: ["purchaser"] })
  expect(await noted(user.id)).toEqual(["signed_in passkey_alone"])
})

test("what another user's passkey signs lets nobody in as this one, and is not taken for another's to add", async () => {
  const [mine, other] = [await withPasskey(), await withPasskey()]
  const session = await passwordAlone(mine.user.email)
  const asked = await passkeyAfterPassword(mine.user.id, session)
  await expectCode(pass(mine.user.id, session, other.key.signed(asked)), "user.passkey_refused")
  // Under this one's name, by another's key.
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  await expectCode(pass(mine.user.id, session, mine.key.signed(asked, { privateKey })), "user.passkey_refused")
  expect(await findSession(session)).toBeUndefined()
  const taken = mine.key.made(await passkeyToAdd(other.user, other.id))
  const given = { answer: taken, name: "Not mine", sessionId: other.id, language: "en" as const }
  await expectCode(addPasskey(other.user.id, given), "user.passkey_refused")
  expect(await listPasskeys(mine.user.id)).toHaveLength(1)
  await expect(removePasskey(other.user.id, mine.key.id.toString("base64url"), "en")).rejects.toThrow("passkey")
  expect(await noted(mine.user.id)).toEqual(["sign_in_failed passkey", "sign_in_failed passkey"])
})

test("a challenge is good once, for one browser, one use and five minutes", async () => {
  const { user, key } = await withPasskey()
  const answer = key.signed(await passkeyToSignIn("mine"))
  await expectCode(alone(answer, "a thief's"), "user.passkey_refused")
  await alone(answer, "mine")
  await expectCode(alone(answer, "mine"), "user.passkey_refused")
  // At once, too.
  const asked = key.signed(await passkeyToSignIn("mine"))
  const all = await Promise.allSettled([1, 2, 3].map(() => alone(asked, "mine")))
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1)

  const [first, second] = [await passwordAlone(user.email), await passwordAlone(user.email)]
  const forFirst = await passkeyAfterPassword(user.id, first)
  await expectCode(pass(user.id, second, key.signed(forFirst)), "user.passkey_refused")
  await expectCode(alone(key.signed(forFirst), first), "user.passkey_refused")
  const madeUp = { challenge: Buffer.alloc(56, 1).toString("base64url") }
  await expectCode(pass(user.id, first, key.signed(madeUp)), "user.passkey_refused")
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5 * 60_000 })
  await expectCode(pass(user.id, first, key.signed(forFirst)), "user.passkey_refused")
})

test("what was signed for another site is refused, when it is added and when it is used", async () => {
  const { user, id, key } = await withPasskey()
  for (const forged of [{ origin: "https://inkoop.evil.example" }, { rpId: "evil.example" }]) {
    await expectCode(alone(key.signed(await passkeyToSignIn("b"), forged), "b"), "user.passkey_refused")
    const answer = new SoftPasskey().made(await passkeyToAdd(user, id), forged)
    const given = { answer, name: "x", sessionId: id, language: "en" as const }
    await expectCode(addPasskey(user.id, given), "user.passkey_refused")
  }
  for (const answer of ["", "{", "null", "[]", '{"id":1}', '{"id":"x","response":{}}', "x".repeat(30_000)]) {
    await expectCode(alone(answer, "b"), "user.passkey_refused")
  }
})

test("a copy of a passkey that counts is found out by its counter, and only by who holds the key", async () => {
  const { user, key } = await withPasskey()
  key.counter = 7
  await alone(key.signed(await passkeyToSignIn("b")), "b")
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const forged = key.signed(await passkeyToSignIn("b"), { counter: 3, privateKey })
  await expectCode(alone(forged, "b"), "user.passkey_refused")
  for (const counter of [7, 3, 0]) {
    await expectCode(alone(key.signed(await passkeyToSignIn("b"), { counter }), "b"), "user.passkey_refused")
  }
  key.counter = 8
  await alone(key.signed(await passkeyToSignIn("b")), "b")
  const copied = "sign_in_failed passkey_copied"
  const signedIn = "signed_in passkey_alone"
  expect(await noted(user.id)).toEqual([signedIn, copied, copied, copied, signedIn])
})

test("tries make one wait, as codes do, and the right passkey too", async () => {
  const { user, key } = await withPasskey()
  const session = await passwordAlone(user.email)
  const here = from()
  for (let n = 0; n < 5; n++) await expectCode(pass(user.id, session, "{}", here), "user.passkey_refused")
  const right = key.signed(await passkeyAfterPassword(user.id, session))
  await expectCode(pass(user.id, session, right, here), "user.too_many_attempts")
  const there = from()
  for (let n = 0; n < 50; n++) await alone("{}", "b", there).catch(() => {})
  await expectCode(alone(key.signed(await passkeyToSignIn("b")), "b", there), "user.too_many_attempts")
})

test("a session that a password alone opened adds nothing where there is a second factor", async () => {
  const user = await makeUser()
  const [mine, thiefs] = [await openSession(user.id), await openSession(user.id)]
  const asked = await passkeyToAdd(user, thiefs)
  const key = new SoftPasskey()
  const add = async (sessionId: string, answer: string) =>
    addPasskey(user.id, { answer, name: "Key", sessionId, language: "en" })
  await add(mine, key.made(await passkeyToAdd(user, mine)))
  expect(await findSession(thiefs)).toBeUndefined()
  // Such as one that was opened a moment later, by who knows the password.
  const later = await openSession(user.id)
  await expectCode(add(later, new SoftPasskey().made(await passkeyToAdd(user, later))), "user.factor_first")
  await expectCode(add(thiefs, new SoftPasskey().made(asked)), "user.factor_first")
  const app = (await newAuthenticator(user.id, later))!
  const code = generateSync({ secret: app.secret })
  await expectCode(confirmAuthenticator(user.id, { code, sessionId: later, language: "en" }), "user.factor_first")
})

test("the last second factor takes the recovery codes along, and ten passkeys are enough", async () => {
  const { user, id, key } = await withPasskey()
  const app = (await newAuthenticator(user.id, id))!
  await confirmAuthenticator(user.id, { code: generateSync({ secret: app.secret }), sessionId: id, language: "en" })
  await removePasskey(user.id, key.id.toString("base64url"), "en")
  expect(await countRecoveryCodes(user.id)).toBe(10)
  expect(await findSession(id)).toMatchObject({ hasFactor: true })
  const add = async () => {
    const answer = new SoftPasskey().made(await passkeyToAdd(user, id))
    return addPasskey(user.id, { answer, name: "Key", sessionId: id, language: "en" })
  }
  for (let n = 0; n < 10; n++) expect(await add()).toBeUndefined()
  await expectCode(add(), "user.passkeys_many")
  await removeAuthenticator(user.id, "en")
  expect(await countRecoveryCodes(user.id)).toBe(10)
  const keys = await listPasskeys(user.id)
  for (const { id: no } of keys) await removePasskey(user.id, no, "en")
  expect(await countRecoveryCodes(user.id)).toBe(0)
  expect(await findSession(id)).toMatchObject({ hasFactor: false })
  expect(await findSession(await passwordAlone(user.email))).toBeDefined()
  expect(await database().select().from(passkey).where(eq(passkey.userId, user.id))).toEqual([])
})

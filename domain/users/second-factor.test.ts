import { eq, sql } from "drizzle-orm"
import { generateSync } from "otplib"
import { expect, test } from "vitest"
import { database } from "@/db/client"
import { authenticator, recoveryCode, session } from "@/db/schema"
import { makeActor, makeCompany, makeMember, makeUser, testPassword } from "@/test/factories"
import { expectCode } from "@/test/refusals"
import { takeDueLetters } from "./account-letters"
import { confirmAuthenticator, newAuthenticator, removeAuthenticator } from "./authenticator"
import { needsFreshFactor, proveFactorAgain } from "./fresh-factor"
import { findPresence, findSession } from "./presence"
import { findAwaiting, passSecondFactor } from "./second-factor"
import { openSession } from "./sessions"
import { signIn } from "./sign-in"
import { saveSignInRules } from "./sign-in-rules"

let lastAddress = 0
const freshAddress = () => `192.0.2.${++lastAddress}`

/** The code that the app shows so many seconds from now. */
const codeOf = (secret: string, seconds = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + seconds })

/** A user with an authenticator, of which no code was taken yet. */
async function withAuthenticator() {
  const user = await makeUser()
  const id = await openSession(user.id)
  const { secret } = (await newAuthenticator(user.id, id))!
  const given = { code: codeOf(secret), sessionId: id, language: "en" as const }
  const codes = await confirmAuthenticator(user.id, given)
  await database().update(authenticator).set({ lastStep: 0 }).where(eq(authenticator.userId, user.id))
  return { user, id, secret, codes }
}

async function passwordAlone(email: string, address = freshAddress()): Promise<string> {
  const result = await signIn({ email, password: testPassword, address })
  if (result.outcome !== "signed_in") throw new Error(result.outcome)
  return result.sessionId
}

const pass = (userId: number, sessionId: string, code: string, address = freshAddress()) =>
  passSecondFactor(userId, { code, sessionId, from: { address, userAgent: "" }, company: "", language: "en" })

test("the password alone opens nothing; with the code of the app it does, once for each code", async () => {
  const { user, secret } = await withAuthenticator()
  const [first, second] = [await passwordAlone(user.email), await passwordAlone(user.email)]
  expect(await findSession(first)).toBeUndefined()
  expect(await findAwaiting(first)).toMatchObject({ id: user.id })
  const code = codeOf(secret)
  await pass(user.id, first, `${code.slice(0, 3)} ${code.slice(3)}`)
  expect(await findSession(first)).toMatchObject({ id: user.id, hasFactor: true })
  expect(await findAwaiting(first)).toBeUndefined()
  // Whoever looked over the shoulder has a code that was used, or one of before.
  for (const used of [code, codeOf(secret, -30)]) await expectCode(pass(user.id, second, used), "user.wrong_code")
  expect(await findSession(second)).toBeUndefined()
  await pass(user.id, second, codeOf(secret, 30))
})

test("of one code that comes twice at once, one is taken", async () => {
  const { user, secret } = await withAuthenticator()
  const sessions = await Promise.all([1, 2, 3].map(() => passwordAlone(user.email)))
  const all = await Promise.allSettled(sessions.map(id => pass(user.id, id, codeOf(secret))))
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
})

test("a session that waits for a quarter of an hour opens nothing any more, and another's code lets nobody in", async () => {
  const { user } = await withAuthenticator()
  const other = await withAuthenticator()
  const id = await passwordAlone(user.email)
  await expectCode(pass(user.id, id, codeOf(other.secret)), "user.wrong_code")
  await database()
    .update(session)
    .set({ createdAt: sql`now() - interval '16 minutes'` })
    .where(eq(session.userId, user.id))
  expect(await findAwaiting(id)).toBeUndefined()
})

test("each recovery code opens once, is kept as a hash, and its use is told by mail", async () => {
  const { user, codes } = await withAuthenticator()
  expect(codes).toHaveLength(10)
  const kept = await database().select().from(recoveryCode).where(eq(recoveryCode.userId, user.id))
  for (const code of codes) expect(JSON.stringify(kept)).not.toContain(code.replace("-", ""))
  const [first, second] = [await passwordAlone(user.email), await passwordAlone(user.email)]
  await pass(user.id, first, codes[0]!.toUpperCase())
  expect(await findSession(first)).toBeDefined()
  await expectCode(pass(user.id, second, codes[0]!), "user.wrong_code")
  const letters = (await takeDueLetters(100)).filter(({ to }) => to.address === user.email)
  expect(letters.map(({ kind }) => kind).sort()).toEqual(["recovery_code_used", "second_factor_added"])
})

test("guesses make one wait, ever longer, from wherever they come", async () => {
  const { user, secret } = await withAuthenticator()
  const id = await passwordAlone(user.email)
  const here = freshAddress()
  for (let n = 0; n < 5; n++) await expectCode(pass(user.id, id, "000000", here), "user.wrong_code")
  await expectCode(pass(user.id, id, codeOf(secret), here), "user.too_many_attempts")
  for (let n = 0; n < 15; n++) await pass(user.id, id, "000000").catch(() => {})
  await expectCode(pass(user.id, id, codeOf(secret)), "user.too_many_attempts")
  expect(await findSession(id)).toBeUndefined()
})

test("the secret is sealed, stays the same while it is made, and nobody confirms what another session began", async () => {
  const user = await makeUser()
  const [mine, thiefs] = [await openSession(user.id), await openSession(user.id)]
  const begun = (await newAuthenticator(user.id, thiefs))!
  const own = (await newAuthenticator(user.id, mine))!
  expect(own.secret).not.toBe(begun.secret)
  expect(await newAuthenticator(user.id, mine)).toEqual(own)
  const confirm = (sessionId: string, secret: string) =>
    confirmAuthenticator(user.id, { code: codeOf(secret), sessionId, language: "en" })
  await expectCode(confirm(thiefs, begun.secret), "user.wrong_code")
  await expectCode(confirm(mine, begun.secret), "user.wrong_code")
  const [row] = await database().select().from(authenticator).where(eq(authenticator.userId, user.id))
  expect(row!.sealedSecret).not.toContain(own.secret)
  await confirm(mine, own.secret)
  // Sessions that the password alone had opened end, and no second one is made.
  expect(await findSession(thiefs)).toBeUndefined()
  expect(await findSession(mine)).toMatchObject({ hasFactor: true })
  expect(await newAuthenticator(user.id, mine)).toBeUndefined()
  await removeAuthenticator(user.id, "en")
  expect(await findSession(mine)).toMatchObject({ hasFactor: false })
  expect(await findSession(await passwordAlone(user.email))).toBeDefined()
})

test("a company that wants a second factor opens to sessions that have one, and other companies go on", async () => {
  const [strict, other] = [await makeCompany(), await makeCompany()]
  const administrator = await makeActor(strict.id, "administrator")
  await saveSignInRules(administrator, { idleMinutes: null, secondFactor: true }, 0)
  const user = await makeUser()
  for (const { id } of [strict, other]) await makeMember(id, user, ["purchaser"])
  const id = await openSession(user.id)
  const membership = async (slug: string) => (await findPresence(id, slug))?.membership
  expect(await membership(strict.slug)).toBe("second_factor_wanted")
  expect(await membership(other.slug)).toMatchObject({ roles: ["purchaser"] })
  const { secret } = (await newAuthenticator(user.id, id))!
  await confirmAuthenticator(user.id, { code: codeOf(secret), sessionId: id, language: "en" })
  expect(await membership(strict.slug)).toMatchObject({ roles: ["purchaser"] })
})

test("what changes second factors wants one that was shown lately; a code shows it again, a wrong one says so in its field", async () => {
  const bare = await makeUser()
  expect(await needsFreshFactor(bare.id, await openSession(bare.id))).toBe(false)
  const { user, id, secret } = await withAuthenticator()
  expect(await needsFreshFactor(user.id, id)).toBe(false)
  await database()
    .update(session)
    .set({ factorAt: sql`now() - interval '11 minutes'` })
    .where(eq(session.userId, user.id))
  expect(await needsFreshFactor(user.id, id)).toBe(true)
  const prove = (code: string) =>
    proveFactorAgain(
      user.id,
      { code, sessionId: id, from: { address: freshAddress(), userAgent: "" }, company: "", language: "en" },
      "ownCode",
    )
  await expect(prove("000000")).rejects.toMatchObject({ issues: [{ code: "user.wrong_code", field: "ownCode" }] })
  expect(await needsFreshFactor(user.id, id)).toBe(true)
  await prove(codeOf(secret))
  expect(await needsFreshFactor(user.id, id)).toBe(false)
  // Of another session of theirs nothing is proven.
  const other = await openSession(user.id)
  expect(await needsFreshFactor(user.id, other)).toBe(true)
})

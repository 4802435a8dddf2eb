import { eq, sql } from "drizzle-orm"
import { beforeAll, expect, test } from "vitest"
import { database } from "@/db/client"
import { accountLetter, signInThrottle } from "@/db/schema"
import { NotFound } from "@/domain/errors"
import { countStatements } from "@/test/count-statements"
import { makeUser, markAsDemo, testPassword } from "@/test/factories"
import { expectCode } from "@/test/refusals"
import { takeDueLetters } from "./account-letters"
import { askForNewPassword, chooseNewPassword, findPasswordLink } from "./forgotten-password"
import { findSession } from "./presence"
import { openSession } from "./sessions"
import { signIn } from "./sign-in"

beforeAll(() => markAsDemo())

let lastAddress = 0
const freshAddress = () => `203.0.113.${++lastAddress}`
const ask = (email: string, address = freshAddress()) => askForNewPassword({ email, address, language: "nl" })
const choose = (token: string, password: string) =>
  chooseNewPassword(token, password, { address: "203.0.113.9", userAgent: "" })
const next = "wisteria upon the gate"

/** The letters that go out now. */
const sent = () => takeDueLetters(100)

/** Asks, and reads the token in the letter. */
async function linkFor(email: string): Promise<string> {
  await ask(email)
  const letter = (await sent()).find(({ to }) => to.address === email)
  return letter!.path.split("/").at(-1)!
}

test("a mailed link gives a new password, once; every session ends, and the user is told", async () => {
  const user = await makeUser({ name: "Noor", language: "en" })
  const [first, second] = [await linkFor(user.email), await linkFor(user.email)]
  const session = await openSession(user.id)
  expect(await findPasswordLink(first)).toEqual({ email: user.email })
  await choose(first, next)
  expect(await findSession(session)).toBeUndefined()
  const attempt = { email: user.email, address: freshAddress() }
  expect(await signIn({ ...attempt, password: testPassword })).toEqual({ outcome: "wrong" })
  expect(await signIn({ ...attempt, password: next })).toMatchObject({ outcome: "signed_in" })
  expect(await sent()).toMatchObject([{ kind: "password_changed", to: { name: "Noor" }, language: "en" }])
  // Neither it nor another that was mailed before opens anything now.
  for (const token of [first, second, "made-up"]) {
    expect(await findPasswordLink(token)).toBeUndefined()
    await expect(choose(token, "another one altogether")).rejects.toBeInstanceOf(NotFound)
  }
})

test("of two who use a link at once one is told that it is not valid", async () => {
  const user = await makeUser()
  const token = await linkFor(user.email)
  const both = await Promise.allSettled([choose(token, next), choose(token, `${next} too`)])
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
})

test("a link is good for an hour", async () => {
  const user = await makeUser()
  const token = await linkFor(user.email)
  const age = (time: string) =>
    database()
      .update(accountLetter)
      .set({ expiresAt: sql`expires_at - ${time}::interval` })
      .where(eq(accountLetter.email, user.email))
  await age("59 minutes")
  expect(await findPasswordLink(token)).toBeDefined()
  await age("1 minute")
  expect(await findPasswordLink(token)).toBeUndefined()
  await expect(choose(token, next)).rejects.toBeInstanceOf(NotFound)
})

test("for an address without an account the same is done, statement for statement, and no letter goes out", async () => {
  const user = await makeUser()
  const statementsOf = async (email: string) =>
    (await countStatements(() => ask(email))).map(statement => String(statement).replaceAll(/\s+/g, " "))
  const known = await statementsOf(user.email)
  expect(await statementsOf("nobody.at.all@test.example")).toEqual(known)
  expect((await sent()).map(({ to }) => to.address)).toEqual([user.email])
  expect(await sent()).toEqual([])
})

test("three letters an hour to an account, told nobody; whoever asks for many accounts has to wait", async () => {
  const user = await makeUser()
  for (let n = 0; n < 6; n++) await ask(user.email)
  expect(await sent()).toHaveLength(3)
  await database().update(signInThrottle).set({ blockedUntil: sql`blocked_until - interval '61 minutes'` })
  await ask(user.email)
  expect(await sent()).toHaveLength(1)

  const address = freshAddress()
  for (let n = 0; n < 30; n++) await ask(`many-${n}@test.example`, address)
  await expectCode(ask(user.email, address), "user.too_many_attempts")
  await sent()
})

test("a link does not say yes to a password that is guessed first, and stays good", async () => {
  const user = await makeUser({ name: "Wilhelmina Bakker" })
  const token = await linkFor(user.email)
  await expectCode(choose(token, "sunshine2024!!"), "user.password_common")
  await expectCode(choose(token, "Wilhelmina.Bakker1"), "user.password_own_words")
  await choose(token, next)
})

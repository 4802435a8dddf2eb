import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { database } from "@/db/client"
import { session, signInThrottle } from "@/db/schema"
import { makeUser, testPassword } from "@/test/factories"
import { deviceToken } from "./device"
import { hashPassword } from "./password"
import { findSession } from "./presence"
import { revokeSession } from "./sessions"
import { signIn } from "./sign-in"
import { countAttempt } from "./throttle"

let lastAddress = 0
/** An address that no other test has used up. */
const freshAddress = () => `192.0.2.${++lastAddress}`

test("the right password opens a session, whose id the table does not know", async () => {
  const user = await makeUser()
  const given = { email: ` ${user.email.toUpperCase()} `, password: testPassword, address: freshAddress() }
  const result = await signIn(given)
  if (result.outcome !== "signed_in") throw new Error(result.outcome)
  expect(await findSession(result.sessionId)).toMatchObject({ id: user.id, email: user.email })
  const [row] = await database().select().from(session).where(eq(session.userId, user.id))
  expect(row?.idHash).toMatch(/^[0-9a-f]{64}$/)
  expect(row?.idHash).not.toContain(result.sessionId)
  expect(await findSession(row!.idHash)).toBeUndefined()
})

test("unknown e-mail and wrong password get the same answer", async () => {
  const user = await makeUser()
  const answers = await Promise.all([
    signIn({ email: "nobody@test.example", password: testPassword, address: freshAddress() }),
    signIn({ email: user.email, password: "something else", address: freshAddress() }),
  ])
  expect(answers).toEqual([{ outcome: "wrong" }, { outcome: "wrong" }])
})

test("five wrong passwords from one network make the next wait, ever longer; a known account and an unknown one", async () => {
  const user = await makeUser()
  for (const email of [user.email, "no.such.user@test.example"]) {
    const address = freshAddress()
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await signIn({ email, password: "wrong", address })).toEqual({ outcome: "wrong" })
    }
    const waits: number[] = []
    for (let round = 0; round < 8; round++) {
      waits.push(await waitOf({ email, password: testPassword, address }))
      // Whoever goes on trying meanwhile makes nobody wait longer.
      expect(await waitOf({ email, password: "wrong", address })).toBe(waits[round])
      await letTimePass()
      await signIn({ email, password: "wrong", address })
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900])
    await letTimePass()
    const outcome = email === user.email ? "signed_in" : "wrong"
    expect(await signIn({ email, password: testPassword, address })).toMatchObject({ outcome })
  }
})

test("guesses from elsewhere keep nobody out: twenty do, from wherever, and not a browser that signed in before", async () => {
  const user = await makeUser()
  const [email, home] = [user.email, freshAddress()]
  const guess = async (times: number, address: () => string) => {
    for (let attempt = 1; attempt <= times; attempt++) await signIn({ email, password: "wrong", address: address() })
  }
  const elsewhere = freshAddress()
  await guess(6, () => elsewhere)
  expect(await signIn({ email, password: testPassword, address: home })).toMatchObject({ outcome: "signed_in" })
  await guess(20, freshAddress)
  expect(await waitOf({ email, password: testPassword, address: home })).toBe(15)
  const device = deviceToken(email)
  // Neither a token that is made up, nor another account's.
  for (const other of ["made.up", deviceToken("somebody@test.example")]) {
    expect(await waitOf({ email, password: testPassword, address: home, device: other })).toBe(15)
  }
  expect(await signIn({ email, password: testPassword, address: home, device })).toMatchObject({ outcome: "signed_in" })
  // Its own failures make it wait, and nobody else.
  for (let attempt = 1; attempt <= 5; attempt++) await signIn({ email, password: "wrong", address: home, device })
  expect(await waitOf({ email, password: testPassword, address: home, device })).toBe(15)
  expect(deviceToken(email, device)).toBe(device)
  const another = deviceToken(email)
  expect(await signIn({ email, password: testPassword, address: home, device: another })).toMatchObject({
    outcome: "signed_in",
  })
})

test("an office that made fifty failures waits, but for browsers that signed in before", async () => {
  const user = await makeUser()
  const address = freshAddress()
  for (let n = 0; n < 50; n++) await countAttempt({ email: `office-${n}@test.example`, address })
  const given = { email: user.email, password: testPassword, address }
  expect(await waitOf(given)).toBe(15)
  expect(await signIn({ ...given, device: deviceToken(user.email) })).toMatchObject({ outcome: "signed_in" })
})

test("a day of rest makes failures forgotten", async () => {
  const [email, address] = ["rested@test.example", freshAddress()]
  for (let attempt = 1; attempt <= 6; attempt++) await countAttempt({ email, address })
  await letTimePass("25 hours")
  for (let attempt = 1; attempt <= 5; attempt++) expect(await countAttempt({ email, address })).toBeUndefined()
})

test("the right password makes earlier failures forgotten", async () => {
  const user = await makeUser()
  const address = freshAddress()
  for (const password of ["wrong", "wrong", "wrong", "wrong", testPassword, "wrong", "wrong", "wrong", "wrong"]) {
    await signIn({ email: user.email, password, address })
  }
  const last = await signIn({ email: user.email, password: testPassword, address })
  expect(last.outcome).toBe("signed_in")
})

test("fifty failures close an address to every account, whatever account they named", async () => {
  const user = await makeUser()
  const address = freshAddress()
  const guesses = Array.from({ length: 60 }, (_, n) => signIn({ email: `g${n}@test.example`, password: "x", address }))
  const outcomes = (await Promise.all(guesses)).map(result => result.outcome)
  expect(outcomes.filter(outcome => outcome === "wrong")).toHaveLength(50)
  expect(outcomes.filter(outcome => outcome === "too_many")).toHaveLength(10)
  const given = { email: user.email, password: testPassword }
  expect(await signIn({ ...given, address })).toMatchObject({ outcome: "too_many" })
  expect(await signIn({ ...given, address: freshAddress() })).toMatchObject({ outcome: "signed_in" })
})

test("a hundred attempts at once get no more tries than a hundred in turn", async () => {
  const user = await makeUser()
  const address = freshAddress()
  const guesses = Array.from({ length: 20 }, () => signIn({ email: user.email, password: "wrong", address }))
  const outcomes = (await Promise.all(guesses)).map(result => result.outcome)
  expect(outcomes.filter(outcome => outcome === "wrong")).toHaveLength(5)
})

test("the addresses of one IPv6 network count as one", async () => {
  const guesses = Array.from({ length: 52 }, (_, n) =>
    signIn({ email: `v6-${n}@test.example`, password: "x", address: `2001:db8:0:7::${n.toString(16)}` }),
  )
  const outcomes = (await Promise.all(guesses)).map(result => result.outcome)
  expect(outcomes.filter(outcome => outcome === "too_many")).toHaveLength(2)
})

test("a session ends by sign-out and by its age", async () => {
  const user = await makeUser()
  const open = async () => {
    const result = await signIn({ email: user.email, password: testPassword, address: freshAddress() })
    if (result.outcome !== "signed_in") throw new Error(result.outcome)
    return result.sessionId
  }
  const [left, aged] = [await open(), await open()]
  await revokeSession(left)
  expect(await findSession(left)).toBeUndefined()
  expect(await findSession(aged)).toBeDefined()
  await database().update(session).set({ expiresAt: sql`now()` }).where(eq(session.userId, user.id))
  expect(await findSession(aged)).toBeUndefined()
})

test("passwords are kept as argon2id", async () => {
  expect(await hashPassword("correct horse battery")).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

/** Seconds that a refused attempt has to wait. */
async function waitOf(given: Parameters<typeof signIn>[0]): Promise<number> {
  const result = await signIn(given)
  if (result.outcome !== "too_many") throw new Error(result.outcome)
  const seconds = (result.until.getTime() - Date.now()) / 1_000
  // What is left of one of the waits there are.
  return [15, 30, 60, 120, 240, 480, 900].find(wait => seconds <= wait) ?? seconds
}

/** As if that had passed, by default more than the longest wait. */
async function letTimePass(time = "16 minutes"): Promise<void> {
  await database()
    .update(signInThrottle)
    .set({
      windowEndsAt: sql`window_ends_at - ${time}::interval`,
      blockedUntil: sql`blocked_until - ${time}::interval`,
    })
}

import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { database } from "@/db/client"
import { session, signInThrottle } from "@/db/schema"
import { makeUser, testPassword } from "@/test/factories"
import { hashPassword } from "./password"
import { findSession, revokeSession } from "./sessions"
import { signIn } from "./sign-in"

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

test("five wrong passwords close an account to the right one, for a quarter of an hour; a known one and an unknown one", async () => {
  const user = await makeUser()
  for (const email of [user.email, "no.such.user@test.example"]) {
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await signIn({ email, password: "wrong", address: freshAddress() })).toEqual({ outcome: "wrong" })
    }
    const refused = await signIn({ email, password: testPassword, address: freshAddress() })
    if (refused.outcome !== "too_many") throw new Error(refused.outcome)
    const minutes = (refused.until.getTime() - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(14)
    expect(minutes).toBeLessThanOrEqual(15)
  }
  await letTimePass()
  expect(await signIn({ email: user.email, password: testPassword, address: freshAddress() })).toMatchObject({
    outcome: "signed_in",
  })
})

test("the right password makes earlier failures forgotten", async () => {
  const user = await makeUser()
  for (const password of ["wrong", "wrong", "wrong", "wrong", testPassword, "wrong", "wrong", "wrong", "wrong"]) {
    await signIn({ email: user.email, password, address: freshAddress() })
  }
  const last = await signIn({ email: user.email, password: testPassword, address: freshAddress() })
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
  const guesses = Array.from({ length: 20 }, () =>
    signIn({ email: user.email, password: "wrong", address: freshAddress() }),
  )
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

/** Ends every pause, as a quarter of an hour would. */
async function letTimePass(): Promise<void> {
  await database().update(signInThrottle).set({
    windowEndsAt: sql`window_ends_at - interval '16 minutes'`,
    blockedUntil: sql`blocked_until - interval '16 minutes'`,
  })
}

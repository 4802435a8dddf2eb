import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { database } from "@/db/client"
import { session } from "@/db/schema"
import { NotFound } from "@/domain/errors"
import { makeActor, makeCompany, makeMember, makeUser } from "@/test/factories"
import { expectCode } from "@/test/refusals"
import { isFreshSignIn, proveAgain } from "./fresh-sign-in"
import { companiesOf } from "./memberships"
import { endOwnSession, listOwnSessions } from "./own-sessions"
import { findPresence, findSession } from "./presence"
import { nameOfSession, openSession } from "./sessions"
import { readSignInRules, saveSignInRules } from "./sign-in-rules"

const edge =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0"
const phone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"

/** As if the session had been opened, or used last, so long ago. */
const back = (id: string, set: Partial<Record<"lastSeenAt" | "authenticatedAt", string>>) =>
  database()
    .update(session)
    .set(Object.fromEntries(Object.entries(set).map(([name, time]) => [name, sql`now() - ${time}::interval`])))
    .where(eq(session.idHash, nameOfSession(id)))

test("one sees the own sessions alone, this one first, by device, and ends any of them", async () => {
  const [user, other] = [await makeUser(), await makeUser()]
  const here = await openSession(user.id, edge)
  const lost = await openSession(user.id, phone)
  await openSession(user.id, "\u0000curl/8\n".repeat(200))
  const theirs = await openSession(other.id, edge)
  await back(here, { lastSeenAt: "1 hour" })
  const listed = await listOwnSessions(user.id, here)
  expect(listed.map(({ device, isThis }) => [device.browser, device.system, isThis])).toEqual([
    ["Microsoft Edge", "Windows", true],
    [undefined, undefined, false],
    ["Safari", "iOS", false],
  ])
  await endOwnSession(user.id, listed[2]!.id)
  expect(await findSession(lost)).toBeUndefined()
  expect(await findSession(here)).toBeDefined()
  // Neither an ended one nor somebody else's, whose name a thief might have.
  for (const id of [listed[2]!.id, nameOfSession(theirs), "made up"]) {
    await expect(endOwnSession(user.id, id)).rejects.toBeInstanceOf(NotFound)
  }
  expect(await findSession(theirs)).toBeDefined()
})

test("after a longer pause than the company allows a session does not open it, and goes on elsewhere", async () => {
  const [strict, other] = [await makeCompany(), await makeCompany()]
  const administrator = await makeActor(strict.id, "administrator")
  await saveSignInRules(administrator, { idleMinutes: 15, secondFactor: false }, 0)
  const user = await makeUser()
  await makeMember(strict.id, user, ["purchaser"])
  await makeMember(other.id, user, ["purchaser"])
  const id = await openSession(user.id)
  const opens = async (slug: string, noting = true) => {
    const membership = (await findPresence(id, slug, noting))?.membership
    return typeof membership === "string" ? membership : membership !== undefined
  }
  await back(id, { lastSeenAt: "14 minutes" })
  expect(await opens(strict.slug)).toBe(true)
  // What a browser asks by itself is no use.
  await back(id, { lastSeenAt: "14 minutes" })
  expect(await opens(strict.slug, false)).toBe(true)
  await back(id, { lastSeenAt: "17 minutes" })
  expect(await opens(strict.slug, false)).toBe("session_idle")
  // Use of another company does not open it again.
  expect(await opens(other.slug)).toBe(true)
  expect(await opens(strict.slug)).toBe("session_idle")
  const companies = await companiesOf((await findSession(id))!)
  expect(companies.map(({ slug, ended }) => [slug, ended])).toEqual(
    [
      [strict.slug, true],
      [other.slug, false],
    ].sort(),
  )
  await saveSignInRules(administrator, { idleMinutes: null, secondFactor: false }, 1)
  expect(await opens(strict.slug)).toBe(true)
})

test("of two administrators the second is told that the first has saved", async () => {
  const { id } = await makeCompany()
  const [one, two] = [await makeActor(id, "administrator"), await makeActor(id, "administrator")]
  await saveSignInRules(one, { idleMinutes: 30, secondFactor: false }, 0)
  await expect(saveSignInRules(two, { idleMinutes: 60, secondFactor: false }, 0)).rejects.toMatchObject({
    currentVersion: 1,
  })
  expect(await readSignInRules(two)).toMatchObject({ idleMinutes: 30, version: 1 })
})

test("a sign-in is fresh for ten minutes, and again after the password; guesses make one wait", async () => {
  const user = await makeUser()
  const id = await openSession(user.id)
  const given = { sessionId: id, address: "198.51.100.77" }
  await back(id, { authenticatedAt: "9 minutes" })
  expect(await isFreshSignIn(id)).toBe(true)
  await back(id, { authenticatedAt: "11 minutes" })
  expect(await isFreshSignIn(id)).toBe(false)
  await expectCode(proveAgain(user.id, { ...given, password: "wrong" }, "f"), "user.wrong_password")
  expect(await isFreshSignIn(id)).toBe(false)
  await proveAgain(user.id, { ...given, password: "inkoop-demo" }, "f")
  expect(await isFreshSignIn(id)).toBe(true)

  await back(id, { authenticatedAt: "11 minutes" })
  for (let n = 0; n < 5; n++) await proveAgain(user.id, { ...given, password: "wrong" }, "f").catch(() => {})
  await expectCode(proveAgain(user.id, { ...given, password: "inkoop-demo" }, "f"), "user.too_many_attempts")
  expect(await isFreshSignIn(id)).toBe(false)
})

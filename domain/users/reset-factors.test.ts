import { expect, test } from "vitest"
import { database } from "@/db/client"
import { passkey } from "@/db/schema"
import { NotFound } from "@/domain/errors"
import { listSecurityLog } from "@/domain/security-log/list-security-log"
import { makeActor, makeCompany, makeMember, makeUser } from "@/test/factories"
import { expectCode } from "@/test/refusals"
import { takeDueLetters } from "./account-letters"
import { hasSecondFactor } from "./own-factors"
import { findSession } from "./presence"
import { resetSecondFactors } from "./reset-factors"
import { openSession } from "./sessions"

/** A user of these companies with a passkey, and a session that it opened. */
async function withKey(...companyIds: number[]) {
  const user = await makeUser()
  for (const id of companyIds) await makeMember(id, user, ["purchaser"])
  await database()
    .insert(passkey)
    .values({ id: `key of ${user.id}`, userId: user.id, publicKey: "x", counter: 0, name: "Phone" })
  return { user, session: await openSession(user.id, "", { hasFactor: true }) }
}

const lettersTo = async (email: string) =>
  (await takeDueLetters(1_000)).filter(({ to }) => to.address === email).map(({ kind, path }) => [kind, path])

test("an administrator resets a colleague's second factors: sessions end, the user is told, it is logged", async () => {
  const { id } = await makeCompany()
  const administrator = await makeActor(id, "administrator")
  const { user, session } = await withKey(id)
  await resetSecondFactors(administrator, user.id)
  expect(await hasSecondFactor(user.id)).toBe(false)
  expect(await findSession(session)).toBeUndefined()
  expect(await lettersTo(user.email)).toEqual([["second_factor_reset", "/sign-in/forgotten"]])
  const [line] = (await listSecurityLog(administrator, {}, { limit: 1 })).lines
  expect(line).toMatchObject({ kind: "second_factor_changed", detail: "reset", subject: { id: user.id } })
})

test("of who works for another company too it is that company's word as well, and the administrator learns nothing of it", async () => {
  const [mine, other] = [await makeCompany(), await makeCompany()]
  const administrator = await makeActor(mine.id, "administrator")
  const { user, session } = await withKey(mine.id, other.id)
  const [alone, shared] = [await withKey(mine.id), user]
  expect(await resetSecondFactors(administrator, alone.user.id)).toEqual(
    await resetSecondFactors(administrator, shared.id),
  )
  expect(await hasSecondFactor(shared.id)).toBe(true)
  expect(await findSession(session)).toBeDefined()
  expect(await lettersTo(shared.email)).toEqual([["second_factor_not_reset", "/sign-in"]])
  const { lines } = await listSecurityLog(administrator, { kind: "second_factor_changed" }, { limit: 9 })
  expect(lines.map(({ detail }) => detail)).toEqual(["reset", "reset"])
  // Who administers both may.
  await makeMember(other.id, { id: administrator.userId, name: "", language: null }, ["administrator"])
  await resetSecondFactors(administrator, shared.id)
  expect(await hasSecondFactor(shared.id)).toBe(false)
})

test("nobody resets their own, nor another company's user's", async () => {
  const administrator = await makeActor((await makeCompany()).id, "administrator")
  await expectCode(resetSecondFactors(administrator, administrator.userId), "user.reset_oneself")
  const { user } = await withKey((await makeCompany()).id)
  await expect(resetSecondFactors(administrator, user.id)).rejects.toThrow(NotFound)
  expect(await hasSecondFactor(user.id)).toBe(true)
})

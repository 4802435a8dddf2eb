import { eq } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, expect, test } from "vitest"
import { database } from "@/db/client"
import { accountLetter, passkey, users } from "@/db/schema"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import { listUserHistory } from "@/domain/users/user-history"
import { env } from "@/env"
import { makeActor, makeCompany, makeMember, makeUser } from "@/test/factories"
import { eraseAccount } from "./erase-account"
import { resetSecondFactor } from "./reset-second-factor"

const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1, onnotice: () => {} })
afterAll(() => owner.end())

test("whoever operates the portal erases a person from every company, but not a company's last administrator", async () => {
  const [first, second] = [await makeCompany(), await makeCompany()]
  const user = await makeUser({ name: "Overal Geweest" })
  await makeMember(first.id, user, ["administrator"])
  await makeMember(second.id, user, ["purchaser"])
  for (const { id } of [first, second]) await noteRefusal({ companyId: id, userId: user.id }, "books.see")
  await expect(eraseAccount(owner, user.email)).rejects.toThrow(`Nobody else administers /${first.slug}.`)
  const there = [await makeActor(first.id, "administrator"), await makeActor(second.id, "administrator")]
  await database()
    .insert(passkey)
    .values({ id: `of ${user.id}`, userId: user.id, publicKey: "x", counter: 0, name: "x" })
  await resetSecondFactor(owner, user.email.toUpperCase())
  const letters = await database().select().from(accountLetter).where(eq(accountLetter.email, user.email))
  expect(letters.map(({ kind }) => kind)).toEqual(["second_factor_reset"])
  expect(await eraseAccount(owner, user.email)).toEqual({ companies: 2 })
  expect(await database().select().from(users).where(eq(users.id, user.id))).toEqual([])
  for (const actor of there) {
    const { changes } = await listUserHistory(actor, { limit: 9 })
    expect(changes.map(({ kind, name, actorName }) => [kind, name, actorName])).toEqual([["user.erased", "N.N. 1", ""]])
  }
  await expect(eraseAccount(owner, user.email)).rejects.toThrow("Nobody has the address")
})

import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { database } from "@/db/client"
import { securityEntry } from "@/db/schema"
import { saveSetup } from "@/domain/setup/save-setup"
import { disableUser, endSessions } from "@/domain/users/disable-user"
import { setRoles } from "@/domain/users/set-roles"
import { signIn } from "@/domain/users/sign-in"
import { makeActor, makeCompany, makeMember, makeUser, testPassword } from "@/test/factories"
import { listSecurityLog, type SecurityLogFilter } from "./list-security-log"
import { noteRefusal } from "./note-refusal"
import { writeSecurityLines } from "./security-lines"

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"
let lastAddress = 0
const freshAddress = () => `198.51.100.${++lastAddress}`

type Asking = Awaited<ReturnType<typeof makeActor>>

async function seen(actor: Asking, filter: SecurityLogFilter = {}) {
  const { lines } = await listSecurityLog(actor, filter, { limit: 100 })
  return lines.map(({ kind, person, detail, subject }) =>
    [kind, person?.name ?? null, detail, subject?.name ?? null].filter(each => each !== ""),
  )
}

test("who signs in, fails and has to wait is told, by person, place and device, and never what was typed", async () => {
  const lines: object[] = []
  writeSecurityLines(() => ({ info: entry => lines.push(entry) }))
  const { id, slug } = await makeCompany()
  const administrator = await makeActor(id, "administrator")
  const user = await makeUser({ name: "Noor" })
  await makeMember(id, user, ["purchaser"])
  const given = { email: user.email, address: freshAddress(), userAgent: firefox, company: slug }
  await signIn({ ...given, password: testPassword })
  for (let n = 0; n < 5; n++) await signIn({ ...given, password: "my secret, mistyped" })
  for (let n = 0; n < 3; n++) await signIn({ ...given, password: testPassword })
  await signIn({ ...given, email: "a-secret-typed-here@test.example", password: "x", address: freshAddress() })
  const failed = ["sign_in_failed", "Noor", null]
  expect(await seen(administrator)).toEqual([
    ["sign_in_failed", null, null],
    // Three attempts within a minute are one line.
    ["locked_out", "Noor", null],
    ...Array.from({ length: 5 }, () => failed),
    ["signed_in", "Noor", null],
  ])
  const [last] = (await listSecurityLog(administrator, { kind: "signed_in" }, { limit: 1 })).lines
  expect(last).toMatchObject({ address: given.address, browser: "Firefox", system: "Linux" })
  expect(lines).toHaveLength(8)
  const kept = JSON.stringify([lines, await database().select().from(securityEntry)])
  for (const typed of ["mistyped", "a-secret-typed-here", user.email, testPassword]) expect(kept).not.toContain(typed)
})

test("a company learns of its own people's doings in it, and of no other", async () => {
  const [mine, other] = [await makeCompany(), await makeCompany()]
  const [here, there] = [await makeActor(mine.id, "administrator"), await makeActor(other.id, "administrator")]
  const shared = await makeUser({ name: "Tom" })
  await makeMember(mine.id, shared, ["purchaser"])
  await makeMember(other.id, shared, ["purchaser"])
  const stranger = await makeUser({ name: "Sara" })
  await makeMember(other.id, stranger, ["purchaser"])
  const attempt = (email: string, company: string) =>
    signIn({ email, password: testPassword, address: freshAddress(), userAgent: firefox, company })
  await attempt(shared.email, other.slug)
  // On the way to nobody's in particular: neither learns of it.
  await attempt(shared.email, "")
  // On the way to a company that is not theirs.
  await attempt(stranger.email, mine.slug)
  await noteRefusal({ companyId: other.id, userId: shared.id }, "books.see")
  expect(await seen(here)).toEqual([])
  expect(await seen(there)).toEqual([
    ["refused", "Tom", "books.see", null],
    ["signed_in", "Sara", null],
    ["signed_in", "Tom", null],
  ])
})

test("changes of rights and bank accounts, sessions ended, by whom and to whom; filtered by each, and by day", async () => {
  const { id } = await makeCompany({ timeZone: "Europe/Amsterdam" })
  const [ada, tom] = [await makeActor(id, "administrator"), await makeActor(id, "purchaser")]
  await setRoles(ada, tom.userId, ["order_processor"])
  await endSessions(ada, tom.userId)
  await disableUser(ada, tom.userId)
  const iban = "NL91 ABNA 0417 1643 00"
  const typed = { no: "B2", name: "Spaarrekening", iban, currencyCode: "EUR", glAccountNo: "1100" }
  await saveSetup(ada, "bank-accounts", { key: null, version: 0, typed })
  const bank = ["bank_account_changed", ada.name, "B2", null]
  const rights = ["disabled", "sessions_ended", "roles_changed"].map(what => [
    "rights_changed",
    ada.name,
    what,
    tom.name,
  ])
  expect(await seen(ada)).toEqual([bank, ...rights])
  expect(await seen(ada, { userId: tom.userId })).toEqual(rights)
  expect(await seen(ada, { kind: "bank_account_changed" })).toEqual([bank])
  const [row] = await database().execute<{ day: string }>(
    sql`SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date::text AS day`,
  )
  const day = row!.day
  const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
  expect(await seen(ada, { from: day, to: day })).toHaveLength(4)
  expect(await seen(ada, { to: before })).toEqual([])
  const first = await listSecurityLog(ada, {}, { limit: 3 })
  expect((await listSecurityLog(ada, {}, { limit: 3, before: first.next })).lines).toHaveLength(1)
})

test("nobody changes or removes an entry", async () => {
  const { id } = await makeCompany()
  const actor = await makeActor(id, "purchaser")
  await noteRefusal(actor, "books.see")
  const own = eq(securityEntry.companyId, id)
  await expect(database().update(securityEntry).set({ detail: "" }).where(own)).rejects.toThrow()
  await expect(database().delete(securityEntry).where(own)).rejects.toThrow()
  // A thousand refusals in a minute are one line.
  for (let n = 0; n < 5; n++) await noteRefusal(actor, "books.see")
  expect(await database().select().from(securityEntry).where(own)).toHaveLength(1)
})

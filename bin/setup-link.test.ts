import { eq, sql } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, beforeEach, expect, test } from "vitest"
import { database } from "@/db/client"
import { company, glAccount, membership, users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { NewCompany } from "@/domain/companies/company-details"
import { foundCompany, opensSetup } from "@/domain/companies/found-company"
import { NotFound, Refusal } from "@/domain/errors"
import { signIn } from "@/domain/users/sign-in"
import { env } from "@/env"
import { isDemoUsual } from "./prepare"
import { makeSetupLink } from "./setup-link"

const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1, onnotice: () => {} })
afterAll(() => owner.end())

const founder = { name: "Els Peeters", email: "els@peeters.example", password: "een lang wachtwoord" }
const typed: NewCompany = {
  name: "Peeters",
  legalForm: "BV",
  address: "",
  postCode: "",
  city: "",
  countryRegionCode: "",
  vatRegistrationNo: "0403019261",
  registrationNo: "",
  email: "",
  iban: "",
  template: "belgian",
  standardRate: "",
  reducedRate: "",
  currencyCode: "EUR",
  language: "nl",
  timeZone: "Europe/Brussels",
  fiscalYearStartMonth: "1",
}

async function newToken(): Promise<string> {
  const link = await makeSetupLink(env().DATABASE_OWNER_URL!, "https://inkoop.example")
  return link!.replace("https://inkoop.example/setup/", "")
}

/** Companies and users of this database. */
async function there(): Promise<{ companies: number; users: number }> {
  const [found] = await owner<[{ companies: number; users: number }]>`
    SELECT (SELECT count(*)::int FROM company) AS companies, (SELECT count(*)::int FROM users) AS users`
  return found
}

/** Of two tests the first leaves no company. */
beforeEach(async () => expect(await there()).toEqual({ companies: 0, users: 0 }))

test("a folder that was opened for a company of one's own makes no demo later, though nobody has set it up", async () => {
  const url = env().DATABASE_OWNER_URL!
  await owner`DELETE FROM setup_link`
  expect(await isDemoUsual({}, url)).toBe(true)
  await newToken()
  expect(await isDemoUsual({}, url)).toBe(false)
  expect(await isDemoUsual({ DATABASE_URL: url }, url)).toBe(false)
})

test("a link is replaced by the next, ends after a day, and opens nothing that was refused", async () => {
  const first = await newToken()
  expect(await opensSetup(first)).toBe(true)
  const second = await newToken()
  expect([await opensSetup(first), await opensSetup(second), await opensSetup("")]).toEqual([false, true, false])
  await owner`UPDATE setup_link SET expires_at = now() - interval '1 second'`
  expect(await opensSetup(second)).toBe(false)
  await expect(foundCompany(second, founder, typed, "nl")).rejects.toThrow(NotFound)
  const third = await newToken()
  const wrong = { ...typed, name: "", vatRegistrationNo: "0403019262" }
  const refused = await foundCompany(third, founder, wrong, "nl", [{ field: "name", code: "required" }]).catch(
    error => error,
  )
  expect(refused).toBeInstanceOf(Refusal)
  expect((refused as Refusal).issues.map(({ field, code }) => `${field} ${code}`)).toEqual([
    "name required",
    "setup.name required",
    "setup.vatRegistrationNo vat_registration_no_invalid",
  ])
  const weak = { ...founder, password: "peeters12345" }
  const guessed = await foundCompany(third, weak, typed, "nl").catch(error => error)
  expect((guessed as Refusal).issues.map(({ field }) => field)).toEqual(["password"])
  expect(await opensSetup(third)).toBe(true)
})

test("of two who use the link at once one founds the company, and becomes who administers it", async () => {
  const token = await newToken()
  const other = { ...founder, email: "an@peeters.example" }
  const answers = await Promise.allSettled([
    foundCompany(token, founder, typed, "nl"),
    foundCompany(token, other, typed, "nl"),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  expect(answers.find(answer => answer.status === "rejected")!.reason).toBeInstanceOf(NotFound)
  const made = answers.find(answer => answer.status === "fulfilled")!.value
  expect(made.slug).toBe("peeters")
  expect(await there()).toEqual({ companies: 1, users: 1 })
  const [own] = await database().select().from(company)
  expect(own).toMatchObject({ countryRegionCode: "BE", vatRegistrationNo: "BE0403019261", legalForm: "BV" })
  const held = await database()
    .select({ role: membership.role })
    .from(membership)
    .where(eq(membership.userId, made.userId))
  expect(held.map(({ role }) => role).sort()).toEqual(["administrator", "purchasing_manager"])
  const [user] = await database().select({ email: users.email }).from(users)
  expect(await signIn({ ...founder, email: user!.email, address: "192.0.2.1" })).toMatchObject({ outcome: "signed_in" })
  const accounts = await inCompany(own!.id, tx => tx.select({ no: glAccount.no }).from(glAccount))
  expect(accounts.map(({ no }) => no)).toContain("440000")
  // Nobody founds another one, by whatever link.
  expect(await makeSetupLink(env().DATABASE_OWNER_URL!, "")).toBeUndefined()
  await owner`INSERT INTO setup_link (token_hash, expires_at) VALUES (encode(sha256('again'), 'hex'), now() + interval '1 day')`
  expect(await opensSetup("again")).toBe(false)
  await expect(foundCompany("again", other, typed, "nl")).rejects.toThrow(NotFound)
  const [id] = await database().execute<{ id: number | null }>(
    sql`select found_company(encode(sha256('again'), 'hex'), '{}'::jsonb) as id`,
  )
  expect(id).toEqual({ id: null })
})

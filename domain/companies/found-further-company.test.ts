import { randomUUID } from "node:crypto"
import { eq, sql } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, beforeAll, expect, test } from "vitest"
import { database } from "@/db/client"
import { company, noSeries, securityEntry } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { NotFound, Refusal } from "@/domain/errors"
import { findInvitation } from "@/domain/users/accept-invitation"
import { env } from "@/env"
import { makeActor, makeCompany } from "@/test/factories"
import { type NewCompany, newCompanyFields } from "./company-details"
import { foundFurtherCompany } from "./found-further-company"

const owner = postgres(env().DATABASE_OWNER_URL!, { max: 1 })
afterAll(() => owner.end())

let operatorId: number
let administratorId: number
beforeAll(async () => {
  const { id } = await makeCompany()
  operatorId = (await makeActor(id, "administrator")).userId
  administratorId = (await makeActor(id, "administrator")).userId
  await owner`insert into operator (user_id) values (${operatorId})`
})

const blank = Object.fromEntries(newCompanyFields.map(field => [field, ""])) as NewCompany
const from = { address: "192.0.2.7", userAgent: "" }
const asking = (id: number, ssoCompanyId: number | null = null) => ({ id, ssoCompanyId, language: "en" as const, from })

function asked(name: string, more: Partial<NewCompany> = {}, slug?: string) {
  const typed = { language: "nl", timeZone: "Europe/Amsterdam", fiscalYearStartMonth: "1", ...more }
  const admin = { name: "Els Peeters", email: "els@peeters.example" }
  return { formId: randomUUID(), company: { ...blank, name, template: "dutch", ...typed }, slug, admin }
}

const issuesOf = (tried: Promise<unknown>) =>
  tried.then(
    () => [],
    error => {
      if (!(error instanceof Refusal)) throw error
      return error.issues.map(({ field, code }) => [field, code])
    },
  )

test("an operator makes a company with its setup and a link for its administrator, which its security log tells", async () => {
  const made = await foundFurtherCompany(asking(operatorId), asked("Peeters & Zoon"))
  expect(made).toMatchObject({ slug: "peeters-zoon", name: "Peeters & Zoon", invitation: { mailed: false } })
  const token = made.invitation!.path.replace("/invitation/", "")
  expect(await findInvitation(token)).toMatchObject({ companySlug: "peeters-zoon", email: "els@peeters.example" })
  expect((await inCompany(made.id, tx => tx.select().from(noSeries))).length).toBeGreaterThan(5)
  expect(await database().select().from(securityEntry).where(eq(securityEntry.companyId, made.id))).toMatchObject([
    { kind: "company_made", userId: operatorId, address: "192.0.2.7" },
  ])
})

test("a form makes one company, however often and at once it is sent; with other content it says which it made", async () => {
  const twice = asked("Dubbel")
  const [one, other] = await Promise.all([
    foundFurtherCompany(asking(operatorId), twice),
    foundFurtherCompany(asking(operatorId), twice),
  ])
  expect(other).toEqual(one)
  const again = { ...twice, company: { ...twice.company, name: "Anders" } }
  expect(await issuesOf(foundFurtherCompany(asking(operatorId), again))).toEqual([[undefined, "company.form_used"]])
  expect(await database().select().from(company).where(eq(company.name, "Dubbel"))).toHaveLength(1)
  expect(await database().select().from(company).where(eq(company.name, "Anders"))).toEqual([])
})

test("two forms of one name at once make two companies at two addresses", async () => {
  const made = await Promise.all([1, 2].map(() => foundFurtherCompany(asking(operatorId), asked("Samen"))))
  expect(made.map(({ slug }) => slug).sort()).toEqual(["samen", "samen-2"])
})

test("all that is wrong is said at once, and nothing is made", async () => {
  const wrong = asked("", { iban: "NL1", template: "" }, "sign-in")
  expect(
    await issuesOf(foundFurtherCompany(asking(operatorId), wrong, [{ field: "adminEmail", code: "email" }])),
  ).toEqual([
    ["adminEmail", "email"],
    ["name", "required"],
    ["template", "required"],
    ["iban", "setup.iban_invalid"],
    ["slug", "company.slug"],
  ])
  expect(await database().select().from(company).where(eq(company.formId, wrong.formId))).toEqual([])
})

test("to whoever operates nothing, and to an operator by a company's single sign-on, there is no such thing", async () => {
  const { id } = await makeCompany()
  for (const who of [asking(administratorId), asking(operatorId, id)]) {
    await expect(foundFurtherCompany(who, asked("Niets"))).rejects.toBeInstanceOf(NotFound)
  }
  expect(await database().select().from(company).where(eq(company.name, "Niets"))).toEqual([])
})

test("the application's role makes a company by nobody's word but an operator's", async () => {
  const app = postgres(env().DATABASE_URL, { max: 1 })
  try {
    const row = { slug: "zelf", name: "Zelf" }
    const [made] =
      await app`select found_further_company(${administratorId}::integer, ${randomUUID()}::uuid, ${JSON.stringify(row)}::text::jsonb) as id`
    expect(made!.id).toBeNull()
    await expect(app`insert into company (slug, name) values ('zelf', 'Zelf')`.then(() => "done")).rejects.toThrow(
      "permission denied",
    )
  } finally {
    await app.end()
  }
  const [count] = await database().execute<{ n: number }>(
    sql`select count(*)::integer as n from company where slug = 'zelf'`,
  )
  expect(count!.n).toBe(0)
})

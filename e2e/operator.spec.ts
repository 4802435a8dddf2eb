/** Who operates the portal makes a further company in the browser; to everybody else there is no such page. */
import { randomUUID } from "node:crypto"
import type { Page } from "@playwright/test"
import { companyControl } from "@/app/_companies/company-control"
import { closeDatabase } from "@/db/client"
import { invitationToken } from "@/domain/users/invitation-token"
import { callAction } from "./support/call-action"
import { inCompany } from "./support/database"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, password, signIn, test } from "./support/portal"
import { ageSessions } from "./support/sessions"

test.afterAll(() => closeDatabase())

let company: OwnCompany
let operator: Member
let administrator: Member

test.beforeAll(async () => {
  company = await ownCompany("Beheer")
  operator = await ownUser(company, "Olga Operator", "order_processor")
  administrator = await ownUser(company, "Ad Administrator", "administrator")
  await inCompany(company.slug, sql => sql`insert into operator (user_id) values (${operator.actor.userId})`)
})

const page = "/operator/companies/new"

/** Companies of that name. */
const madeOf = (name: string) =>
  inCompany(company.slug, sql => sql<{ id: number; slug: string }[]>`select id, slug from company where name = ${name}`)

/** The link that its mail brings. */
async function linkOf(slug: string, email: string): Promise<string> {
  const [row] = await inCompany(
    slug,
    sql => sql<{ company_id: number; created_at: Date }[]>`
      select company_id, created_at from invitation where email = ${email} and withdrawn_at is null`,
  )
  return `/invitation/${invitationToken({ companyId: row!.company_id, email, createdAt: row!.created_at })}`
}

type Words = { name: string; legalForm: string; template: string; template1: string; admin: string; make: string }
const english = {
  name: "Name",
  legalForm: "Legal form",
  template: "Template",
  template1: "Netherlands",
  admin: "Administrator's e-mail",
  make: "Make Company",
} satisfies Words
const dutch = {
  name: "Naam",
  legalForm: "Rechtsvorm",
  template: "Sjabloon",
  template1: "Nederland",
  admin: "E-mail van de beheerder",
  make: "Bedrijf maken",
} satisfies Words

/** Fills it in, with an address that can be none. */
async function fillIn(at: Page, words: Words, name: string) {
  await at.getByLabel(words.template, { exact: true }).selectOption({ label: words.template1 })
  await at.getByLabel(words.name, { exact: true }).fill(name)
  await at.getByLabel(words.legalForm, { exact: true }).fill("B.V.")
  await at.getByLabel(words.admin).fill("els")
}

test("an operator makes a company by one of two clicks, and its administrator joins it", async ({ page: at }) => {
  const name = `Peeters ${randomUUID().slice(0, 8)}`
  await signIn(at, operator.email)
  await at.goto("/operator")
  await at.getByRole("link", { name: "New Company" }).click()
  await expect(at.getByRole("heading", { level: 1 })).toHaveText("New Company")
  await fillIn(at, english, name)
  await at.getByRole("button", { name: english.make }).click()
  await expect(at.getByLabel(english.admin)).toHaveAttribute("aria-invalid", "true")
  await expect(at.getByLabel(english.legalForm, { exact: true })).toHaveValue("B.V.")
  const email = `els@${randomUUID().slice(0, 8)}.example`
  await at.getByLabel(english.admin).fill(email)
  await at.getByRole("button", { name: english.make }).dblclick()
  await expect(at.getByText(`${name} is there`)).toBeVisible()
  await expect(at.getByText(`${email} gets a mail`)).toBeVisible()
  const made = await madeOf(name)
  expect(made).toHaveLength(1)
  const logged = await inCompany(
    made[0]!.slug,
    sql => sql`select kind, user_id from security_entry where company_id = ${made[0]!.id}`,
  )
  expect(logged).toEqual([{ kind: "company_made", user_id: operator.actor.userId }])

  const context = await at.context().browser()!.newContext({ locale: "en-GB" })
  const els = await context.newPage()
  await els.goto(await linkOf(made[0]!.slug, email))
  await els.getByLabel("Password").fill("vier natte kastanjes")
  await els.getByRole("button", { name: "Accept" }).click()
  await els.getByLabel("E-mail").fill(email)
  await els.getByLabel("Password").fill("vier natte kastanjes")
  await els.getByRole("button", { name: "Sign in", exact: true }).click()
  await expect(els.getByRole("navigation", { name: "Main" })).toBeVisible()
  await els.goto(`/${made[0]!.slug}/administration/readiness`)
  await expect(els.getByRole("heading", { level: 1 })).toHaveText("Readiness")
  await context.close()
})

test("zonder JavaScript, na een pauze met het wachtwoord erbij, en dezelfde pagina nog eens verstuurd", async ({
  browser,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: "nl-NL",
    viewport: { width: 375, height: 700 },
  })
  const at = await context.newPage()
  const name = `Jansen ${randomUUID().slice(0, 8)}`
  await signIn(at, operator.email)
  await at.goto(page)
  await fillIn(at, dutch, name)
  await ageSessions(operator.actor.userId, "authenticated_at", "11 minutes")
  await at.getByRole("button", { name: dutch.make }).click()
  await at.getByLabel("Uw wachtwoord").fill(password)
  await expect(at.getByLabel(dutch.name, { exact: true })).toHaveValue(name)
  await at.getByRole("button", { name: dutch.make }).click()
  await expect(at.getByLabel(dutch.admin)).toHaveAttribute("aria-invalid", "true")
  await at.getByLabel(dutch.admin).fill(`jan@${name.toLowerCase().replace(" ", "-")}.example`)
  await at.getByRole("button", { name: dutch.make }).click()
  await expect(at.getByText(`${name} is er`)).toBeVisible()
  expect(await madeOf(name)).toHaveLength(1)
  await at.getByRole("link", { name: "Nog een maken" }).click()
  await expect(at.getByLabel(dutch.name, { exact: true })).toHaveValue("")
  await context.close()
})

test("who operates nothing gets what does not exist, by page and by action, whatever the roles", async ({
  page: at,
}) => {
  const name = `Niemand ${randomUUID().slice(0, 8)}`
  await signIn(at, administrator.email)
  expect((await at.goto(page))?.status()).toBe(404)
  await ageSessions(administrator.actor.userId, "authenticated_at", "11 minutes")
  const form = {
    formId: randomUUID(),
    adminEmail: "wie@niemand.example",
    [companyControl("name")]: name,
    [companyControl("template")]: "dutch",
    [companyControl("language")]: "nl",
    [companyControl("timeZone")]: "Europe/Amsterdam",
    [companyControl("fiscalYearStartMonth")]: "1",
  }
  const answer = await callAction(at.request, {
    action: "operator/companies/new/actions#makeCompany",
    at: page,
    bound: [],
    form,
  })
  expect(answer.status).toBe(404)
  expect(await madeOf(name)).toEqual([])
})

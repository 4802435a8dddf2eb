import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { database } from "@/db/client"
import { users } from "@/db/schema"
import { makeActor, makeCompany } from "@/test/factories"
import { faultyPortal } from "./support/faulty-portal"
import { type Fields, fieldsOf, signIn } from "./support/plain-browser"

const portal = faultyPortal()

/** A purchaser's form for a new vendor, filled in. */
async function filledIn() {
  const { id: companyId, slug } = await makeCompany()
  const { userId } = await makeActor(companyId, "purchaser")
  const [user] = await database().select({ email: users.email }).from(users).where(eq(users.id, userId))
  const browser = await signIn(portal().url, user!.email)
  const path = `/${slug}/vendors/new`
  const { html } = await browser.get(path)
  const fields = fieldsOf(html, "vendors.city").filter(([control]) => !Object.hasOwn(typed, control))
  return { companyId, browser, path, fields: [...fields, ...Object.entries(typed)] satisfies Fields }
}

const [name, city] = ["Zwaar & Zonen <B.V.>", "'s-Hertogenbosch"]
const typed = { "vendors.name": name, "vendors.city": city, "vendors.countryRegionCode": "NL" }

test("PostgreSQL away at Save: what was typed comes back in a form, and is saved when it is sent again", async () => {
  const { postgres, sql } = portal()
  const { companyId, browser, path, fields } = await filledIn()
  await postgres.stop()
  const lost = await browser.post(path, fields)
  expect(lost.status).toBe(500)
  expect(lost.html).toContain("What you typed is below.")
  const again = fieldsOf(lost.html, "vendors.city")
  expect(Object.fromEntries(again)).toMatchObject(typed)

  await postgres.start()
  const saved = await browser.post(path, again)
  expect(saved.status).toBe(303)
  const vendors = await sql`select city from vendor where company_id = ${companyId} and name = ${name}`
  expect([...vendors]).toEqual([{ city }])
})

test("a form that another site sent comes back to be read, and not to be sent with a click", async () => {
  const { path, fields } = await filledIn()
  const body = new FormData()
  for (const [control, value] of fields) body.append(control, value)
  const headers = { origin: "https://elsewhere.example", accept: "text/html" }
  const answer = await fetch(portal().url + path, { method: "POST", body, headers })
  const html = await answer.text()
  expect(html).toContain("This form was not sent from the portal itself")
  expect(html).toContain('value="Zwaar &amp; Zonen &lt;B.V.&gt;"')
  expect(html).not.toMatch(/<(form|button)/)
})

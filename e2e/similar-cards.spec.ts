/** Items and customers that may be there already are shown before another is saved: with a script and without. */
import { closeDatabase } from "@/db/client"
import { saveCustomer } from "@/domain/customers/save-customer"
import { saveItem } from "@/domain/items/save-item"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let company: OwnCompany
let purchaser: Member
let customer: string

test.beforeAll(async () => {
  company = await ownCompany("Dubbelen")
  purchaser = await ownUser(company, "Inge Inkoper", "purchaser")
  const described = { no: "STOP-2", description: "Stopcontact dubbel, wit", type: "inventory" }
  await saveItem(purchaser.actor, { key: null, version: 0, typed: described })
  const named = { name: "Hotel De Zwaan B.V.", city: "Delft", countryRegionCode: "NL", registrationNumber: "12345678" }
  customer = (await saveCustomer(purchaser.actor, { key: null, version: 0, typed: named })).no
})

test("a new item beside one of a like description is saved when that was seen, and so is a change", async ({
  page,
}) => {
  await signIn(page, purchaser.email)
  await page.goto(`/${company.slug}/items/new`)
  await page.getByRole("textbox", { name: "No.", exact: true }).fill("STOP-2B")
  await page.getByLabel("Description", { exact: true }).fill("Stopkontakt dubbel wit")
  await page.getByRole("button", { name: "Create", exact: true }).click()
  const beside = page.getByRole("region", { name: "Items that may be the same" })
  await expect(beside).toContainText("Stopcontact dubbel, wit")
  await expect(beside.getByRole("link", { name: "Open Card" })).toHaveAttribute("href", `/${company.slug}/items/STOP-2`)
  await expect(page.getByLabel("Description", { exact: true })).toHaveValue("Stopkontakt dubbel wit")
  await page.getByRole("button", { name: "Create", exact: true }).click()
  await page.waitForURL(/\/items\/STOP-2B\?created=1/u)

  await page.getByLabel("Description", { exact: true }).fill("Stopcontact dubbel wit")
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(beside).toContainText("STOP-2")
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await page.waitForURL(/\/items\/STOP-2B\?saved=1/u)
})

test("zonder JavaScript staat naast een nieuwe klant wie dezelfde kan zijn, op een telefoon", async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: "nl-NL",
    viewport: { width: 375, height: 700 },
  })
  const page = await context.newPage()
  await signIn(page, purchaser.email)
  await page.goto(`/${company.slug}/customers/new`)
  await page.getByLabel("Naam", { exact: true }).fill("Hotel de Swaan")
  await page.getByLabel("Plaats", { exact: true }).fill("Delft")
  await page.getByRole("button", { name: "Maken", exact: true }).click()
  const beside = page.getByRole("region", { name: "Klanten die dezelfde kunnen zijn" })
  await expect(beside).toContainText(`Hotel De Zwaan B.V., ${customer}, Delft: Bijna dezelfde naam`)
  await expect(page.getByLabel("Naam", { exact: true })).toHaveValue("Hotel de Swaan")
  await page.getByRole("button", { name: "Maken", exact: true }).click()
  await page.waitForURL(/\/customers\/[^/]+\?created=1/u)
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Hotel de Swaan")
  await context.close()
})

/** The vendor list as each reader wants it: which columns, and only who is owed something. With a script and without. */
import type { Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { makeVendor } from "@/test/factories"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { postedInvoice } from "./support/trade"

test.afterAll(() => closeDatabase())

let company: OwnCompany
let manager: Member
let otherNo: string

test.beforeAll(async () => {
  company = await ownCompany("Lijsten")
  manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  await postedInvoice(manager.actor, "Kabelhuis")
  otherNo = (await makeVendor(company.id, { name: "Andere Handel" })).no
})

const head = (page: Page, name: string) => page.getByRole("columnheader", { name, exact: true })

test("columns that a reader hides stay hidden for that reader, in another browser too", async ({ page, browser }) => {
  await signIn(page, manager.email)
  await page.goto(`/${company.slug}/vendors`)
  await expect(head(page, "City")).toBeVisible()
  await page.getByText("Columns", { exact: true }).click()
  await page.getByRole("checkbox", { name: "City" }).uncheck()
  await page.getByRole("checkbox", { name: "Overdue" }).uncheck()
  await page.getByRole("button", { name: "Show", exact: true }).click()
  await expect(head(page, "City")).toHaveCount(0)
  await expect(head(page, "Overdue")).toHaveCount(0)
  await expect(head(page, "Balance (LCY)")).toBeVisible()

  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: "nl-NL",
    viewport: { width: 1000, height: 700 },
  })
  const elsewhere = await context.newPage()
  await signIn(elsewhere, manager.email)
  await elsewhere.goto(`/${company.slug}/vendors`)
  await expect(head(elsewhere, "Saldo (LV)")).toBeVisible()
  await expect(head(elsewhere, "Plaats")).toHaveCount(0)
  await elsewhere.getByText("Kolommen", { exact: true }).click()
  await expect(elsewhere.getByRole("checkbox", { name: "Plaats" })).not.toBeChecked()
  await elsewhere.getByRole("checkbox", { name: "Plaats" }).check()
  await elsewhere.getByRole("button", { name: "Tonen", exact: true }).click()
  await expect(head(elsewhere, "Plaats")).toBeVisible()
  await expect(head(elsewhere, "Vervallen")).toHaveCount(0)
  await context.close()
})

test("the list leaves the vendors with open entries alone", async ({ page }) => {
  await signIn(page, manager.email)
  await page.goto(`/${company.slug}/vendors`)
  await expect(page.getByRole("link", { name: otherNo, exact: true })).toBeVisible()
  await page.getByLabel("Balance", { exact: true }).selectOption({ label: "Open entries" })
  await page.getByRole("button", { name: "Search", exact: true }).click()
  await page.waitForURL(/owes=open/u)
  await expect(page.getByRole("row", { name: /Kabelhuis/u })).toBeVisible()
  await expect(page.getByRole("link", { name: otherNo, exact: true })).toHaveCount(0)
})

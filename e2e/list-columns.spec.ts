/** The vendor list as each reader wants it: which columns, and only who is owed something. With a script and without. */
import type { Page } from "@playwright/test"
import { eq } from "drizzle-orm"
import { closeDatabase, database } from "@/db/client"
import { company } from "@/db/schema"
import { makeMember, makeUser, makeVendor } from "@/test/factories"
import { makePayables } from "@/test/payments"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let slug: string
let owedNo: string
let otherNo: string
let email: `${string}@${string}`

test.beforeAll(async () => {
  const books = await makePayables()
  await books.owe(books.dutch, { none: "10" })
  otherNo = (await makeVendor(books.companyId)).no
  email = `kolom@${books.dutch.no.toLowerCase()}-${books.companyId}.example`
  await makeMember(books.companyId, await makeUser({ email, name: "Kol Om" }), ["purchaser"])
  owedNo = books.dutch.no
  const [own] = await database().select({ slug: company.slug }).from(company).where(eq(company.id, books.companyId))
  slug = own!.slug
})

const head = (page: Page, name: string) => page.getByRole("columnheader", { name, exact: true })

test("columns that a reader hides stay hidden for that reader, in another browser too", async ({ page, browser }) => {
  await signIn(page, email)
  await page.goto(`/${slug}/vendors`)
  await expect(head(page, "City")).toBeVisible()
  await page.getByText("Columns", { exact: true }).click()
  await page.getByRole("checkbox", { name: "City" }).uncheck()
  await page.getByRole("checkbox", { name: "Overdue" }).uncheck()
  await page.getByRole("button", { name: "Show", exact: true }).click()
  await expect(head(page, "City")).toHaveCount(0)
  await expect(head(page, "Overdue")).toHaveCount(0)
  await expect(head(page, "Balance")).toBeVisible()

  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: "nl-NL",
    viewport: { width: 1000, height: 700 },
  })
  const elsewhere = await context.newPage()
  await signIn(elsewhere, email)
  await elsewhere.goto(`/${slug}/vendors`)
  await expect(head(elsewhere, "Saldo")).toBeVisible()
  await expect(head(elsewhere, "Plaats")).toHaveCount(0)
  await elsewhere.getByText("Kolommen", { exact: true }).click()
  await expect(elsewhere.getByRole("checkbox", { name: "Plaats" })).not.toBeChecked()
  await elsewhere.getByRole("checkbox", { name: "Plaats" }).check()
  await elsewhere.getByRole("button", { name: "Tonen", exact: true }).click()
  await expect(head(elsewhere, "Plaats")).toBeVisible()
  await expect(head(elsewhere, "Vervallen")).toHaveCount(0)
  await context.close()
})

test("the list leaves the vendors with overdue entries alone", async ({ page }) => {
  await signIn(page, email)
  await page.goto(`/${slug}/vendors`)
  await expect(page.getByRole("link", { name: otherNo, exact: true })).toBeVisible()
  await page.getByLabel("Balance", { exact: true }).selectOption({ label: "Overdue entries" })
  await page.getByRole("button", { name: "Search", exact: true }).click()
  await page.waitForURL(/owes=overdue/u)
  await expect(page.getByRole("link", { name: owedNo, exact: true })).toBeVisible()
  await expect(page.getByRole("link", { name: otherNo, exact: true })).toHaveCount(0)
})

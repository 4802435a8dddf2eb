/** Figures of purchasing, each of which opens the documents that add up to it: with a script and without. */
import type { Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { postedInvoice } from "./support/trade"

test.afterAll(() => closeDatabase())

let company: OwnCompany
let manager: Member
let bought: string[]
let elsewhere: string

test.beforeAll(async () => {
  company = await ownCompany("Inzicht")
  manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  const [seller, stock] = [await makeVendor(company.id, { name: "Kabelhuis" }), await makeItem(company.id)]
  bought = []
  for (const price of ["1200.5", "34.75"]) {
    const draft = await makePurchaseInvoice(manager.actor, seller.no, [{ no: stock.no, quantity: "1", price }])
    bought.push((await postPurchaseDocument(manager.actor, draft, { unreviewed: true })).no)
  }
  elsewhere = await postedInvoice(manager.actor, "Andere Handel")
})

/** From what was bought of a vendor to its documents. */
async function follow(page: Page, words: { title: string; amount: string }) {
  await signIn(page, manager.email)
  await page.goto(`/${company.slug}/insight`)
  const table = page.locator("section", { has: page.getByRole("heading", { name: words.title }) }).getByRole("table")
  await expect(table.getByRole("row", { name: /Kabelhuis/ })).toContainText(words.amount)
  await table
    .getByRole("row", { name: /Kabelhuis/ })
    .getByRole("link", { name: words.amount })
    .click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.title)
  for (const no of bought) await expect(page.getByRole("link", { name: no })).toBeVisible()
  await expect(page.getByText(elsewhere)).toHaveCount(0)
  await expect(page.getByText(words.amount).first()).toBeVisible()
  await page.getByRole("link", { name: bought[0]! }).click()
  await expect(page).toHaveURL(new RegExp(`/posted-purchase-invoices/${bought[0]}`))
}

test("what was bought of a vendor opens the invoices that it is made of", async ({ page }) => {
  await follow(page, { title: "Purchases by vendor", amount: "1,235.25" })
})

test("the same without a script, in Dutch, on a phone", async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: "nl-NL",
    viewport: { width: 375, height: 700 },
  })
  await follow(await context.newPage(), { title: "Inkopen per leverancier", amount: "1.235,25" })
  await context.close()
})

test("who does not manage purchasing is told so", async ({ page }) => {
  const purchaser = await ownUser(company, "Piet Inkoop", "purchaser")
  await signIn(page, purchaser.email)
  expect((await page.goto(`/${company.slug}/insight`))?.status()).toBe(403)
})

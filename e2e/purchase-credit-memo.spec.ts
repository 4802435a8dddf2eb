/** A vendor credits goods: a credit memo from new, checked, posted, and applied to what the vendor is owed. */
import type { Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { setVendorBlocked } from "@/domain/vendors/set-vendor-blocked"
import { makeItem, makeVendor, type TestItem } from "@/test/factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

let company: OwnCompany
let manager: Member
let lamp: TestItem

test.beforeAll(async () => {
  company = await ownCompany("Retour")
  manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  lamp = await makeItem(company.id, { description: "Wandlamp" })
})
test.afterAll(() => closeDatabase())

const lines = (quantity: string) => [{ no: lamp.no, quantity, price: "10" }]

/** A posted invoice of ten lamps at 10.00: 121.00. */
async function owed(vendorNo: string): Promise<string> {
  const draft = await makePurchaseInvoice(manager.actor, vendorNo, lines("10"))
  return (await postPurchaseDocument(manager.actor, draft, { unreviewed: true })).no
}

/** What a colleague does meanwhile. */
const block = (no: string, blocked: boolean) =>
  setVendorBlocked(manager.actor, no, { blocked: blocked ? "all" : "", privacyBlocked: false, reason: "Test" })

const fact = (page: Page, term: string) => page.locator("dl.facts > div").filter({ hasText: term }).locator("dd")

test("from new to posted, applied in part to an invoice as it is posted and to another afterwards", async ({
  browser,
}) => {
  const vendor = await makeVendor(company.id, { name: "Noordkade Elektro" })
  const [first, second] = [await owed(vendor.no), await owed(vendor.no)]
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, manager.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/purchase-invoices`)
  await page.getByRole("link", { name: /^Purchase Credit Memos/ }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Ongoing Purchase Credit Memos" })).toBeVisible()
  await page.getByRole("link", { name: "New", exact: true }).click()
  await page.getByRole("combobox", { name: "Vendor", exact: true }).fill(vendor.no)
  await page.getByRole("button", { name: /^Create/ }).click()
  await expect(page.getByRole("heading", { level: 1, name: /^Purchase Credit Memo IC26-/ })).toBeVisible()
  const no = /IC\d+-\d+/.exec(page.url())![0]
  await page.getByRole("combobox", { name: "New line", exact: true }).fill(lamp.no)
  await page.getByRole("listbox").getByRole("option").first().click()
  await page.getByRole("textbox", { name: "Quantity, new line 1" }).fill("3")
  await page.getByRole("textbox", { name: "Direct Unit Cost, new line 1" }).fill("10")
  await page.getByRole("button", { name: /^Save/ }).click()
  await page.getByText("1 reason why this cannot be posted yet").click()
  await page.getByRole("link", { name: /Vendor Cr\. Memo No\. is missing/ }).click()
  await page.getByRole("textbox", { name: "Vendor Cr. Memo No." }).fill("CN-17")
  await page.getByRole("button", { name: /^Save/ }).click()
  await expect(page.getByText("Nothing stands in the way of posting")).toBeVisible()
  await expect(page.locator(".log")).toContainText("Vendor Cr. Memo No.: blank to CN-17")

  await page.getByRole("link", { name: "Preview Posting" }).click()
  const gl = page.getByRole("region", { name: "G/L Entries" })
  await expect(gl.getByRole("row", { name: /^1600/ }).getByRole("cell", { name: "36.30" })).toBeVisible()
  await expect(page.getByRole("region", { name: "Item Ledger Entries" })).toContainText("-3")
  const amountOf = (document: string) => page.getByLabel(`Amount to Apply, ${document}`)
  await amountOf(first).fill("36.31")
  await page.getByRole("button", { name: "Post anyway" }).click()
  await expect(page.getByRole("main").getByRole("alert").filter({ hasText: "36.31" })).toBeVisible()
  await amountOf(first).fill("30")
  await block(vendor.no, true)
  await page.getByRole("button", { name: "Post anyway" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "the reasons are at the top of this page" })).toBeFocused()
  await expect(page.getByRole("link", { name: /is blocked for all transactions/ })).toBeVisible()
  await expect(amountOf(first)).toHaveValue("30")
  await block(vendor.no, false)
  await page.getByRole("button", { name: "Post anyway" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Posted Purchase Credit Memo GIC/)
  const posted = /GIC\d+-\d+/.exec(page.url())![0]
  await expect(fact(page, "Vendor Cr. Memo No.")).toHaveText("CN-17")
  await expect(fact(page, "Remaining Amount")).toHaveText(/6\.30/)
  await amountOf(second).fill("6.30")
  await page.getByRole("button", { name: "Apply Entries" }).click()
  await expect(fact(page, "Remaining Amount")).toHaveText(/0\.00/)
  const applied = page.getByRole("region", { name: "Applied Entries" }).getByRole("row")
  await expect(applied.filter({ hasText: first })).toContainText("30.00")
  await expect(applied.filter({ hasText: second })).toContainText("6.30")

  await page.getByRole("link", { name: "Find Entries" }).click()
  await expect(page.getByRole("row", { name: /Crediteuren/ })).toContainText("36.30")
  await page.goto(`/${company.slug}/posted-purchase-invoices/${first}`)
  await expect(fact(page, "Remaining Amount")).toHaveText(/91\.00/)
  await page.goto(`/${company.slug}/purchase-credit-memos/${no}`)
  await expect(page.getByText(`Posted as ${posted} by Mia Manager`)).toBeVisible()
  await page.goto(`/${company.slug}/posted-purchase-invoices/${posted}/cancel`)
  await expect(page.getByText(`${posted} is a credit memo itself, so it cannot be cancelled.`)).toBeVisible()
  const pdf = await context.request.get(`/${company.slug}/posted-purchase-credit-memos/${posted}/pdf`)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-")
  await context.close()
})

test("in Dutch, without JavaScript; each is found under its own address alone", async ({ browser }) => {
  const vendor = await makeVendor(company.id, { name: "Zuidkade Lampen" })
  const invoice = await owed(vendor.no)
  const draft = await makePurchaseInvoice(manager.actor, vendor.no, lines("1"))
  const memo = await makePurchaseCreditMemo(manager.actor, vendor.no, lines("2"))
  const context = await browser.newContext({ locale: "nl-NL", javaScriptEnabled: false })
  await signIn(context, manager.email)
  const page = await context.newPage()
  for (const address of [`purchase-invoices/${memo}`, `purchase-credit-memos/${draft}`]) {
    for (const below of ["", "/delete", "/preview-posting"]) {
      expect((await page.goto(`/${company.slug}/${address}${below}`))?.status()).toBe(404)
    }
  }
  await page.goto(`/${company.slug}/purchase-credit-memos`)
  await expect(page.getByRole("row").filter({ hasText: "Zuidkade Lampen" })).toHaveCount(1)
  await page
    .getByRole("row", { name: /Zuidkade Lampen/ })
    .getByRole("link")
    .click()
  await page.getByRole("button", { name: "Boeken", exact: true }).click()
  await expect(page.getByText("Niemand heeft dit gecontroleerd. Toch boeken?")).toBeVisible()
  await page.getByLabel(`Te vereffenen bedrag, ${invoice}`).fill("24,20")
  await block(vendor.no, true)
  await page.getByRole("button", { name: "Toch boeken" }).click()
  await expect(page.getByText("Niet geboekt: de redenen staan bovenaan deze pagina.")).toBeVisible()
  await expect(page.getByRole("link", { name: /is geblokkeerd/ })).toBeVisible()
  await expect(page.getByLabel(`Te vereffenen bedrag, ${invoice}`)).toHaveValue("24,20")
  await block(vendor.no, false)
  await page.getByRole("button", { name: "Toch boeken" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Geboekte inkoopcreditnota GIC/)
  await expect(page.locator(".head .state")).toHaveText("Gesloten")
  await page.getByRole("button", { name: `Vereffening van ${invoice} ongedaan maken` }).click()
  await expect(page.locator(".head .state")).toHaveText("Open")
  await page.getByLabel(`Te vereffenen bedrag, ${invoice}`).fill("4,20")
  await page.getByRole("button", { name: "Posten vereffenen" }).click()
  await expect(fact(page, "Restbedrag")).toHaveText(/20,00/)
  await context.close()
})

/**
 * What happens to a purchase invoice once it is posted: it is read, its entries are found, it is cancelled; another is
 * corrected, and the copy posted again under the vendor's same number.
 */
import type { Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

let company: OwnCompany
let manager: Member

test.beforeAll(async () => {
  company = await ownCompany("Geboekt")
  manager = await ownUser(company, "Mara Manager", "purchasing_manager")
})
test.afterAll(() => closeDatabase())

/** An invoice of twelve lamps at 25.00 from a vendor of that name. @returns its posted number */
async function posted(vendorName: string, vendorInvoiceNo: string): Promise<string> {
  const seller = await makeVendor(company.id, { name: vendorName })
  const lamp = await makeItem(company.id, { description: "Hanglamp" })
  const line = { no: lamp.no, quantity: "12", price: "25" }
  const draft = await makePurchaseInvoice(manager.actor, seller.no, [line], { vendorInvoiceNo })
  return (await postPurchaseDocument(manager.actor, draft, { unreviewed: true })).no
}

const fact = (page: Page, term: string) => page.locator("dl.facts > div").filter({ hasText: term }).locator("dd")

test("a posted invoice is found, read, and cancelled with all its entries", async ({ context, page }) => {
  const no = await posted("Lampenhuis", "LH 4711")
  await signIn(context, manager.email)
  await page.goto(`/${company.slug}/posted-purchase-invoices`)
  await page.getByRole("searchbox").fill("lampenhius")
  await page.getByRole("button", { name: "Search" }).click()
  await page
    .getByRole("row", { name: /Lampenhuis/ })
    .getByRole("link")
    .click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Posted Purchase Invoice ${no}`)
  await expect(page.getByRole("main"), "the focus comes along to the next page").toBeFocused()
  await expect(fact(page, "Remaining Amount")).toHaveText(/363\.00/)

  const pdf = await context.request.get(`/${company.slug}/posted-purchase-invoices/${no}/pdf`)
  expect([pdf.status(), pdf.headers()["content-type"]]).toEqual([200, "application/pdf"])
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-")

  await page.getByRole("link", { name: "Find Entries" }).click()
  await expect(page.getByRole("row", { name: /Crediteuren binnenland/ })).toContainText("-363.00")
  await page.getByRole("main").getByRole("link", { name: "Item Ledger Entries" }).click()
  await expect(page.getByRole("row", { name: /Hanglamp/ })).toContainText("12")

  await page.goto(`/${company.slug}/posted-purchase-invoices/${no}`)
  await page.getByRole("link", { name: "Cancel", exact: true }).click()
  await expect(page.getByLabel("Reason")).toBeFocused()
  await page.getByRole("button", { name: "Cancel", exact: true }).click()
  await expect(page.getByLabel("Reason")).toHaveAttribute("aria-invalid", "true")
  await page.getByLabel("Reason").fill("Delivered twice")
  await page.getByRole("button", { name: "Cancel", exact: true }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Posted Purchase Credit Memo GIC/)
  await expect(fact(page, "Remaining Amount")).toHaveText(/0\.00/)
  await fact(page, "Cancels").getByRole("link", { name: no }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Posted Purchase Invoice ${no}`)
  await expect(page.locator(".head .state")).toHaveText("Cancelled")
  await expect(page.locator(".log")).toContainText("Delivered twice")

  await page.goto(`/${company.slug}/posted-purchase-invoices/${no}/cancel`)
  await expect(page.getByText(`${no} has been cancelled already`)).toBeVisible()
})

test("een geboekte factuur wordt gecorrigeerd, en de kopie opnieuw geboekt", async ({ browser }) => {
  const no = await posted("Verlichting Zuid", "VZ 12")
  // Without a script: every step is a plain link or form.
  const context = await browser.newContext({ javaScriptEnabled: false })
  await signIn(context, manager.email)
  await context.addCookies([{ name: "language", value: "nl", url: process.env.E2E_URL ?? "" }])
  const page = await context.newPage()
  await page.goto(`/${company.slug}/posted-purchase-invoices/${no}`)
  await page.getByRole("link", { name: "Corrigeren", exact: true }).click()
  await page.getByLabel("Boekingsdatum").fill("31-02-2026")
  await page.getByLabel("Reden").fill("Verkeerde prijs")
  await page.getByRole("button", { name: "Corrigeren" }).click()
  await expect(page.getByLabel("Boekingsdatum")).toHaveValue("31-02-2026")
  await expect(page.getByLabel("Reden")).toHaveValue("Verkeerde prijs")
  await page.getByLabel("Boekingsdatum").fill("")
  await page.getByRole("button", { name: "Corrigeren" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Inkoopfactuur IF/)
  await expect(page.locator('[name="header.vendorInvoiceNo"]')).toHaveValue("VZ 12")

  const draft = new URL(page.url()).pathname.split("/").at(-1)!
  const again = await postPurchaseDocument(manager.actor, draft, { unreviewed: true })
  await page.goto(`/${company.slug}/posted-purchase-invoices`)
  await expect(page.getByRole("row", { name: new RegExp(again.no) })).toContainText("Open")
  await expect(page.getByRole("row", { name: new RegExp(no) })).toContainText("Geannuleerd")
  await context.close()
})

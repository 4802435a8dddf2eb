/** One sale from its sales invoice to the payment of what was bought for it, in Dutch, by the links and buttons of the pages. */
import type { Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { itemLine, makeItem, makePurchasePrice, makeSalesInvoice, makeVendor } from "@/test/factories"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { okAndReady } from "./support/purchases"

test.afterAll(() => closeDatabase())

const fact = (page: Page, term: string) => page.locator("dl.facts > div").filter({ hasText: term }).locator("dd")

/** Posts the draft that is open, though nobody has reviewed it. @returns its posted number */
async function post(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Boeken", exact: true }).click()
  await page.getByRole("button", { name: "Toch boeken" }).click()
  await page.waitForURL(/\/posted-purchase-invoices\/GIF\d\d-\d+/)
  return new URL(page.url()).pathname.split("/").at(-1)!
}

test("een verkoop wordt ingekocht, geboekt, gecorrigeerd, opnieuw geboekt en betaald", async ({ browser }) => {
  test.slow()
  const company = await ownCompany("Kringloop")
  const manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  const vendor = await makeVendor(company.id, { name: "Noordkade Elektro" })
  const lamp = await makeItem(company.id, { description: "Wandlamp", vendorNo: vendor.no })
  await makePurchasePrice(company.id, { vendorNo: vendor.no, itemNo: lamp.no, directUnitCost: "12.5" })
  const sale = await makeSalesInvoice(company.id, [itemLine(lamp, { quantity: "4" })])
  const context = await browser.newContext({ locale: "nl-NL" })
  await signIn(context, manager.email)
  await context.addCookies([{ name: "language", value: "nl", url: process.env.E2E_URL ?? "" }])
  const page = await context.newPage()

  await page.goto(`/${company.slug}/sales-invoices/${sale.no}`)
  await page
    .getByRole("link", { name: "Inkoopfactuur maken" })
    .or(page.getByRole("button", { name: "Inkoopfactuur maken" }))
    .click()
  await expect(page.getByRole("radio", { name: /Noordkade Elektro/ })).toBeChecked()
  await okAndReady(page)
  await page.getByRole("link", { name: /^IF\S+ openen$/ }).click()
  await page.getByRole("textbox", { name: "Leveranciersfactuurnr." }).fill("NK-2026-9")
  const first = await post(page)
  // 4 × 12,50 = 50,00; 21 % btw.
  await expect(fact(page, "Restbedrag")).toHaveText(/60,50/)

  await page.getByRole("link", { name: "Corrigeren", exact: true }).click()
  await page.getByLabel("Reden").fill("Verkeerde prijs")
  await page.getByRole("button", { name: "Corrigeren" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Inkoopfactuur IF/)
  await page.getByRole("textbox", { name: "Directe kostprijs, regel 10000" }).fill("11,25")
  const second = await post(page)
  await expect(fact(page, "Leveranciersfactuurnr.")).toHaveText("NK-2026-9")
  await page.getByRole("link", { name: "Statistieken" }).click()
  await expect(page.getByRole("row", { name: /^HOOG/ })).toContainText("45,00")
  await expect(fact(page, "Saldo (LV)")).toHaveText("54,45")
  await page.goto(`/${company.slug}/posted-purchase-invoices/${first}`)
  await expect(page.locator(".head .state")).toHaveText("Geannuleerd")
  await fact(page, "Corrigerende creditnota").getByRole("link").click()
  await expect(fact(page, "Restbedrag")).toHaveText(/0,00/)

  await page.goto(`/${company.slug}/posted-purchase-invoices/${second}`)
  await page.getByRole("link", { name: "Betaling registreren" }).click()
  await expect(page.getByLabel(`Te vereffenen bedrag, ${second}`)).toHaveValue("54,45")
  await page.getByRole("button", { name: "Betaling registreren" }).click()
  await expect(page.getByText(/^Betaling BET26-\d+ is geregistreerd\.$/)).toBeVisible()
  await page.goto(`/${company.slug}/posted-purchase-invoices/${second}`)
  await expect(page.locator(".head .state")).toHaveText("Betaald")
  await context.close()
})

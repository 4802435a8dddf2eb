/** VAT on the discounted base, as Belgian vendors print it, and what leads to where VAT is typed as it is printed. */
import type { Browser, Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { currency, purchasesSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { makeItem, makePurchasePrice, makeVendor } from "@/test/factories"
import { makePurchaseInvoice, type NewLine } from "@/test/purchase-invoices"
import { beforeScript } from "./support/before-script"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

let company: OwnCompany
let manager: Member
let vendorNo: string
let lamp: string
let screw: string

test.beforeAll(async () => {
  company = await ownCompany("Brussel")
  manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  await inCompany(company.id, async tx => {
    await tx.update(purchasesSetup).set({ vatTolerancePercent: "2", paymentDiscountExclVat: true })
    await tx.update(currency).set({ maxVatDifferenceAllowed: "0.05" })
  })
  vendorNo = (await makeVendor(company.id, { name: "Janssens", paymentTermsCode: "30D/8D2%" })).no
  lamp = (await makeItem(company.id, { description: "Wandlamp" })).no
  screw = (await makeItem(company.id, { description: "Schroef M4" })).no
  await makePurchasePrice(company.id, { vendorNo, itemNo: screw, directUnitCost: "61.232374", pricePer: "1000" })
})
test.afterAll(() => closeDatabase())

async function open(
  browser: Browser,
  header: Record<string, string> = {},
  lines: NewLine[] = [{ no: lamp, quantity: "1", price: "1000" }],
): Promise<Page> {
  const no = await makePurchaseInvoice(manager.actor, vendorNo, lines, header)
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, manager.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/purchase-invoices/${no}`)
  return page
}

const save = (page: Page) => page.getByRole("button", { name: /^Save(?! with)/ }).click()
const sums = (page: Page) => page.locator(".sums")

test("1,000.00 less 2 % comes to 1,205.80, while one types another percent too", async ({ browser }) => {
  const page = await open(browser)
  await expect(sums(page)).toContainText("980.00")
  await expect(sums(page)).toContainText("1,205.80")
  const percent = page.getByRole("textbox", { name: "VAT Base Discount %" })
  await percent.fill("1")
  await expect(sums(page)).toContainText("990.00")
  await expect(sums(page)).toContainText("1,207.90")
  await percent.fill("3")
  await save(page)
  await expect(page.getByText("at most 2 % less").first()).toBeVisible()
  await expect(percent).toHaveValue("3")
  await percent.fill("1.5")
  await save(page)
  await expect(page.getByText(/^Saved\./).first()).toBeVisible()
  await expect(sums(page)).toContainText("1,206.85")
})

test("a total on paper that is a cent off leads to where VAT is typed as it is printed", async ({ browser }) => {
  const page = await open(browser, { controlVatAmount: "205.81" })
  await page.getByText("1 reason why this cannot be posted yet").click()
  await page.getByRole("link", { name: /type it as it stands on the paper/ }).click()
  await expect(page).toHaveURL(/\/statistics/)
  await expect(page.getByRole("cell", { name: "980.00" }).first()).toBeVisible()
})

test("a price list's cost of a thousand is that of a thousand on its line, and comes to what the paper says", async ({
  browser,
}) => {
  const page = await open(browser, {}, [{ no: screw, quantity: "616290" }])
  const row = page.locator("tr[data-line]").first()
  await expect(row).toContainText("per 1,000")
  await expect(row).toContainText("37,736.90")
  await page.getByRole("textbox", { name: "Quantity, line 10000" }).fill("1000")
  await expect(row).toContainText("61.23")
})

test("what is typed before the script has come is added up when it comes", async ({ browser }) => {
  const page = await open(browser, {}, [{ no: screw, quantity: "616290" }])
  await beforeScript(page, page.url(), () => page.getByRole("textbox", { name: "Quantity, line 10000" }).fill("1000"))
  await expect(page.locator("tr[data-line]").first()).toContainText("61.23")
})

test("so is what is typed into the document's own fields", async ({ browser }) => {
  const page = await open(browser)
  await beforeScript(page, page.url(), () => page.getByRole("textbox", { name: "VAT Base Discount %" }).fill("1"))
  await expect(sums(page)).toContainText("1,207.90")
})

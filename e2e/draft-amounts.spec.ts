/** What decides a draft's amounts besides its lines: whether prices include VAT, the invoice discount, a changed VAT rate. */
import type { Browser, BrowserContextOptions, Page } from "@playwright/test"
import { and, eq } from "drizzle-orm"
import { closeDatabase } from "@/db/client"
import { vatPostingSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { createSalesInvoice } from "@/domain/sales-invoices/create-sales-invoice"
import { makeCustomer, makeItem, makeVendor, type TestItem } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

let company: OwnCompany
let manager: Member
let lamp: TestItem

test.beforeAll(async () => {
  company = await ownCompany("Bedragen")
  manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  lamp = await makeItem(company.id, { description: "Wandlamp", lastDirectCost: "10" })
})
test.afterAll(() => closeDatabase())

async function open(browser: Browser, path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: "en-GB", ...options })
  await signIn(context, manager.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/${path}`)
  return page
}

async function draft(): Promise<string> {
  const { no } = await makeVendor(company.id)
  return makePurchaseInvoice(manager.actor, no, [
    { no: lamp.no, quantity: "1" },
    { no: lamp.no, quantity: "1", price: "100" },
  ])
}

const vatIs = (vatPercent: string) =>
  inCompany(company.id, tx =>
    tx
      .update(vatPostingSetup)
      .set({ vatPercent })
      .where(and(eq(vatPostingSetup.vatBusPostingGroup, "BINNENL"), eq(vatPostingSetup.vatProdPostingGroup, "HOOG"))),
  )

const save = (page: Page) => page.getByRole("button", { name: /^Save(?! with)/ }).click()
const cost = (page: Page, line: number) => page.getByRole("textbox", { name: `Direct Unit Cost, line ${line}` })
const head = (page: Page, name: string) => page.getByRole("columnheader", { name, exact: true })

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "" : ", without JavaScript"

  test(`whether typed costs keep figure or value is asked, and the heads say what they are${how}`, async ({
    browser,
  }) => {
    await vatIs("21")
    const page = await open(browser, `purchase-invoices/${await draft()}`, { javaScriptEnabled })
    await expect(head(page, "Direct Unit Cost Excl. VAT")).toBeVisible()
    await page.getByRole("combobox", { name: "Prices Including VAT" }).selectOption("yes")
    await page.getByRole("textbox", { name: "Posting Description" }).fill("as on paper")
    await save(page)
    await expect(page.getByText("1 cost was typed before. Choose whether").first()).toBeVisible()
    await expect(page.getByRole("textbox", { name: "Posting Description" })).toHaveValue("as on paper")
    await page.getByRole("radio", { name: "Keep the value" }).check()
    await save(page)
    await expect(page.getByText(/^Saved\./).first()).toBeVisible()
    await expect(head(page, "Direct Unit Cost Incl. VAT")).toBeVisible()
    await expect(head(page, "Line Amount Incl. VAT")).toBeVisible()
    await expect(cost(page, 10000)).toHaveValue("12.10")
    await expect(cost(page, 20000)).toHaveValue("121.00")
    await expect(page.getByRole("radio", { name: "Keep the value" })).toHaveCount(0)
  })

  test(`VAT is renewed on every line of a draft, and what was typed stays${how}`, async ({ browser }) => {
    await vatIs("21")
    const no = await draft()
    await vatIs("19")
    const page = await open(browser, `purchase-invoices/${no}`, { javaScriptEnabled })
    await cost(page, 10000).fill("11")
    await page.getByRole("button", { name: "Renew VAT" }).click()
    await expect(page.getByText(/^Saved\./).first()).toBeVisible()
    await expect(page.getByRole(javaScriptEnabled ? "gridcell" : "cell", { name: "19 %" })).toHaveCount(2)
    await expect(cost(page, 10000)).toHaveValue("11.00")
    await expect(cost(page, 20000)).toHaveValue("100.00")
    await expect(page.getByRole("button", { name: "Renew VAT" })).toHaveCount(0)
    await expect(page.getByText("VAT %, line 10000: 21 to 19")).toBeVisible()
  })
}

test("an invoice discount can be typed where it has an effect alone", async ({ browser }) => {
  await vatIs("21")
  const page = await open(browser, `purchase-invoices/${await draft()}`)
  const how = page.getByRole("combobox", { name: "Invoice Discount", exact: true })
  const value = page.getByRole("textbox", { name: "Invoice Discount Amount or %" })
  await expect(value).toBeDisabled()
  await expect(value).toHaveValue("")
  await how.selectOption("percent")
  await value.fill("10")
  await how.selectOption("tiers")
  await expect(value).toBeDisabled()
  await expect(value).toHaveValue("")
  await how.selectOption("percent")
  await expect(value).toHaveValue("10")
  await save(page)
  await expect(page.getByText(/^Saved\./).first()).toBeVisible()
  await expect(page.locator(".totals")).toContainText("-11.00")
  await how.selectOption("none")
  await save(page)
  await expect(page.locator(".totals")).not.toContainText("Invoice Discount Amount")
  await expect(value).toHaveValue("")
})

test("an item chosen again, be it the same, is read anew", async ({ browser }) => {
  await vatIs("21")
  const no = await draft()
  await vatIs("19")
  const page = await open(browser, `purchase-invoices/${no}`)
  const number = page.getByRole("combobox", { name: "No., line 20000" })
  await number.fill("wandl")
  await page.getByRole("listbox").getByRole("option").first().click()
  await expect(number).toHaveValue(lamp.no)
  await save(page)
  await expect(page.getByText(/^Saved\./).first()).toBeVisible()
  await expect(page.getByRole("row").filter({ has: number })).toContainText("19 %")
  await expect(cost(page, 20000)).toHaveValue("10.00")
  await vatIs("21")
})

test("a zero typed on a new line of a sales invoice stands", async ({ browser }) => {
  const { no: customerNo } = await makeCustomer(company.id)
  const no = await createSalesInvoice(manager.actor, { formId: "zero", customerNo })
  const page = await open(browser, `sales-invoices/${no}/edit`)
  await page.getByRole("combobox", { name: "New line", exact: true }).fill(lamp.no)
  await page.getByRole("listbox").getByRole("option").first().click()
  await page.getByRole("textbox", { name: "Unit Price, new line 1" }).fill("0")
  await save(page)
  await expect(page.getByText(/^Saved\./).first()).toBeVisible()
  await expect(page.getByRole("textbox", { name: "Unit Price, line 10000" })).toHaveValue("0.00")
  await expect(head(page, "Unit Price Excl. VAT")).toBeVisible()
})

import { closeDatabase } from "@/db/client"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

test("Enter goes along the fields that one has chosen, by a plain form, and the list of keys says which", async ({
  browser,
}) => {
  const company = await ownCompany("Snelpad")
  const manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  const { no: itemNo } = await makeItem(company.id, { description: "Wandlamp", lastDirectCost: "10" })
  const { no: vendorNo } = await makeVendor(company.id)
  const no = await makePurchaseInvoice(manager.actor, vendorNo, [
    { no: itemNo, quantity: "1" },
    { no: itemNo, quantity: "2" },
  ])
  const choose = async (...fields: string[]) => {
    const plain = await browser.newContext({ locale: "en-GB", javaScriptEnabled: false })
    await signIn(plain, manager.email)
    const settings = await plain.newPage()
    await settings.goto(`/${company.slug}/settings`)
    const path = settings.getByRole("group", { name: "Enter goes on to" })
    for (const box of await path.getByRole("checkbox").all()) await box.uncheck()
    for (const field of fields) await path.getByRole("checkbox", { name: field, exact: true }).check()
    await settings.getByRole("button", { name: "Save", exact: true }).click()
    await expect(settings.getByText("Your settings are saved.")).toBeVisible()
    for (const field of fields) await expect(path.getByRole("checkbox", { name: field, exact: true })).toBeChecked()
    await plain.close()
  }
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, manager.email)
  const page = await context.newPage()
  const open = async () => {
    await page.goto(`/${company.slug}/purchase-invoices/${no}`)
    await expect(page.getByRole("grid")).toBeVisible()
  }
  const field = (name: string, line: number) => page.getByRole("textbox", { name: `${name}, line ${line}` })
  const says = async (wanted: string) => {
    await page.getByRole("button", { name: /^Keys/ }).click()
    const keys = page.getByRole("dialog", { name: "Keys" })
    await expect(keys.getByRole("definition").filter({ hasText: wanted })).toBeVisible()
    await expect(keys.getByRole("link", { name: "Choose what Enter goes on to" })).toBeVisible()
    await page.keyboard.press("Escape")
  }

  await choose("Quantity", "Line Discount %")
  await open()
  await says("On: Quantity, Line Discount %, next line")
  await field("Quantity", 10000).click()
  await page.keyboard.type("3")
  await page.keyboard.press("Enter")
  await expect(field("Line Discount %", 10000)).toBeFocused()
  await page.keyboard.type("5")
  await page.keyboard.press("Enter")
  await expect(field("Quantity", 20000)).toBeFocused()
  await page.keyboard.press("Shift+Enter")
  await expect(field("Line Discount %", 10000)).toBeFocused()

  // None: as in a spreadsheet.
  await choose()
  await open()
  await says("On: the line below")
  await field("Quantity", 10000).click()
  await page.keyboard.type("4")
  await page.keyboard.press("Enter")
  await expect(field("Quantity", 20000)).toBeFocused()
})

/** A vendor that is not registered: registered within a draft that stays as typed, or asked for by who may not, and answered. */
import { closeDatabase } from "@/db/client"
import { itemLine, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let company: OwnCompany
test.beforeAll(async () => {
  company = await ownCompany("Onbekend")
})

test("a vendor is registered within the draft, the rest left as typed, without JavaScript", async ({ browser }) => {
  const purchaser = await ownUser(company, "Pien Purchaser", "purchaser")
  const { no: vendorNo } = await makeVendor(company.id, { name: "Noordkade Elektro", city: "Zaandam" })
  const item = await makeItem(company.id)
  const draft = await makePurchaseInvoice(purchaser.actor, vendorNo, [{ no: item.no, quantity: "2" }])
  const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled: false })
  await signIn(context, purchaser.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/purchase-invoices/${draft}`)
  const vendor = page.locator('[name="header.buyFromVendorNo"]')
  await vendor.fill("Noordkade Electro")
  await page.getByLabel("Your Reference").fill("Left as typed")
  await page.getByRole("button", { name: "Save", exact: false }).last().click()
  await page.getByRole("button", { name: "Register as New Vendor" }).click()
  await page.locator('[name="vendors.city"]').fill("Zaandam")
  await page.getByRole("button", { name: "Create" }).click()
  // One of a like name in the same place is there.
  await expect(page.getByRole("button", { name: "Use This Vendor" })).toHaveCount(1)
  await page.locator('[name="vendors.name"]').fill("Geheel Nieuw")
  await page.locator('[name="vendors.city"]').fill("Delft")
  await page.getByRole("button", { name: "Create" }).click()
  await expect(vendor).toHaveValue(/^L\d{5} Geheel Nieuw$/)
  await expect(page.getByLabel("Your Reference")).toHaveValue("Left as typed")
  await page.goto(`/${company.slug}/vendors?search=Geheel`)
  await expect(page.getByRole("row", { name: /Geheel Nieuw/u })).toContainText("Unproven")
  await context.close()
})

test("who may register none asks, and is led back with the vendor chosen", async ({ browser }) => {
  const processor = await ownUser(company, "Olga Order", "order_processor")
  const purchaser = await ownUser(company, "Piet Purchaser", "purchaser")
  const { no } = await makeSalesInvoice(company.id, [itemLine(await makeItem(company.id))])
  const pageOf = async (email: typeof purchaser.email) => {
    const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled: false })
    await signIn(context, email)
    return context.newPage()
  }
  const asker = await pageOf(processor.email)
  await asker.goto(`/${company.slug}/sales-invoices/${no}/create-purchase-invoice`)
  await asker.getByRole("searchbox", { name: "Search vendors" }).fill("Zuidkade Techniek")
  await asker.getByRole("button", { name: "Ask a Purchaser to Register It" }).click()
  await expect(asker.getByText("The purchasers are asked to register Zuidkade Techniek.")).toBeVisible()

  const second = await pageOf(purchaser.email)
  await second.goto(`/${company.slug}/vendor-registrations`)
  await second.getByRole("link", { name: "Zuidkade Techniek", exact: true }).click()
  await second.getByRole("link", { name: "New Vendor" }).click()
  await second.getByRole("button", { name: "Create" }).click()
  await second.getByRole("button", { name: "Use This Vendor" }).click()
  await expect(second.getByText("Piet Purchaser answered that it is vendor")).toBeVisible()

  await asker.goto(`/${company.slug}/notifications`)
  await asker.getByText("Piet Purchaser registered Zuidkade Techniek").click()
  await expect(asker.getByRole("radio", { name: /Zuidkade Techniek/ })).toBeChecked()
})

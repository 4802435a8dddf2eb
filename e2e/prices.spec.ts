/** Purchase prices by hand, with what overlaps asked about, and what an item would cost by them. */
import { closeDatabase } from "@/db/client"
import { makeItem, makePurchasePrice, makeVendor } from "@/test/factories"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let company: OwnCompany
test.beforeAll(async () => {
  company = await ownCompany("Prijzen")
})

test("a price that ends another one counts from its day; without JavaScript too", async ({ browser }) => {
  const purchaser = await ownUser(company, "Pim Prijs", "purchaser")
  for (const javaScriptEnabled of [true, false]) {
    const [item, vendor] = [await makeItem(company.id), await makeVendor(company.id)]
    await makePurchasePrice(company.id, { vendorNo: vendor.no, itemNo: item.no, directUnitCost: "12.50" })
    const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled })
    await signIn(context, purchaser.email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}/items/${item.no}`)
    await page.getByRole("link", { name: "New Purchase Price" }).click()
    const form = page.getByRole("form", { name: "New Purchase Price" })
    await expect(form.getByLabel("Item No.")).toHaveValue(item.no)
    await form.getByLabel("Vendor No.").fill(vendor.no)
    await form.getByLabel("Direct Unit Cost").fill("13.75")
    await form.getByLabel("Starting Date").fill("1-1-2099")
    await form.getByRole("button", { name: "Create" }).click()
    await expect(form.getByText("while both are in force the lower counts, 12.50.").last()).toBeVisible()
    await form.getByLabel("Where both are in force").selectOption({ label: "End the earlier one the day before" })
    await form.getByRole("button", { name: "Create" }).click()
    await expect(page.getByText("The new row is saved.")).toBeVisible()

    const wouldCost = async (date: string) => {
      await page.goto(`/${company.slug}/items/${item.no}`)
      await page.getByRole("link", { name: "What Would It Cost?" }).click()
      await page.getByLabel("Quantity", { exact: true }).fill("40")
      await page.getByLabel("Date", { exact: true }).fill(date)
      await page.getByRole("button", { name: "Show Costs" }).click()
      return page.getByRole("row").filter({ hasText: vendor.name })
    }
    await expect(await wouldCost("31-12-2098")).toContainText("EUR 500.00")
    const later = await wouldCost("1-1-2099")
    await expect(later).toContainText("EUR 550.00")
    await expect(page.getByRole("row").filter({ hasText: "This one counts" })).toContainText("13.75")
    await expect(page.getByRole("row").filter({ hasText: "No longer in force" })).toContainText("12.50")
    await page.getByLabel("Quantity", { exact: true }).fill("many")
    await page.getByRole("button", { name: "Show Costs" }).click()
    await expect(page.getByText("“many” is not a number.")).toBeVisible()
    await context.close()
  }
})

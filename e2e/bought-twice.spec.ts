/** What a sale needs is bought once: a page that was opened before the first OK asks before it buys again. */
import { closeDatabase } from "@/db/client"
import { itemLine, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { inCompany } from "./support/database"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

for (const javaScriptEnabled of [true, false]) {
  test(`a page opened before the first OK asks, by line and quantity, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
  }) => {
    const company = await ownCompany("Eenmaal")
    const { email } = await ownUser(company, "Eva Eenmaal", "order_processor", "purchaser")
    const vendor = await makeVendor(company.id)
    const item = await makeItem(company.id, { vendorNo: vendor.no })
    const { no } = await makeSalesInvoice(company.id, [itemLine(item, { quantity: "1200" })])
    const context = await browser.newContext({ locale: "nl-NL", javaScriptEnabled })
    await signIn(context, email)
    const [first, second] = [await context.newPage(), await context.newPage()]
    for (const page of [first, second]) {
      await page.goto(`/${company.slug}/sales-invoices/${no}/create-purchase-invoice`)
      await expect(page.getByRole("button", { name: "OK" })).toBeVisible()
    }
    const requests = () =>
      inCompany(company.slug, async sql => (await sql`select no from purchase_request order by requested_at`).length)
    await first.getByRole("button", { name: "OK" }).click()
    await first.waitForURL(/\/purchase-requests\/IA/)
    const requestNo = new URL(first.url()).pathname.split("/").at(-1)!

    await second.getByRole("button", { name: "OK" }).click()
    await expect(second.getByText("1 regel is al ingekocht")).toBeVisible()
    const line = second.getByRole("listitem").filter({ hasText: item.no })
    await expect(line).toContainText(
      `1.200 van 1.200 ${item.baseUnitOfMeasure} ingekocht (${requestNo}), nu 1.200 gevraagd`,
    )
    expect(await requests()).toBe(1)
    await second.getByRole("button", { name: "OK" }).click()
    await second.waitForURL(/\/purchase-requests\/IA/)
    expect(await requests()).toBe(2)
    await context.close()
  })
}

import { kolkwijk } from "@/db/demo/landmarks"
import { expect, test } from "./support/portal"

test("paper has no navigation and no bars, and tables repeat their heads on it", async ({ as }) => {
  const page = await as("manager", { colorScheme: "dark" })
  const home = `/${kolkwijk.slug}`
  for (const address of [`${home}/sales-invoices/${kolkwijk.salesInvoices.example}`, `${home}/purchase-invoices`]) {
    // As wide as a sheet of A4: the page is not the narrow one all the same.
    await page.setViewportSize({ width: 718, height: 1000 })
    await page.emulateMedia({ media: "screen", colorScheme: "dark" })
    await page.goto(address)
    await expect(page.locator(".bar").last()).toBeVisible()
    await page.emulateMedia({ media: "print", colorScheme: "dark" })
    const table = page.locator("main table").first()
    await expect(table.locator("tbody tr").first()).toBeVisible()
    for (const gone of [".side", ".bar", ".filters", ".crumbs"]) {
      for (const each of await page.locator(gone).all()) await expect(each).toBeHidden()
    }
    await expect(table.locator("thead")).toHaveCSS("display", "table-header-group")
    await expect(table.locator("tbody tr").first()).toHaveCSS("display", "table-row")
    await expect(table.locator("tbody tr").first()).toHaveCSS("break-inside", "avoid")
    await expect(page.locator("html")).toHaveCSS("color-scheme", "light")
    const tooWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    expect(tooWide, `${address} on paper`).toBe(false)
  }
})

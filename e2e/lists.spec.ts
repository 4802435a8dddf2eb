import type { Page } from "@playwright/test"
import { kolkwijk } from "@/db/demo/landmarks"
import { expect, test } from "./support/portal"

for (const { language, column } of [
  { language: "en", column: "Customer" },
  { language: "nl", column: "Klant" },
] as const) {
  test(`sales invoices are sorted by customer from the head of the column, ${language}`, async ({ as }) => {
    const page = await as("processor", { language })
    await page.goto(`/${kolkwijk.slug}/sales-invoices`)
    const head = page.getByRole("columnheader", { name: column, exact: true })
    const press = async (sorted: "ascending" | "descending") => {
      await head.getByRole("link").click()
      await expect(head).toHaveAttribute("aria-sort", sorted)
    }
    await press("ascending")
    expect(await customersOf(page)).toEqual(inOrder(await customersOf(page)))
    const first = (await customersOf(page))[0]
    await press("descending")
    expect(await customersOf(page)).toEqual(inOrder(await customersOf(page)).reverse())
    expect((await customersOf(page))[0]).not.toBe(first)
  })
}

const customersOf = (page: Page) => page.locator("tbody .lead").allInnerTexts()

/** As the database sorts names. */
const inOrder = (names: readonly string[]) => names.toSorted(new Intl.Collator("und").compare)

import { kolkwijk } from "@/db/demo/landmarks"
import { expect, type Person, test } from "./support/portal"

const begins: Record<string, { person: Person; tiles: RegExp[]; sections: string[] }> = {
  "a purchasing manager's with what waits, what can be posted and what is overdue": {
    person: "manager",
    tiles: [/Ready for review/, /Reviewed, to be posted/, /Overdue Purchase Invoices/],
    sections: ["Waiting for your review", "Reviewed, to be posted", "Overdue, to be paid"],
  },
  "a purchaser's with what was sent back": {
    person: "purchaser",
    tiles: [/Ongoing Sales Invoices/, /Ongoing Purchase Invoices/, /Sent back/],
    sections: ["Sent back", "My requests"],
  },
  "an order processor's with the requests, and sales invoices due first": {
    person: "processor",
    tiles: [/Ongoing Sales Invoices/, /Ongoing Purchase Invoices/, /Sent back/],
    sections: ["My requests", "Ongoing Sales Invoices"],
  },
  "an administrator's with the pages of administration": {
    person: "admin",
    tiles: [/Purchase Invoices to Pay/],
    sections: ["Administration"],
  },
}

for (const [how, { person, tiles, sections }] of Object.entries(begins)) {
  test(`a role center begins by its role: ${how}`, async ({ as }) => {
    const page = await as(person)
    for (const width of [1440, 375]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`/${kolkwijk.slug}`)
      const shown = page.locator(".tiles li")
      for (const [index, tile] of tiles.entries()) await expect(shown.nth(index)).toContainText(tile)
      const heads = await page.locator("main h2").allInnerTexts()
      expect(heads.slice(0, sections.length)).toEqual(sections)
      // Rows are filled: whatever stands in a row ends where the tiles end.
      const ends = await shown.evaluateAll(all => {
        const byRow = new Map<number, number>()
        for (const { right, top } of all.map(tile => tile.getBoundingClientRect())) {
          byRow.set(Math.round(top), Math.max(byRow.get(Math.round(top)) ?? 0, Math.round(right)))
        }
        return [...new Set(byRow.values())]
      })
      expect(ends).toHaveLength(1)
    }
  })
}

test("overdue dates are marked", async ({ as }) => {
  const page = await as("processor")
  await page.goto(`/${kolkwijk.slug}`)
  const due = page.getByRole("region", { name: "Ongoing Sales Invoices" }).getByRole("row").nth(1)
  await expect(due).toContainText("Overdue")
})

test("a manager posts from there all that is reviewed", async ({ as }) => {
  const page = await as("manager")
  await page.goto(`/${kolkwijk.slug}`)
  await page.getByRole("link", { name: "Post All Reviewed" }).click()
  await expect(page.getByRole("heading", { level: 1, name: /^Post \d+ documents\?$/ })).toBeVisible()
})

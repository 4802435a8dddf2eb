import { kolkwijk } from "@/db/demo/landmarks"
import { expect, test } from "./support/portal"

for (const { language, button, javaScriptEnabled } of [
  { language: "en", button: "Create", javaScriptEnabled: true },
  { language: "nl", button: "Maken", javaScriptEnabled: true },
  { language: "en", button: "Create", javaScriptEnabled: false },
] as const) {
  test(`each entry of an error summary names its field as its label does, ${language}, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    as,
  }) => {
    const page = await as("purchaser", { language, javaScriptEnabled })
    await page.goto(`/${kolkwijk.slug}/vendors/new`)
    await page.locator('[id="vendors.email"]').fill("nobody")
    await page.locator('[id="vendors.countryRegionCode"]').selectOption("")
    await page.getByRole("button", { name: button, exact: true }).click()
    const entries = page.locator(".notice[role=alert] a")
    await expect(entries).not.toHaveCount(0)
    for (const entry of await entries.all()) {
      const id = (await entry.getAttribute("href"))!.slice(1)
      const label = (await page.locator(`label[for="${id}"]`).innerText()).trim()
      expect(await entry.innerText()).toMatch(new RegExp(`^${label}: .`, "u"))
    }
    await expect(entries.filter({ hasText: /^(Name|Naam): / })).toHaveCount(1)
  })
}

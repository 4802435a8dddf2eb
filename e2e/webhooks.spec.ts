/** A webhook on its page: its address and kinds are changed, its secret renewed, and it is switched on again; with a script and without. */
import { eq, sql } from "drizzle-orm"
import { closeDatabase } from "@/db/client"
import { webhook } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { toldWebhook } from "./support/trade"
import { unfold } from "./support/unfold"

test.afterAll(() => closeDatabase())

for (const javaScriptEnabled of [true, false]) {
  test(`a webhook is changed, its secret renewed, and switched on again, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
  }) => {
    const company = await ownCompany("Webhaak")
    const { email, actor } = await ownUser(company, "Bea Beheer", "administrator")
    const { webhook: id } = await toldWebhook(actor)
    const context = await browser.newContext({ locale: "nl-NL", javaScriptEnabled })
    await signIn(context, email)
    const page = await context.newPage()
    const address = `/${company.slug}/administration/webhooks/${id}`
    await page.goto(address)
    await expect(page.getByRole("button", { name: "Weer inschakelen" })).toHaveCount(0)
    const form = page.getByRole("form", { name: "Wijzigen" })
    await expect(form.getByLabel("vendor.changed", { exact: true })).toBeChecked()
    await form.getByLabel("Adres").fill("nergens")
    await form.getByRole("button", { name: "Opslaan" }).click()
    await expect(form.getByLabel("Adres")).toHaveAttribute("aria-invalid", "true")
    await expect(form.getByLabel("Adres")).toHaveValue("nergens")
    await form.getByLabel("Adres").fill("http://127.0.0.1:9/elders")
    await unfold(
      form
        .getByRole("group", { name: "Gebeurtenissen" })
        .locator("details", { has: page.locator(`[value="vendor.created"]`) }),
    )
    await form.getByLabel("vendor.created", { exact: true }).check()
    await form.getByRole("button", { name: "Opslaan" }).click()
    await expect(page.getByRole("heading", { level: 1 })).toContainText("http://127.0.0.1:9/elders")
    await expect(page.locator("dl.facts")).toContainText("vendor.created, vendor.changed")

    await page.getByRole("button", { name: "Geheim vernieuwen" }).click()
    await expect(page.getByRole("textbox", { name: "Geheim", exact: true })).toHaveValue(/^whsec_/)

    const off = { switchedOffAt: sql`now()` }
    await inCompany(company.id, tx => tx.update(webhook).set(off).where(eq(webhook.id, id)))
    await page.goto(address)
    await expect(page.getByText("Deze webhook is uitgeschakeld")).toBeVisible()
    await expect(page.getByRole("button", { name: /opnieuw verzenden/ })).toHaveCount(0)
    await page.getByRole("button", { name: "Weer inschakelen" }).click()
    await expect(page.getByText("Deze webhook is uitgeschakeld")).toHaveCount(0)
    await expect(page.getByRole("button", { name: /opnieuw verzenden/ })).toBeVisible()
    await context.close()
  })
}

/** How one is told is chosen, with and without a script; an approval is mailed then, and its link opens it after signing in. */
import { closeDatabase } from "@/db/client"
import { saveOwnNotificationSettings } from "@/domain/notifications/own-settings"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { setApproval, setApprover, versionOf } from "@/test/approvals"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, password, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

for (const javaScriptEnabled of [true, false]) {
  test(`goedkeuringen per e-mail, ${javaScriptEnabled ? "met" : "zonder"} script: gekozen, gemaild, geopend`, async ({
    browser,
  }) => {
    const company = await ownCompany("Bericht")
    const buyer = await ownUser(company, "Bas Inkoper", "purchaser")
    const lead = await ownUser(company, "Lea Chef", "purchasing_manager", "administrator")
    await setApprover(buyer.actor, { superiorId: lead.actor.userId })
    await setApprover(lead.actor, { unlimited: true })
    await setApproval(company.id, { approval: "rules" })

    const context = await browser.newContext({ locale: "nl-NL", javaScriptEnabled })
    await signIn(context, lead.email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}/settings`)
    await page.getByRole("link", { name: "Kiezen hoe u bericht krijgt" }).click()
    const way = (kind: string, name: string) => page.getByRole("radio", { name: `${kind}: ${name}`, exact: true })
    await expect(way("Gevraagd om goed te keuren", "Alleen de bel")).toBeChecked()
    await way("Gevraagd om goed te keuren", "Ook direct per e-mail").check()
    await way("Geboekt", "Niet").check()
    await page.getByLabel("Dagelijkse e-mail om").selectOption("17:00")
    // Chosen meanwhile in another window: nothing is saved, and what was chosen here stays to be saved upon it.
    await saveOwnNotificationSettings(lead.actor, { ways: { rejected: "mail" }, digestHour: 9, version: 0 })
    await page.getByRole("button", { name: "Opslaan", exact: true }).click()
    await expect(page.getByText("intussen opgeslagen", { exact: false }).first()).toBeVisible()
    await expect(way("Geboekt", "Niet")).toBeChecked()
    await page.getByRole("button", { name: "Opslaan", exact: true }).click()
    await expect(page.getByText("Opgeslagen. Het geldt voor wat er vanaf nu gebeurt.")).toBeVisible()
    await page.reload()
    await expect(way("Gevraagd om goed te keuren", "Ook direct per e-mail")).toBeChecked()
    await expect(way("Geboekt", "Niet")).toBeChecked()
    await expect(page.getByLabel("Dagelijkse e-mail om")).toHaveValue("17")

    const [vendor, item] = [await makeVendor(company.id), await makeItem(company.id)]
    const no = await makePurchaseInvoice(buyer.actor, vendor.no, [{ no: item.no, quantity: "1", price: "500" }])
    await sendForApproval(buyer.actor, no, await versionOf(company.id, no))
    // A kept mail is shown as plain text, its address as a link.
    const opening = page.getByRole("main").getByRole("link", { name: `/purchase-invoices/${no}` })
    await expect(async () => {
      await page.goto(`/${company.slug}/administration/captured-mail`)
      const mail = page.getByRole("listitem").filter({ hasText: `Inkoopfactuur ${no} wacht op uw goedkeuring` })
      await mail.getByRole("link").first().click({ timeout: 1_000 })
      await expect(opening).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 60_000 })
    const link = new URL((await opening.getAttribute("href"))!).pathname

    // As the daily mail has it.
    await page.goto(`/${company.slug}/notifications`)
    const told = await page.getByRole("main").getByRole("listitem").getByRole("link").first().getAttribute("href")

    for (const address of [link, told!]) {
      await context.clearCookies()
      await page.goto(address)
      await page.getByLabel("E-mail").fill(lead.email)
      await page.getByLabel("Wachtwoord").fill(password)
      await page.getByRole("button", { name: "Aanmelden", exact: true }).click()
      await expect(page.getByRole("heading", { level: 1 })).toContainText(no)
      await expect(page.getByText("Wacht op goedkeuring").first()).toBeVisible()
    }
    await context.close()
  })
}

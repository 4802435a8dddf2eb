/** Leaving with unsaved work: every form that can hold some asks, by every way out; nothing else does. */
import type { Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { draft, fieldOf, formsWithWork, sold } from "./support/forms-with-work"
import { expect, test } from "./support/portal"
import { openAs, type Typist, typist } from "./support/typist"

test.afterAll(() => closeDatabase())

let who: Typist

test.beforeAll(async () => {
  who = await typist("Ongered")
})

const question = (page: Page) => page.getByRole("dialog", { name: "You have changes that are not saved" })
const stay = (page: Page) => question(page).getByRole("button", { name: "Stay" })
const leave = (page: Page) => question(page).getByRole("button", { name: "Leave without saving" })

/** As a link of the page does: Back then stays within the document, as it does for people. */
const follow = (page: Page, address: string) =>
  page.evaluate(
    to => (window as unknown as { next: { router: { push(to: string): void } } }).next.router.push(to),
    address,
  )

/** Without waiting for the page before, which may not come. */
const back = (page: Page) => page.evaluate(() => window.history.back())

for (const form of formsWithWork) {
  const { name, at, typed, unfold } = form
  test(`${name} asks before it is left by a link, Back, signing out and reloading, and only with changes`, async ({
    browser,
  }) => {
    const page = await openAs(browser, who)
    const home = `/${who.company.slug}`
    await page.goto(`${home}/vendors`)
    const address = `${home}/${await at(who)}`
    await follow(page, address)
    const control = fieldOf(page, form)
    const entry = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Payments" })
    await unfold?.(page)
    await expect(control).toBeVisible()
    const path = new URL(page.url()).pathname
    const isStillHere = async () => {
      await expect(control).toHaveValue(typed)
      expect(new URL(page.url()).pathname).toBe(path)
    }

    // Nothing changed, and something typed and taken back again: nobody asks.
    const before = await control.inputValue()
    await control.fill(typed)
    await control.fill(before)
    await entry.click()
    await page.waitForURL(`**${home}/payments`)
    await page.goBack()
    await unfold?.(page)
    await expect(control).toHaveValue(before)

    await control.fill(typed)
    await entry.click()
    await expect(stay(page)).toBeFocused()
    await page.keyboard.press("Escape")
    await isStillHere()
    await entry.click()
    await stay(page).click()
    await isStillHere()

    await back(page)
    await stay(page).click()
    await isStillHere()

    await page.getByRole("button", { name: "Sign out" }).click()
    await stay(page).click()
    await isStillHere()

    const asked = page.waitForEvent("dialog")
    const reloading = page.evaluate(() => window.location.reload())
    const dialog = await asked
    expect(dialog.type()).toBe("beforeunload")
    await dialog.dismiss()
    await reloading
    await isStillHere()

    await back(page)
    await leave(page).click()
    await page.waitForURL(`**${home}/vendors`)
    await page.context().close()
  })
}

test("nobody asks after a save, nor for lines of a document that were put back", async ({ browser }) => {
  const page = await openAs(browser, who)
  const no = await draft(who)
  await page.goto(`/${who.company.slug}/purchase-invoices/${no}`)
  await page.getByLabel("Quantity, line 10000").fill("3")
  await page.keyboard.press("Control+s")
  await expect(page.locator(".bar").getByText("Saved.")).toBeInViewport()
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Vendors" }).click()
  await page.waitForURL("**/vendors")
  await page.goBack()
  // A line that is moved or deleted is work as well.
  await page.getByRole("button", { name: "Delete, line 10000" }).click()
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Vendors" }).click()
  await leave(page).click()
  await page.waitForURL("**/vendors")
})

test("Esc in Create Purchase Invoice asks once something was typed", async ({ browser }) => {
  const page = await openAs(browser, who)
  await page.goto(`/${who.company.slug}/sales-invoices/${await sold(who)}/create-purchase-invoice`)
  const quantity = page.getByLabel(/^Quantity/).first()
  // The script is there.
  await expect(page.getByRole("searchbox")).toBeFocused()
  await quantity.fill("7")
  await page.getByRole("searchbox").focus()
  await page.keyboard.press("Escape")
  await stay(page).click()
  await expect(quantity).toHaveValue("7")
  await page.keyboard.press("Escape")
  await leave(page).click()
  await page.waitForURL(/\/sales-invoices\/[^/]+$/)
})

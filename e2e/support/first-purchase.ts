/** How its people buy what it sold, review, post and pay it. */
import { expect, type Page } from "@playwright/test"
import { go } from "./first-day"
import { okAndReady } from "./purchases"

/** Buys what the first sale sold. */
export async function buy(page: Page): Promise<void> {
  await go(page, "Verkoopfacturen", "Doorlopende verkoopfacturen")
  await page
    .getByRole("row", { name: /Klant K1/u })
    .getByRole("link")
    .first()
    .click()
  await page
    .getByRole("link", { name: "Inkoopfactuur maken" })
    .or(page.getByRole("button", { name: "Inkoopfactuur maken" }))
    .click()
  await page.getByRole("radio", { name: /Lampenhuis Gent/u }).check()
  await okAndReady(page)
}

/** Reviews the only invoice that waits, with the number on its paper, and posts it. */
export async function reviewAndPost(page: Page): Promise<void> {
  await go(page, "Klaar voor controle", "Wacht op u")
  await page.getByRole("link", { name: /^IF/u }).first().click()
  // 12 × 11,80 by the price from ten pieces on, 2 × 41,00.
  await page.getByRole("textbox", { name: "Leveranciersfactuurnr." }).fill("LG-2302")
  await page.getByRole("button", { name: "Opslaan", exact: true }).click()
  await expect(page.getByText("Opgeslagen.", { exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Als gecontroleerd markeren" }).click()
  await expect(page.locator(".head .state")).toHaveText("Gecontroleerd")
  await page.getByRole("button", { name: "Boeken", exact: true }).click()
  await page.waitForURL(/\/posted-purchase-invoices\/AF-00418\b/u)
  await expect(page.getByText("270,56").first()).toBeVisible()
}

/** Confirms the bank account that the posted invoice says waits, and pays the invoice. */
export async function confirmAndPay(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Eén wacht op een tweede persoon" }).click()
  await page.getByRole("button", { name: "Bevestigen" }).click()
  await expect(page.getByText("De bankrekening is bevestigd.")).toBeVisible()
  await go(page, "Geboekte inkoopfacturen")
  await page.getByRole("link", { name: "AF-00418" }).click()
  await page.getByRole("link", { name: "Betaling registreren" }).click()
  await page.getByRole("button", { name: "Betaling registreren" }).click()
  await expect(page.getByText(/^Betaling \S+ is geregistreerd\.$/u)).toBeVisible()
}

/** What the people of a new company do on its first day, each by the links and buttons that they see. */
import { type Browser, expect, type Page } from "@playwright/test"
import { day, workbook } from "./first-files"
import type { Mailbox } from "./mailbox"
import { countSteps, type Steps } from "./steps"

export type Colleague = { name: string; email: string; role: string }

/** What they share: where the portal is, the mail server, the password, what was done so far. */
export type Day = { browser: Browser; url: string; mailbox: Mailbox; password: string; steps: Steps }

export async function newPage({ browser, url, steps }: Day): Promise<Page> {
  const context = await browser.newContext({ locale: "nl-NL", baseURL: url })
  await countSteps(context, steps)
  context.setDefaultTimeout(20_000)
  return context.newPage()
}

/** Goes to a page by the main navigation. @param heading where the page is called otherwise */
export async function go(page: Page, name: string, heading = name): Promise<void> {
  await page.getByRole("navigation", { name: "Hoofdmenu" }).getByRole("link", { name, exact: false }).first().click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading)
}

export async function invite(page: Page, { name, email, role }: Colleague): Promise<void> {
  await page.getByLabel("Naam").fill(name)
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel(role, { exact: true }).check()
  await page.getByRole("button", { name: "Uitnodigen" }).click()
  await expect(page.getByRole("listitem").or(page.getByRole("row")).filter({ hasText: email }).first()).toBeVisible()
}

/** Opens the letter's link, chooses a password, and signs in. */
export async function accept(day: Day, { email }: Colleague): Promise<Page> {
  const page = await newPage(day)
  await page.goto(await day.mailbox.linkTo(email, "/invitation/"))
  await page.getByLabel("Wachtwoord").fill(day.password)
  await page.getByRole("button", { name: "Accepteren" }).click()
  await expect(
    page
      .getByLabel("E-mail")
      .or(page.getByRole("heading", { name: "Rolcentrum" }))
      .first(),
  ).toBeVisible()
  if (await page.getByLabel("E-mail").isVisible()) await fillSignIn(page, email, day.password)
  return page
}

export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Wachtwoord").fill(password)
  await page.getByRole("button", { name: "Aanmelden", exact: true }).click()
  await expect(page.getByRole("navigation", { name: "Hoofdmenu" })).toBeVisible()
}

/** Uploads a workbook and waits until it was tried. */
export async function upload(page: Page, name: string, rows: readonly string[][]): Promise<void> {
  await page.getByLabel("Bestand", { exact: true }).setInputFiles(await workbook(name, rows))
  await page.getByRole("button", { name: "Proberen", exact: true }).click()
  await page.waitForURL(/\/imports\/IMP/u)
  await expect(page.getByText("Er is nog niets geschreven")).toBeVisible()
}

/** Mends cells of refused rows on the page, told as "row.column". */
export async function mend(page: Page, cells: Record<string, string>): Promise<void> {
  for (const [cell, value] of Object.entries(cells)) await page.locator(`[name="row.${cell}"]`).fill(value)
  await page.getByRole("button", { name: "Verbeterde rijen proberen", exact: true }).click()
  await expect(page.getByRole("button", { name: "Alles importeren", exact: true })).toBeVisible()
}

export async function importAll(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Alles importeren", exact: true }).click()
  await expect(page.getByText(/Alle \d+ rijen zijn geïmporteerd|De rij is geïmporteerd/u)).toBeVisible()
}

/** Says when the company begins: today. */
export async function beginToday(page: Page, clearingAccountNo: string): Promise<void> {
  await page.getByLabel("Begindatum").fill(day(0))
  await page.getByLabel("Tussenrekening").fill(clearingAccountNo)
  await page.getByRole("button", { name: "Opslaan" }).click()
  await expect(page.getByText("Typ de begindatum.")).toHaveCount(0)
}

/** One's own data, files of everybody's, a lost second factor, and the erasure of who has left. */
import { readFile } from "node:fs/promises"
import { sql } from "drizzle-orm"
import { closeDatabase, database } from "@/db/client"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, password, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

for (const javaScriptEnabled of [true, false]) {
  test(`a file with everybody's data asks for the password again, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
  }) => {
    const company = await ownCompany("Bestand")
    const { email, actor } = await ownUser(company, "Bas Bestand", "purchaser")
    const context = await browser.newContext({ javaScriptEnabled, locale: "en-GB" })
    await signIn(context, email)
    await database().execute(
      sql`UPDATE session SET authenticated_at = now() - interval '11 minutes' WHERE user_id = ${actor.userId}`,
    )
    const page = await context.newPage()
    await page.goto(`/${company.slug}/vendors`)
    await page.getByRole("link", { name: "CSV" }).click()
    await expect(page.getByRole("heading", { name: "Is it still you?" })).toBeVisible()
    await page.getByLabel("Your password").fill("wrong")
    await page.getByRole("button", { name: "Go on" }).click()
    await expect(page.getByText("This is not your current password").first()).toBeVisible()
    await page.getByLabel("Your password").fill(password)
    await page.getByRole("button", { name: "Go on" }).click()
    const vendors = page.waitForEvent("download")
    await page.getByRole("link", { name: "Download" }).click()
    expect((await vendors).suggestedFilename()).toMatch(/\.csv$/)

    await page.goto(`/${company.slug}/settings`)
    const own = page.waitForEvent("download")
    await page.getByRole("link", { name: "Download as JSON" }).click()
    const data = JSON.parse(await readFile(await (await own).path(), "utf8"))
    expect(data.account.email).toBe(email)
    await context.close()
  })
}

test("an administrator resets a lost second factor, and erases who has left", async ({ browser }) => {
  const company = await ownCompany("Weg")
  const admin = await ownUser(company, "Ada Weg", "administrator")
  const { email, actor } = await ownUser(company, "Wim Weg", "purchaser")
  const [admins, wims] = [await browser.newContext({ locale: "en-GB" }), await browser.newContext({ locale: "en-GB" })]
  await signIn(admins, admin.email)
  await signIn(wims, email)
  const page = await admins.newPage()
  await page.goto(`/${company.slug}/administration/users/${actor.userId}`)
  await page.getByRole("button", { name: "Reset second factor" }).click()
  await expect(page.getByText("is told by e-mail what became of it")).toBeVisible()
  expect((await wims.request.get(`/${company.slug}`, { maxRedirects: 0 })).status()).toBe(307)
  await expect(page.getByRole("button", { name: "Erase personal data" })).toHaveCount(0)
  await page.getByRole("button", { name: "Disable", exact: true }).click()
  await page.getByRole("button", { name: "Erase personal data" }).click()
  await expect(page.getByText("Fill this in.").first()).toBeVisible()
  await page.getByLabel("Erase Wim Weg for good").check()
  await page.getByRole("button", { name: "Erase personal data" }).click()
  await expect(page).toHaveURL(`/${company.slug}/administration/users`)
  await page.goto(`/${company.slug}/administration/user-history`)
  await expect(page.getByText("N.N. 1").first()).toBeVisible()
  await expect(page.getByText("Wim Weg")).toHaveCount(0)
  await expect(signIn(wims, email)).rejects.toThrow("cannot sign in")
  await Promise.all([admins.close(), wims.close()])
})

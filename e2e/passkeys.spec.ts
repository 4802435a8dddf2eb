/** Passkeys, by Chromium's virtual authenticator: added, asked for after the password, alone, removed. */
import type { BrowserContext, Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, password, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

/** Gives the page a device that keeps passkeys and knows its user. */
async function withDevice(context: BrowserContext, page: Page) {
  const cdp = await context.newCDPSession(page)
  await cdp.send("WebAuthn.enable")
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    /** Whether the user proves to be who they are when the device asks. */
    verifies: (isUserVerified: boolean) => cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    count: async () => (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
  }
}

test("a passkey is added, asked for after the password, signs in alone, and is removed", async ({ browser }) => {
  const company = await ownCompany("Sleutel")
  const { email } = await ownUser(company, "Sien Sleutel", "purchaser")
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, email)
  const page = await context.newPage()
  const device = await withDevice(context, page)
  await page.goto(`/${company.slug}/settings`)
  const section = page.getByRole("region", { name: "Passkeys" })
  await expect(section).toContainText("You have no passkeys.")
  // Without a name it is refused, and what the device has made is not made again.
  await section.getByRole("button", { name: "Add a passkey" }).click()
  await expect(section.getByText("Fill this in.").first()).toBeVisible()
  expect(await device.count()).toBe(1)
  await section.getByLabel("Name").fill("Laptop")
  await section.getByRole("button", { name: "Add a passkey" }).click()
  await expect(page.getByRole("heading", { name: "Recovery codes" })).toBeVisible()
  expect(await device.count()).toBe(1)
  await page.getByRole("button", { name: "I have kept them" }).click()
  await expect(section.getByRole("row").nth(1)).toContainText("Laptop")

  const signOut = async () => {
    await page.goto(`/${company.slug}/settings`)
    await page.getByRole("button", { name: "Sign out everywhere" }).click()
    await expect(page).toHaveURL(/\/sign-in/)
    await page.goto(`/sign-in?callbackUrl=/${company.slug}/settings`)
  }
  await signOut()
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password").fill(password)
  await page.getByRole("button", { name: "Sign in", exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in\/second-factor/)
  expect((await context.request.get(`/${company.slug}`, { maxRedirects: 0 })).status()).toBe(307)
  await page.getByRole("button", { name: "Use a passkey" }).click()
  await expect(page).toHaveURL(`/${company.slug}/settings`)

  await signOut()
  await device.verifies(false)
  await page.getByRole("button", { name: "Sign in with a passkey" }).click()
  await expect(page.getByText("No passkey was given.")).toBeVisible()
  await device.verifies(true)
  await page.getByRole("button", { name: "Sign in with a passkey" }).click()
  await expect(page).toHaveURL(`/${company.slug}/settings`)

  await section.getByRole("button", { name: "Remove the passkey Laptop" }).click()
  await expect(section).toContainText("You have no passkeys.")
  await signOut()
  await page.getByRole("button", { name: "Sign in with a passkey" }).click()
  await expect(page.getByText("This passkey did not fit").first()).toBeVisible()
  await context.close()
})

test("without JavaScript the pages say that passkeys need it, and the code stays", async ({ browser }) => {
  const company = await ownCompany("Zonder")
  const { email } = await ownUser(company, "Zoë Zonder", "purchaser")
  const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled: false })
  const page = await context.newPage()
  // A browser whose scripts a test has switched off draws no noscript.
  expect(await (await context.request.get("/sign-in")).text()).toContain("Passkeys need JavaScript.")
  await page.goto("/sign-in")
  await page.getByRole("button", { name: "Sign in with a passkey" }).click()
  await expect(page.getByText("Passkeys need JavaScript. Without it use a code.").first()).toBeVisible()
  await signIn(context, email)
  await page.goto(`/${company.slug}/settings`)
  await page.getByRole("link", { name: "Set up an authenticator app" }).click()
  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible()
  await context.close()
})

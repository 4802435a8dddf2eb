/** A forgotten password, where one is signed in, pauses, and proof that one is still there. */
import { generateSync } from "otplib"
import { closeDatabase } from "@/db/client"
import { saveSignInRules } from "@/domain/users/sign-in-rules"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, password, signIn, test } from "./support/portal"
import { ageSessions } from "./support/sessions"

test.afterAll(() => closeDatabase())

for (const javaScriptEnabled of [true, false]) {
  test(`a forgotten password is chosen anew by a mailed link, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
  }) => {
    const company = await ownCompany("Vergeten")
    const { email } = await ownUser(company, "Vera Vergeet", "administrator")
    const context = await browser.newContext({ javaScriptEnabled, locale: "nl-NL" })
    const page = await context.newPage()
    await page.goto("/sign-in")
    await page.getByRole("link", { name: "Wachtwoord vergeten?" }).click()
    const said: string[] = []
    for (const address of ["no address", `nobody@${company.slug}.example`, email]) {
      // What the answer before this one said is gone.
      await page.goto("/sign-in/forgotten")
      await page.getByLabel("E-mail").fill(address)
      await page.getByRole("button", { name: "Koppeling versturen" }).click()
      const told = address.includes("@") ? page.getByRole("status") : page.getByRole("alert")
      await expect(told.filter({ hasText: /./ }).first()).toBeVisible()
      if (address.includes("@")) said.push(await told.filter({ hasText: /./ }).first().innerText())
    }
    expect(said[0]).toBe(said[1])

    // The demo's captured mail stands for the mailbox.
    const admins = await browser.newContext({ locale: "en-GB" })
    await signIn(admins, email)
    const mailbox = await admins.newPage()
    await expect(async () => {
      await mailbox.goto(`/${company.slug}/administration/captured-mail`)
      await mailbox.getByRole("listitem").filter({ hasText: email }).getByRole("link").first().click({ timeout: 1_000 })
      await expect(mailbox.getByRole("link", { name: /new-password/ })).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 15_000 })
    const link = new URL((await mailbox.getByRole("link", { name: /new-password/ }).getAttribute("href"))!).pathname

    await page.goto(link)
    await page.getByLabel("Wachtwoord").fill("sunshine2026!")
    await page.getByRole("button", { name: "Wachtwoord opslaan" }).click()
    await expect(page.getByText("die het eerst worden geraden").first()).toBeVisible()
    await page.getByLabel("Wachtwoord").fill("zeven groene ladders")
    await page.getByRole("button", { name: "Wachtwoord opslaan" }).click()
    await expect(page).toHaveURL(/\/sign-in\?chosen/)
    await expect(page.getByText("Uw nieuwe wachtwoord is opgeslagen.", { exact: false })).toBeVisible()
    await page.getByLabel("E-mail").fill(email)
    await page.getByLabel("Wachtwoord").fill("zeven groene ladders")
    await page.getByRole("button", { name: "Aanmelden", exact: true }).click()
    await expect(page).toHaveURL(`/${company.slug}`)
    // Whoever was signed in by the old one is not any more, and the link opens nothing again.
    await mailbox.goto(`/${company.slug}/settings`)
    await expect(mailbox).toHaveURL(/\/sign-in/)
    await mailbox.goto(link)
    await expect(mailbox.getByText("This link is not valid")).toBeVisible()
    await Promise.all([context.close(), admins.close()])
  })
}

test("a new sign-in ends the session that the browser had; the others are listed and ended one by one", async ({
  browser,
}) => {
  const company = await ownCompany("Sessies")
  const { email } = await ownUser(company, "Sies Sessie", "purchaser")
  const [here, phone] = [
    await browser.newContext({ locale: "en-GB" }),
    await browser.newContext({
      locale: "en-GB",
      userAgent:
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    }),
  ]
  await signIn(here, email)
  const copied = await here.storageState()
  await signIn(here, email)
  await signIn(phone, email)
  const thief = await browser.newContext({ storageState: copied })
  const stolen = await thief.newPage()
  await stolen.goto(`/${company.slug}`)
  await expect(stolen).toHaveURL(/\/sign-in/)

  const page = await here.newPage()
  await page.goto(`/${company.slug}/settings`)
  const sessions = page.getByRole("region", { name: "Where you are signed in" })
  await expect(sessions.getByRole("row")).toHaveCount(3)
  await expect(sessions.getByRole("row").nth(1)).toContainText("this one")
  await sessions.getByRole("button", { name: "End the session on Safari on iOS" }).click()
  await expect(sessions.getByRole("row")).toHaveCount(2)
  expect((await phone.request.get(`/${company.slug}`, { maxRedirects: 0 })).status()).toBe(307)
  await Promise.all([here.close(), phone.close(), thief.close()])
})

for (const javaScriptEnabled of [true, false]) {
  test(`after a pause, and ten minutes after signing in, what was typed stays, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
  }) => {
    const company = await ownCompany("Pauze")
    const { email, actor } = await ownUser(company, "Paul Pauze", "administrator", "purchaser")
    await saveSignInRules(actor, { idleMinutes: 15, secondFactor: false }, 0)
    const context = await browser.newContext({ javaScriptEnabled, locale: "en-GB" })
    await signIn(context, email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}/vendors/new`)
    await page.getByLabel("Name", { exact: true }).fill("Typed before")
    await ageSessions(actor.userId, "last_seen_at", "20 minutes")
    await page.getByRole("button", { name: "Create", exact: true }).click()
    // The page to sign in says why also to who has no script.
    const said = javaScriptEnabled ? "away for longer than this company allows" : "You have been signed out"
    await expect(page.getByText(said).first()).toBeVisible()
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Typed before")
    const beside = await context.newPage()
    await beside.goto((await page.getByRole("link", { name: "Sign in" }).getAttribute("href"))!)
    await expect(beside.getByText("You have been away for longer")).toBeVisible()
    await beside.getByLabel("Password").fill(password)
    await beside.getByRole("button", { name: "Sign in", exact: true }).click()
    await expect(beside).toHaveURL(/\/sign-in\/done/)

    await beside.goto(`/${company.slug}/administration/users`)
    await ageSessions(actor.userId, "authenticated_at", "11 minutes")
    await beside.getByLabel("Name").fill("Nieuwe Collega")
    await beside.getByLabel("E-mail").fill(`nieuw@${company.slug}.example`)
    await beside.getByLabel("Purchaser", { exact: true }).check()
    await beside.getByRole("button", { name: "Invite" }).click()
    await beside.getByLabel("Your password").fill("wrong")
    await beside.getByRole("button", { name: "Invite" }).click()
    await expect(beside.getByText("This is not your current password").first()).toBeVisible()
    await expect(beside.getByLabel("Name")).toHaveValue("Nieuwe Collega")
    await beside.getByLabel("Your password").fill(password)
    await beside.getByRole("button", { name: "Invite" }).click()
    await expect(beside.getByText("The invitation is on its way.")).toBeVisible()
    await expect(beside.getByLabel("Your password")).toHaveCount(0)
    await context.close()
  })
}

for (const javaScriptEnabled of [true, false]) {
  test(`a company that wants a second factor leads to making one, and it is asked for after the password, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
  }) => {
    const company = await ownCompany("Factor")
    const { email, actor } = await ownUser(company, "Fay Factor", "administrator")
    await saveSignInRules(actor, { idleMinutes: null, secondFactor: true }, 0)
    const context = await browser.newContext({ javaScriptEnabled, locale: "en-GB" })
    await signIn(context, email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}/administration/security-log`)
    await expect(page).toHaveURL(/\/sign-in\/second-factor/)
    await expect(page.getByRole("img", { name: "QR code" })).toBeVisible()
    const secret = (await page.locator("code").innerText()).replaceAll(" ", "")
    const code = (seconds = 0) => generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + seconds })
    await page.getByLabel("Code", { exact: true }).fill("000000")
    await page.getByRole("button", { name: "Confirm" }).click()
    await expect(page.getByText("This code is not right").first()).toBeVisible()
    expect((await page.locator("code").innerText()).replaceAll(" ", "")).toBe(secret)
    await page.getByLabel("Code", { exact: true }).fill(code())
    await page.getByRole("button", { name: "Confirm" }).click()
    await expect(page.getByRole("heading", { name: "Recovery codes" })).toBeVisible()
    const codes = await page.getByRole("listitem").locator("code").allInnerTexts()
    expect(codes).toHaveLength(10)
    await page.getByRole("button", { name: "I have kept them" }).click()
    await expect(page).toHaveURL(`/${company.slug}/administration/security-log`)
    await page.goto("/sign-in/second-factor/codes?callbackUrl=/sign-in/done")
    await expect(page).toHaveURL(/\/sign-in\/done/)

    // Elsewhere the password alone opens nothing: neither the page nor another one.
    const elsewhere = await browser.newContext({ javaScriptEnabled, locale: "en-GB" })
    const other = await elsewhere.newPage()
    const signInThere = async () => {
      await other.goto(`/sign-in?callbackUrl=/${company.slug}/settings`)
      await other.getByLabel("E-mail").fill(email)
      await other.getByLabel("Password").fill(password)
      await other.getByRole("button", { name: "Sign in", exact: true }).click()
      await expect(other).toHaveURL(/\/sign-in\/second-factor/)
    }
    await signInThere()
    expect((await elsewhere.request.get(`/${company.slug}`, { maxRedirects: 0 })).status()).toBe(307)
    // The one of before was taken; an app whose clock is half a minute fast shows the next one.
    const next = code(30)
    await other.getByLabel("Code", { exact: true }).fill(next)
    await other.getByRole("button", { name: "Go on" }).click()
    await expect(other).toHaveURL(`/${company.slug}/settings`)
    await expect(other.getByText("10 recovery codes are left")).toBeVisible()
    // The same code opens nothing again; a recovery code does.
    await elsewhere.clearCookies()
    await signInThere()
    await other.getByLabel("Code", { exact: true }).fill(next)
    await other.getByRole("button", { name: "Go on" }).click()
    await expect(other.getByText("This code is not right").first()).toBeVisible()
    await other.getByLabel("Code", { exact: true }).fill(codes[0]!)
    await other.getByRole("button", { name: "Go on" }).click()
    await expect(other).toHaveURL(`/${company.slug}/settings`)
    await Promise.all([context.close(), elsewhere.close()])
  })
}

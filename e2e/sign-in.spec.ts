/** Signing in and out, what ends a session, and the way in by an invitation. */
import { randomBytes } from "node:crypto"
import type { Browser, Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { deviceName } from "@/domain/users/device"
import { endSessions } from "@/domain/users/disable-user"
import { invitationMail } from "@/domain/users/invitation-mail"
import { inviteUser } from "@/domain/users/invite-user"
import { makeMember } from "@/test/factories"
import { callAction } from "./support/call-action"
import { inCompany } from "./support/database"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, password, people, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

/** Nobody's, and no other test's: the throttle counts by e-mail. */
const newEmail = () => `nobody-${randomBytes(4).toString("hex")}@demo.example`

async function typeIn(page: Page, email: string, typed: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password").fill(typed)
  await page.getByRole("button", { name: "Sign in", exact: true }).click()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("one signs in to the page asked for, and out", async ({ page }) => {
      await page.goto("/kolkwijk/vendors?search=noord")
      await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/)
      await typeIn(page, people.purchaser, password)
      await expect(page).toHaveURL(/\/kolkwijk\/vendors\?search=noord$/)
      await page.getByRole("button", { name: "Sign out" }).click()
      await expect(page).toHaveURL(/\/sign-in$/)
      await page.goto("/kolkwijk/vendors")
      await expect(page).toHaveURL(/\/sign-in\?/)
    })

    test("a wrong password keeps the e-mail, and says the same of a known and of an unknown one", async ({ page }) => {
      const told: string[] = []
      // Signing in right afterwards would lift the count; three wrong ones do not reach it.
      for (const email of [people.foreigner, newEmail()]) {
        await page.goto("/sign-in?callbackUrl=%2Fwaterlanden")
        await typeIn(page, email, "wrong")
        const alert = page.getByRole("alert").filter({ hasText: /./ })
        await expect(alert).toBeVisible()
        told.push((await alert.innerText()).trim())
        await expect(page.getByLabel("E-mail")).toHaveValue(email)
        await expect(page.getByLabel("Password")).toHaveValue("")
        await expect(page.getByLabel("Password")).toBeFocused()
        expect(page.url()).not.toContain(encodeURIComponent(email))
        await expect(page.locator('input[name="callbackUrl"]')).toHaveValue("/waterlanden")
      }
      expect(told[0]).toBe(told[1])
      await typeIn(page, people.foreigner, password)
      await expect(page).toHaveURL(/\/waterlanden$/)
    })
  })
}

test("after five wrong passwords the account rests, from whatever address it is said to come", async ({ page }) => {
  const email = newEmail()
  const attempt = async (forwardedFor: string) => {
    await page.setExtraHTTPHeaders({ "x-forwarded-for": forwardedFor, forwarded: `for=${forwardedFor}` })
    await page.goto("/sign-in")
    await typeIn(page, email, "wrong")
    return page.getByRole("alert").filter({ hasText: /./ }).innerText()
  }
  for (let time = 1; time <= 5; time++) expect(await attempt(`203.0.113.${time}`)).not.toContain("Too many")
  expect(await attempt("203.0.113.6")).toMatch(/Try again in \d+ seconds?\./)
  await expect(page.getByLabel("E-mail")).toHaveValue(email)
  // Failures are counted by the address of the socket alone.
  const addresses = await inCompany(
    "kolkwijk",
    sql => sql<{ key: string }[]>`select key from sign_in_throttle where key like 'address:203.0.113.%'`,
  )
  expect([...addresses]).toEqual([])
})

test("the account rests with the right password too, and known and unknown ones rest alike", async ({ page }) => {
  const company = await ownCompany("Rest")
  const { email } = await ownUser(company, "Rik Rust", "purchaser")
  const told: string[] = []
  for (const typed of [email, newEmail()]) {
    for (let time = 1; time <= 5; time++) {
      await page.goto("/sign-in")
      await typeIn(page, typed, "wrong")
      // Counted before the page is left.
      await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible()
    }
    await page.goto("/sign-in")
    await typeIn(page, typed, password)
    told.push((await page.getByRole("alert").filter({ hasText: /./ }).innerText()).replace(/\d+ seconds?/, "a moment"))
  }
  expect(told[0]).toContain("Try again in a moment.")
  expect(told[1]).toBe(told[0])
})

test("a browser that signed in before is not kept out by others' guesses", async ({ browser, page }) => {
  const company = await ownCompany("Eerder")
  const { email } = await ownUser(company, "Eef Eerder", "purchaser")
  const known = await browser.newContext()
  await signIn(known, email)
  for (let time = 1; time <= 6; time++) {
    await page.goto("/sign-in")
    await typeIn(page, email, "wrong")
    await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible()
  }
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toContainText("Too many")
  const own = await known.newPage()
  await own.goto(`/${company.slug}/vendors`)
  await own.getByRole("button", { name: "Sign out" }).click()
  await typeIn(own, email, password)
  await expect(own).toHaveURL(new RegExp(`/${company.slug}$`))
  await known.close()
})

test("every answer has the headers that protect it, and none that fails is kept", async ({ as }) => {
  const { request } = await as("purchaser")
  const page = await (await request.get("/kolkwijk/vendors")).text()
  const [file] = /\/_next\/static\/[^"]+\.css/.exec(page) ?? []
  for (const [path, status] of [
    ["/kolkwijk/vendors", 200],
    [file ?? "", 200],
    ["/icon.svg", 200],
    ["/kolkwijk/vendors/", 308],
    ["/kolkwijk/administration/users", 403],
    ["/kolkwijk/vendors/nobody", 404],
    ["/favicon.icons/vendors", 404],
    ["/_next/static/nothing.js", 404],
    ["/api/kolkwijk/lookup/items?q=x", 200],
    ["/api/kolkwijk/imports/payments", 405],
    ["/kolkwijk/vendors/%00", 404],
  ] as const) {
    const answer = await request.get(path, { maxRedirects: 0 })
    const headers = answer.headers()
    expect({ path, status: answer.status(), ...headers }).toMatchObject({
      path,
      status,
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": status >= 400 ? "no-store" : expect.any(String),
    })
  }
})

test("signing out has the browser forget what it keeps of the portal", async ({ as }) => {
  const page = await as("foreigner")
  await page.goto("/waterlanden")
  await page.evaluate(() => sessionStorage.setItem("typed", "a price"))
  const answer = page.waitForResponse(response => response.url().endsWith("/api/auth/signout"))
  await page.getByRole("button", { name: "Sign out" }).click()
  expect((await (await answer).allHeaders())["clear-site-data"]).toBe('"cache", "storage"')
  await expect(page).toHaveURL(/\/sign-in$/)
  expect(await page.evaluate(() => sessionStorage.getItem("typed"))).toBeNull()
})

test("nobody is led elsewhere", async ({ page }) => {
  for (const elsewhere of [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "javascript:alert(1)",
    "https:evil.example",
    "/%2F/evil.example",
    "http://localhost:1/",
  ]) {
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(elsewhere)}`)
    const kept = await page.locator('input[name="callbackUrl"]').inputValue()
    expect([elsewhere, new URL(kept, "http://portal.example").host]).toEqual([elsewhere, "portal.example"])
  }
  // Nor by a form that somebody changed.
  await page.goto("/sign-in")
  await page
    .locator('input[name="callbackUrl"]')
    .evaluate(input => input.setAttribute("value", "https://evil.example/"))
  await typeIn(page, people.both, password)
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  expect(new URL(page.url()).origin).toBe(new URL(process.env.E2E_URL ?? "").origin)
})

test("a form without its token, or of another site, signs nobody in", async ({ page, request }) => {
  const form = { email: people.purchaser, password, callbackUrl: "/" }
  const answer = await request.post("/api/auth/callback/credentials", { form, maxRedirects: 0 })
  expect(answer.headers()["set-cookie"] ?? "").not.toContain("session-token=ey")
  await page.goto("/sign-in")
  await page.context().clearCookies()
  await typeIn(page, people.purchaser, password)
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible()
  await expect(page.getByLabel("E-mail")).toHaveValue(people.purchaser)
})

test.describe("a session counts for as long as", () => {
  let company: OwnCompany
  test.beforeAll(async () => {
    company = await ownCompany("Sessions")
  })

  /** Somebody signed in twice, and an administrator beside. */
  async function signedIn(browser: Browser, name: string) {
    const user = await ownUser(company, name, "purchaser")
    const admin = await ownUser(company, `${name} Beheer`, "administrator")
    const contexts = [await browser.newContext(), await browser.newContext(), await browser.newContext()] as const
    for (const context of contexts) await signIn(context, context === contexts[2] ? admin.email : user.email)
    const status = async (index: 0 | 1, path = "vendors") => {
      const answer = await contexts[index].request.get(`/${company.slug}/${path}`, { maxRedirects: 0 })
      return [answer.status(), answer.headers().location?.split("?")[0]]
    }
    const administer = (action: string, bound: unknown[], form: Record<string, string | string[]>) =>
      callAction(contexts[2].request, {
        action: `[company]/administration/users/actions#${action}`,
        at: `/${company.slug}/administration/users/${user.actor.userId}`,
        bound: [company.slug, user.actor.userId, ...bound],
        form,
      })
    const close = () => Promise.all(contexts.map(context => context.close()))
    return { user, contexts, status, administer, close }
  }
  const gone = [307, "/sign-in"]

  test("the password is the same", async ({ browser }) => {
    const { contexts, status, close } = await signedIn(browser, "Petra Nieuw")
    const page = await contexts[0].newPage()
    await page.goto(`/${company.slug}/settings`)
    await page.getByLabel("Current password").fill(password)
    await page.getByLabel("New password").fill("a-longer-password-of-mine")
    await page.getByRole("button", { name: "Change password" }).click()
    await expect(page.getByText("Your password is changed", { exact: false })).toBeVisible()
    expect(await status(0)).toEqual([200, undefined])
    expect(await status(1)).toEqual(gone)
    await close()
  })

  test("nobody signs out everywhere", async ({ browser }) => {
    const { contexts, status, close } = await signedIn(browser, "Otto Overal")
    const page = await contexts[0].newPage()
    await page.goto(`/${company.slug}/settings`)
    await page.getByRole("button", { name: "Sign out everywhere" }).click()
    await expect(page).toHaveURL(/\/sign-in/)
    expect([await status(0), await status(1)]).toEqual([gone, gone])
    await close()
  })

  test("one is not disabled", async ({ browser }) => {
    const { user, contexts, status, administer, close } = await signedIn(browser, "Dora Dicht")
    expect((await administer("setAccess", ["disable"], {})).redirect).toContain("/administration/users/")
    expect(await status(0)).toEqual(gone)
    // A new one opens the account, and not the company.
    await signIn(contexts[0], user.email)
    expect(await status(0)).toEqual([404, undefined])
    await administer("setAccess", ["enable"], {})
    expect(await status(0)).toEqual([200, undefined])
    // One of before asks to sign in again, also now.
    expect(await status(1)).toEqual(gone)
    await close()
  })

  test("the company has not ended it", async ({ browser }) => {
    const { user, contexts, status, administer, close } = await signedIn(browser, "Edo Einde")
    await administer("endUserSessions", [], {})
    expect(await status(1)).toEqual(gone)
    // What is sent from a page that stands open is answered in words.
    const form = {
      action: "[company]/vendors/actions#makeVendor",
      at: `/${company.slug}/vendors/new`,
      form: { name: "X" },
    }
    const { returned } = await callAction(contexts[0].request, { ...form, bound: [company.slug, null] })
    expect(returned?.issues?.map(({ code }) => code)).toEqual(["signed_out"])
    expect(await status(0)).toEqual(gone)
    await signIn(contexts[1], user.email)
    expect(await status(1)).toEqual([200, undefined])
    await close()
  })

  for (const javaScriptEnabled of [true, false]) {
    test(`of two companies one ends it for itself alone, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
      browser,
    }) => {
      const [ending, other] = [await ownCompany("Einde"), await ownCompany("Verder")]
      const admin = await ownUser(ending, "Ada Einde", "administrator")
      const { actor, email } = await ownUser(ending, "Tom Twee", "purchaser")
      await makeMember(other.id, { id: actor.userId, name: actor.name, language: "en" }, ["purchaser"])
      const context = await browser.newContext({ javaScriptEnabled, locale: "en-GB" })
      await signIn(context, email)
      const [page, elsewhere] = [await context.newPage(), await context.newPage()]
      await page.goto(`/${ending.slug}/vendors/new`)
      await page.getByLabel("Name", { exact: true }).fill("Typed before")
      await endSessions(admin.actor, actor.userId)

      // What is sent from a page that stands open leads to a sign-in beside it.
      await page.getByRole("button", { name: "Create", exact: true }).click()
      await expect(page.getByText("signed out").first()).toBeVisible()
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Typed before")
      const link = page.getByRole("link", { name: "Sign in" })
      const beside = (await link.getAttribute("href"))!

      const vendors = `/${ending.slug}/vendors?search=x`
      const visits = async () => {
        await elsewhere.goto(`/${other.slug}/vendors`)
        await expect(elsewhere).toHaveURL(`/${other.slug}/vendors`)
      }
      await visits()
      for (const path of [vendors, beside, `/${ending.slug}`]) {
        await elsewhere.goto(path)
        await expect(elsewhere).toHaveURL(/\/sign-in\?callbackUrl=/)
        await expect(elsewhere.getByText("asks you to sign in again")).toBeVisible()
        await expect(elsewhere.getByLabel("E-mail")).toHaveValue(email)
        await visits()
      }

      await elsewhere.goto(vendors)
      await typeIn(elsewhere, email, "wrong")
      await expect(elsewhere.getByRole("alert").filter({ hasText: /./ })).toContainText("do not belong together")
      await typeIn(elsewhere, email, password)
      await expect(elsewhere).toHaveURL(vendors)
      await visits()
      await elsewhere.goto(beside)
      await expect(elsewhere).toHaveURL(/\/sign-in\/done/)
      await context.close()
    })
  }

  test("a changed role counts at the next request", async ({ browser }) => {
    const { status, administer, close } = await signedIn(browser, "Rolf Rol")
    expect(await status(0, "vendors/new")).toEqual([200, undefined])
    await administer("saveRoles", [], { roles: ["order_processor"] })
    expect(await status(0)).toEqual([200, undefined])
    expect(await status(0, "vendors/new")).toEqual([403, undefined])
    await administer("saveRoles", [], {})
    expect(await status(0)).toEqual([404, undefined])
    await close()
  })
})

test("somebody new is invited, comes in by the link, and nobody by it again", async ({ browser }) => {
  const company = await ownCompany("Invitations")
  const { email: adminEmail } = await ownUser(company, "Ada Beheer", "administrator")
  const [admins, guests] = [await browser.newContext(), await browser.newContext()]
  await signIn(admins, adminEmail)
  const [admin, guest] = [await admins.newPage(), await guests.newPage()]
  const invited = `nel@${company.slug}.example`

  await admin.goto(`/${company.slug}/administration/users`)
  await admin.getByLabel("Name").fill("Nel Nieuw")
  await admin.getByLabel("E-mail").fill(invited)
  await admin.getByLabel("Order Processor").check()
  await admin.getByRole("button", { name: "Invite" }).click()
  const open = admin
    .getByRole("listitem")
    .filter({ hasText: invited })
    .or(admin.getByRole("row").filter({ hasText: invited }))
  await expect(open.first()).toBeVisible()
  // What the page shows opens nothing.
  expect(await admin.content()).not.toMatch(/\/invitation\/[\w-]{20,}/)

  // The mail with the link lies where the administrator can read it.
  await expect(async () => {
    await admin.goto(`/${company.slug}/administration/captured-mail`)
    await admin.getByRole("listitem").filter({ hasText: invited }).getByRole("link").click()
    await expect(admin.getByRole("link", { name: /\/invitation\// })).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 15_000 })
  const link = (await admin.getByRole("link", { name: /\/invitation\// }).getAttribute("href")) ?? ""
  const path = new URL(link).pathname

  await guest.goto(path)
  await expect(guest.getByRole("heading", { level: 1 })).toBeVisible()
  await expect(guest.getByLabel("Name")).toHaveValue("Nel Nieuw")
  await guest.getByLabel("Password").fill("short")
  await guest.getByRole("button", { name: "Accept" }).click()
  await expect(guest.getByRole("alert").filter({ hasText: /./ })).toBeVisible()
  await expect(guest.getByLabel("Name")).toHaveValue("Nel Nieuw")
  await guest.getByLabel("Password").fill("nel-has-a-long-one")
  await guest.getByRole("button", { name: "Accept" }).click()
  await expect(guest).toHaveURL(/\/sign-in/)
  await typeIn(guest, invited, "nel-has-a-long-one")
  await expect(guest).toHaveURL(new RegExp(`/${company.slug}$`))
  await expect(guest.getByRole("navigation").first()).toBeVisible()

  // Used, expired and never made: the same page, and no form.
  await inCompany(
    company.slug,
    sql => sql`insert into invitation (token_hash, company_id, email, name, roles, invited_by, expires_at)
      select encode(sha256('an-expired-token'::bytea), 'hex'), ${company.id}, 'old@demo.example', 'Old', '["purchaser"]',
        (select user_id from membership where company_id = ${company.id} limit 1), now() - interval '1 second'`,
  )
  const gone: string[] = []
  for (const address of [path, "/invitation/an-expired-token", "/invitation/never-made"]) {
    await guest.goto(address)
    await expect(guest.getByLabel("Password")).toHaveCount(0)
    gone.push(await guest.getByRole("main").innerText())
  }
  expect(new Set(gone).size).toBe(1)
  expect(gone[0]).toMatch(/valid|used|expired/i)
  await Promise.all([admins.close(), guests.close()])
})

for (const javaScriptEnabled of [true, false]) {
  test(`a user of another company joins signed in, or declines, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
  }) => {
    const [home, inviting] = [await ownCompany("Thuis"), await ownCompany("Erbij")]
    const member = await ownUser(home, "Mia Thuis", "purchaser")
    const other = await ownUser(home, "Olaf Ander", "purchaser")
    const { actor: admin, email: adminEmail } = await ownUser(inviting, "Ada Erbij", "administrator")
    const invite = async (email: string) => {
      const { eventId } = await inviteUser(admin, { name: "Iemand", email, roles: ["order_processor"] })
      return (await invitationMail(inviting.id, eventId))!.path
    }
    const context = await browser.newContext({ javaScriptEnabled, locale: "en-GB" })
    const page = await context.newPage()

    // Nobody, and then somebody else, is signed in.
    const path = await invite(member.email)
    await page.goto(path)
    await expect(page.getByRole("button", { name: "Accept" })).toHaveCount(0)
    await signIn(context, other.email)
    await page.goto(path)
    await expect(page.getByRole("main")).toContainText(`you are signed in as ${other.email}`)
    await page.getByRole("button", { name: "Sign out" }).click()
    await typeIn(page, member.email, password)
    await expect(page).toHaveURL(path)
    await expect(page.getByRole("main")).toContainText("Erbij invites you")
    await expect(page.getByRole("main")).toContainText("Order Processor")
    await page.getByRole("button", { name: "Accept" }).click()
    await expect(page).toHaveURL(`/${inviting.slug}`)

    await page.goto(await invite(other.email))
    await page.getByRole("button", { name: "Decline" }).click()
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You have declined")

    const admins = await browser.newContext({ locale: "en-GB" })
    await signIn(admins, adminEmail)
    const history = await admins.newPage()
    await history.goto(`/${inviting.slug}/administration/user-history`)
    const rows = history.getByRole("main").getByRole("row")
    await expect(rows.filter({ hasText: "Mia Thuis" })).toContainText("accepted the invitation")
    await expect(rows.filter({ hasText: other.email }).first()).toContainText("invitation declined")
    await expect(history.getByRole("main")).not.toContainText("Olaf")
    await Promise.all([context.close(), admins.close()])
  })
}

test("a browser is known as whose session it was handed, and by nothing that was typed", async ({ playwright }) => {
  const request = await playwright.request.newContext({ baseURL: process.env.E2E_URL })
  const html = await (await request.get("/sign-in")).text()
  const csrfToken = /name="csrfToken" value="([^"]+)"/.exec(html)![1]!
  const send = async (form: string, type = "application/x-www-form-urlencoded") => {
    const answer = await request.post("/api/auth/callback/credentials", {
      data: form,
      headers: { "content-type": type },
      maxRedirects: 0,
    })
    const cookies = answer.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie")
    return { status: answer.status(), devices: cookies.filter(({ value }) => value.includes("device-")) }
  }
  const victim = newEmail()
  const as = (email: string, typed = password) => new URLSearchParams({ csrfToken, email, password: typed }).toString()
  expect(await send(`${as(victim, "wrong")}&json=true`)).toEqual({ status: 400, devices: [] })
  const twoTypes = "application/x-www-form-urlencoded; application/json"
  expect(await send(as(people.processor), twoTypes)).toEqual({ status: 415, devices: [] })
  expect((await send(as(victim, "wrong"))).devices).toEqual([])
  // Of two fields of one name next-auth reads the last.
  const other = `email=${encodeURIComponent(victim)}&${as(people.processor)}`
  const known = await send(other)
  expect(known.devices).toHaveLength(1)
  expect(known.devices[0]!.value).toContain(deviceName(people.processor))
  await request.dispose()
})

test("another site's form to sign out takes nothing from the browser", async ({ as }) => {
  const page = await as("processor")
  const answer = await page.request.post("/api/auth/signout", { form: { csrfToken: "made up" }, maxRedirects: 0 })
  expect(answer.headers()["clear-site-data"]).toBeUndefined()
  await page.goto("/kolkwijk/vendors")
  await expect(page).toHaveURL(/\/kolkwijk\/vendors$/)
})

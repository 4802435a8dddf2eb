/** Single sign-on of a company, against a real issuer. */
import type { Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { inviteUser } from "@/domain/users/invite-user"
import { makeMember } from "@/test/factories"
import { startIssuer } from "./support/oidc"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, password, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

/** At the issuer's own pages: any password will do, then its question whether the portal may know. */
async function signInAtIssuer(page: Page, who: string) {
  await page.locator('input[name="login"]').fill(who)
  await page.locator('input[name="password"]').fill("any")
  await page.getByRole("button", { name: "Sign-in" }).click()
  await page.getByRole("button", { name: "Continue" }).click()
}

test("a company sets up its issuer; who is invited comes in by it, who has an account links it once, and no other company opens", async ({
  browser,
  baseURL,
}) => {
  const [company, other] = [await ownCompany("Sso"), await ownCompany("Elders")]
  const admin = await ownUser(company, "Ada Sso", "administrator")
  const tom = await ownUser(company, "Tom Twee", "purchaser")
  await makeMember(other.id, { id: tom.actor.userId, name: tom.actor.name, language: "en" }, ["purchaser"])
  const domain = `${company.slug}.example`
  const people = {
    new: { email: `nel@${domain}`, email_verified: true, name: "Nel Nieuw" },
    tom: { email: tom.email, email_verified: true, name: "Tom Twee" },
    liar: { email: tom.email, email_verified: false, name: "Tom" },
  }
  const callback = `${baseURL}/api/auth/callback/sso-${company.id}`
  const { issuer, client, stop } = await startIssuer(people, callback)

  const admins = await browser.newContext({ locale: "en-GB" })
  await signIn(admins, admin.email)
  const setup = await admins.newPage()
  await setup.goto(`/${company.slug}/administration/sign-in`)
  await expect(setup.getByText(callback)).toBeVisible()
  await setup.getByLabel("Issuer").fill(issuer)
  await setup.getByLabel("Client ID").fill(client.client_id)
  await setup.getByLabel("Client secret").fill(client.client_secret)
  await setup.getByLabel("Mail domains").fill(domain)
  await setup.getByRole("button", { name: "Save" }).last().click()
  await expect(setup.getByText("Saved. It counts")).toBeVisible()
  await inviteUser(admin.actor, { name: "Nel Nieuw", email: `nel@${domain}`, roles: ["order_processor"] })

  const begin = async (who: string) => {
    const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled: who !== "new" })
    const page = await context.newPage()
    await page.goto(`/${company.slug}/settings`)
    await page.getByRole("link", { name: "single sign-on of" }).click()
    await signInAtIssuer(page, who)
    return page
  }
  const nel = await begin("new")
  await expect(nel).toHaveURL(`/${company.slug}/settings`)
  await expect(nel.getByText("Nel Nieuw").first()).toBeVisible()

  const liar = await begin("liar")
  await expect(liar.getByText("is not proven", { exact: false })).toBeVisible()

  const page = await begin("tom")
  await expect(page).toHaveURL(/\/sign-in\/link/)
  await page.getByRole("link", { name: "Sign in with the password" }).click()
  await page.getByLabel("E-mail").fill(tom.email)
  await page.getByLabel("Password").fill(password)
  await page.getByRole("button", { name: "Sign in", exact: true }).click()
  await page.getByRole("button", { name: "Link" }).click()
  await expect(page.getByRole("heading", { name: "Choose a company" })).toBeVisible()
  const again = await begin("tom")
  await expect(again).toHaveURL(`/${company.slug}/settings`)
  await expect(again.getByText("signed in by the single sign-on")).toBeVisible()
  await again.goto(`/${other.slug}`)
  await expect(again).toHaveURL(/\/sign-in/)
  await expect(again.getByText("does not open this company")).toBeVisible()
  await Promise.all([nel, liar, page, again, setup].map(each => each.context().close()))
  await stop()
})

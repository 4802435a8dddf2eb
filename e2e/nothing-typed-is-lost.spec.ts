/** Whatever the answer to a form is, what was typed is in its fields, with and without JavaScript. */
import type { Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { inCompany } from "./support/database"
import { type FormWithWork, fieldOf, formsWithWork } from "./support/forms-with-work"
import { expect, password, test } from "./support/portal"
import { openAs, type Typist, typist } from "./support/typist"

test.afterAll(() => closeDatabase())

/** The form with something typed into it, about to be sent. */
async function fillIn(page: Page, who: Typist, form: FormWithWork, javaScriptEnabled: boolean) {
  const { at, typed, send } = form
  await page.goto(`/${who.company.slug}/${await at(who)}`)
  await form.unfold?.(page)
  const control = fieldOf(page, form)
  await control.fill(typed)
  await form.choose?.(page, javaScriptEnabled)
  const name = (await control.getAttribute("name"))!
  return {
    /** Also on a page that holds the form in the place of the one it was sent from. */
    control: page.locator(`[name="${name}"]:not([type="hidden"])`),
    send: () =>
      page
        .getByRole("button", { name: send, exact: typeof send === "string" })
        .last()
        .click(),
  }
}

const messages = (page: Page) => page.getByRole("main")

for (const javaScriptEnabled of [true, false]) {
  for (const form of formsWithWork) {
    const { name, typed, forbiddenTo, writes } = form
    test(`${name}, ${javaScriptEnabled ? "with" : "without"} JavaScript: signed out, forbidden, failing`, async ({
      browser,
    }) => {
      const who = await typist("Verloren")
      const page = await openAs(browser, who, { javaScriptEnabled })
      const { control, send } = await fillIn(page, who, form, javaScriptEnabled)

      // Signed out: a link signs in beside the form, and what was typed is sent after that.
      await page.context().clearCookies()
      await send()
      await expect(messages(page)).toContainText("You have been signed out")
      await expect(control).toHaveValue(typed)
      const opened = page.context().waitForEvent("page")
      await page.getByRole("link", { name: /^Sign in/ }).click()
      const beside = await opened
      await beside.getByLabel("E-mail").fill(who.email)
      await beside.getByLabel("Password").fill(password)
      await beside.getByRole("button", { name: "Sign in", exact: true }).click()
      await expect(beside.getByRole("heading", { level: 1 })).toHaveText("You are signed in")
      await beside.close()
      await expect(control).toHaveValue(typed)

      // Forbidden meanwhile.
      const sendAgain = javaScriptEnabled ? send : () => page.getByRole("button", { name: "Send again" }).click()
      await withRoles(who, [forbiddenTo])
      await sendAgain()
      await expect(messages(page)).toContainText("roles do not allow")
      await expect(control).toHaveValue(typed)
      await withRoles(who, who.actor.roles)

      // The statement fails that writes.
      if (writes) {
        const correction = await failOn(writes, who)
        await sendAgain()
        await expect(messages(page)).toContainText("Something went wrong")
        await expect(control).toHaveValue(typed)
        await correction()
      }
      await page.context().close()
    })
  }
}

async function withRoles({ company, actor }: Typist, roles: readonly string[]): Promise<void> {
  await inCompany(company.slug, async sql => {
    await sql`delete from membership where user_id = ${actor.userId} and company_id = ${company.id}`
    for (const role of roles) {
      await sql`insert into membership (company_id, user_id, role) values (${company.id}, ${actor.userId}, ${role})`
    }
  })
}

/** Makes PostgreSQL refuse what is written to a table for the company. @returns what corrects it */
async function failOn(table: string, { company }: Typist): Promise<() => Promise<void>> {
  const name = `fail_for_${company.id}`
  await inCompany(company.slug, async sql => {
    await sql.unsafe(
      `create function ${name}() returns trigger language plpgsql as $$ begin raise 'out of order'; end $$`,
    )
    await sql.unsafe(
      `create trigger ${name} before insert or update on ${table} for each row
        when (new.company_id = ${company.id}) execute function ${name}()`,
    )
  })
  return () => inCompany(company.slug, async sql => void (await sql.unsafe(`drop function ${name} cascade`)))
}

/** Readiness and the first steps lead somewhere from each thing that lacks: every link of them opens, for who may mend it. */
import { eq } from "drizzle-orm"
import { closeDatabase } from "@/db/client"
import { bankAccount, glAccount, noSeries, vatPostingSetup } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { recordFounding } from "@/domain/companies/create-company"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

test("every link of Readiness opens, of a company that lacks much and has all", async ({ browser }) => {
  const company = await ownCompany("Gereed")
  const owner = await ownUser(company, "Ada Alles", "administrator", "purchasing_manager", "purchaser")
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, owner.email)
  const page = await context.newPage()
  const readiness = `/${company.slug}/administration/readiness`
  const linksOf = async () => {
    await page.goto(readiness)
    await expect(page.getByRole("heading", { name: "Readiness", level: 1 })).toBeVisible()
    const links = page.getByRole("main").getByRole("link")
    const hrefs = await links.evaluateAll(found => found.map(link => link.getAttribute("href")!))
    return new Set(hrefs)
  }
  // As it stands, without a vendor or an item.
  const steps = await linksOf()
  await inCompany(company.id, async tx => {
    await tx
      .update(vatPostingSetup)
      .set({ purchaseVatAccountNo: null })
      .where(eq(vatPostingSetup.vatIdentifier, "HOOG"))
    await tx.update(glAccount).set({ blocked: true }).where(eq(glAccount.no, "7010"))
    await tx.update(noSeries).set({ lastNumber: 9, endingNumber: 9 }).where(eq(noSeries.code, "GIF"))
    await tx.update(bankAccount).set({ iban: "" })
  })
  const lacking = await linksOf()
  const added = [...lacking].filter(href => !steps.has(href))
  // An account, a series and a bank account at least have a place of their own.
  for (const part of ["chart-of-accounts/7010", "number-series/GIF", "bank-accounts/"]) {
    expect(
      added.some(href => href.includes(part)),
      `${part} of ${added.join(" ")}`,
    ).toBe(true)
  }
  for (const href of new Set([...steps, ...lacking])) {
    const answer = await page.goto(href)
    expect(answer?.status(), href).toBe(200)
    await expect(page.getByRole("main").getByRole("heading", { level: 1 }), href).toBeVisible()
  }
  await context.close()
})

test("without JavaScript an administrator goes where the first steps lead, finds an area right as it is, takes that back, and puts the first steps away", async ({
  browser,
}) => {
  const company = await ownCompany("Stap voor stap")
  const { email, actor } = await ownUser(company, "Ada Alles", "administrator")
  await inCompany(company.id, tx => recordFounding(tx, company.id, actor))
  const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled: false })
  await signIn(context, email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}`)
  await expect(page.getByText(/^Setting up: \d+ of 14 areas are settled/u)).toBeVisible()
  await page.getByRole("main").getByRole("link", { name: "First Steps" }).first().click()
  const units = page.getByRole("row", { name: /^Units of Measure/u })
  await expect(units).toContainText("As the template made it")
  const links = page.getByRole("main").getByRole("link")
  for (const href of new Set(await links.evaluateAll(found => found.map(link => link.getAttribute("href")!)))) {
    expect((await context.request.get(href)).status(), href).toBe(200)
  }
  await units.getByRole("button").click()
  await expect(units).toContainText("Found right as it is by Ada Alles")
  await units.getByRole("button", { name: "Units of Measure: not right yet" }).click()
  await expect(units).toContainText("As the template made it")
  await page.getByRole("button", { name: "Put Away" }).click()
  await expect(page.getByRole("button", { name: "Show in Role Center" })).toBeVisible()
  await page.goto(`/${company.slug}`)
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  await expect(page.getByText(/^Setting up/u)).toHaveCount(0)
  await context.close()
})

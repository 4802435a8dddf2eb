/** An approval that is stuck, mended by an administrator who sees no drafts: with a script and without, in both languages. */
import { eq } from "drizzle-orm"
import { closeDatabase } from "@/db/client"
import { currencyExchangeRate, purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { setApproval } from "@/test/approvals"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { waitingEntry } from "./support/trade"

test.afterAll(() => closeDatabase())

let company: OwnCompany
let administrator: Member
let absent: Member

test.beforeAll(async () => {
  company = await ownCompany("Goedkeuringen")
  administrator = await ownUser(company, "Ada Beheer", "administrator")
  absent = await ownUser(company, "Mia Manager", "purchasing_manager")
  await ownUser(company, "Cor Collega", "purchasing_manager")
})

test("another is asked, by keyboard, once a reason is given", async ({ page }) => {
  const asker = await ownUser(company, "Ilse Inkoop", "purchaser")
  const { invoiceNo } = await waitingEntry(asker.actor, absent.actor)
  await signIn(page, administrator.email)
  await page.goto(`/${company.slug}/administration/approvals`)
  await page
    .getByRole("row", { name: new RegExp(invoiceNo) })
    .getByRole("link")
    .press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Mia Manager")
  await page.getByLabel("To").selectOption({ label: "Cor Collega" })
  await page.getByRole("button", { name: "Reassign" }).press("Enter")
  await expect(page.getByRole("alert").first()).toContainText("Reason: Say why.")
  await page.getByLabel("Reason").fill("Mia is ill")
  await page.getByRole("button", { name: "Reassign" }).press("Enter")
  await expect(page.getByRole("status")).toContainText("Somebody else is asked now.")
  await expect(page.getByRole("row", { name: new RegExp(invoiceNo) })).toContainText("Cor Collega")
})

test("without a script, in Dutch, a request is cancelled for who sent it, and its page is gone then", async ({
  browser,
}) => {
  const asker = await ownUser(company, "Ivo Inkoop", "purchaser")
  const { id, invoiceNo } = await waitingEntry(asker.actor, absent.actor)
  await setApproval(company.id, { approval: "rules" })
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "nl-NL" })
  const page = await context.newPage()
  await signIn(page, administrator.email)
  await page.goto(`/${company.slug}/administration/approvals/${id}`)
  await expect(page.getByText("Posten met goedkeuringsaanvraag").first()).toBeVisible()
  await page.getByRole("button", { name: "Goedkeuringsaanvraag annuleren" }).click()
  await expect(page.getByText("De goedkeuringsaanvraag is geannuleerd.")).toBeVisible()
  await expect(page.getByText(invoiceNo)).toHaveCount(0)
  const gone = await page.goto(`/${company.slug}/administration/approvals/${id}`)
  expect(gone?.status()).toBe(404)
  await context.close()
})

test("a draft whose exchange rate is gone says so to administrator, approver and sender, and is taken back", async ({
  browser,
}) => {
  const asker = await ownUser(company, "Ina Inkoop", "purchaser")
  const { id, invoiceNo } = await waitingEntry(asker.actor, absent.actor)
  await setApproval(company.id, { approval: "rules" })
  await inCompany(company.id, async tx => {
    await tx.update(purchaseInvoice).set({ currencyCode: "USD" }).where(eq(purchaseInvoice.no, invoiceNo))
    await tx.delete(currencyExchangeRate).where(eq(currencyExchangeRate.currencyCode, "USD"))
  })
  const draft = `/${company.slug}/purchase-invoices/${invoiceNo}`
  const none = /There is no exchange rate of USD/
  const seenBy = async ({ email }: Member, path: string) => {
    const page = await (await browser.newContext()).newPage()
    await signIn(page, email)
    await page.goto(path)
    await expect(page.getByText(none).first()).toBeVisible()
    return page
  }
  await seenBy(absent, draft)
  const page = await seenBy(administrator, `/${company.slug}/administration/approvals/${id}`)
  await page.getByRole("button", { name: "Cancel Approval Request" }).press("Enter")
  await expect(page.getByRole("status")).toContainText("The approval request was cancelled.")
  const sender = await seenBy(asker, draft)
  await expect(sender.getByRole("button", { name: "Send Approval Request" })).toBeVisible()
})

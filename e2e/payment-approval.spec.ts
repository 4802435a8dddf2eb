/** A payment above the company's amount: ordered by one, approved from the queue by another, changed, and registered, in both languages. */
import { closeDatabase } from "@/db/client"
import { today } from "@/domain/dates/date"
import { payVendor } from "@/domain/payment-approvals/pay-vendor"
import { approve } from "@/domain/purchase-approvals/decide"
import { setApproval, setApprover } from "@/test/approvals"
import { makeVendor } from "@/test/factories"
import { enterOn, typeInto } from "./support/keyboard"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let company: OwnCompany
let payer: Member
let approver: Member

test.beforeAll(async () => {
  company = await ownCompany("Betaalopdracht")
  payer = await ownUser(company, "Piet Betaler", "purchasing_manager")
  approver = await ownUser(company, "Mia Manager", "purchasing_manager")
  await setApprover(payer.actor, { superiorId: approver.actor.userId })
  await setApprover(approver.actor, { unlimited: true })
  await setApproval(company.id, { paymentApprovalFrom: "500" })
})

test("it is ordered, approved by somebody else, and registered only then", async ({ browser }) => {
  const vendor = await makeVendor(company.id, { name: "Noordkade Elektro" })
  const [his, hers] = [await browser.newContext({ locale: "en-GB" }), await browser.newContext({ locale: "en-GB" })]
  await signIn(his, payer.email)
  const page = await his.newPage()
  await page.goto(`/${company.slug}/payments/new?vendor=${vendor.no}`)
  await page.getByLabel("Amount in EUR").fill("750")
  await page.getByRole("button", { name: "Register Payment" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Payment Order \d+$/)
  await expect(page.getByRole("status").first()).toContainText("it has to be approved first")
  await expect(page.getByRole("button", { name: "Register Payment" })).toHaveCount(0)
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0)
  const order = page.url().split("?")[0]!

  await signIn(hers, approver.email)
  const queue = await hers.newPage()
  await queue.goto(`/${company.slug}/review?kind=payments`)
  await queue.getByRole("link", { name: /Noordkade Elektro/ }).click()
  await expect(queue.getByText("Piet Betaler").first()).toBeVisible()
  await queue.getByRole("button", { name: "Approve" }).click()
  await expect(queue.getByRole("button", { name: "Approve" })).toHaveCount(0)
  await expect(queue.getByText(/Mia Manager approved payment order \d+/)).toBeVisible()

  await queue.getByRole("button", { name: "Register Payment" }).click()
  await expect(queue.getByRole("heading", { level: 1 })).toHaveText(/^Payment BET26-\d{5}$/)
  await queue.goto(order)
  await expect(queue.getByText(/^Registered as payment BET26-\d{5}\./)).toBeVisible()
  await his.close()
  await hers.close()
})

test("another day is another payment: it is approved anew", async ({ browser }) => {
  const vendor = await makeVendor(company.id, { name: "Westkade Kabels" })
  const postingDate = today("Europe/Amsterdam")
  const shared = { vendorNo: vendor.no, bankAccountNo: "BANK", postingDate, currency: "EUR", description: "By order" }
  const { no } = await payVendor(payer.actor, { ...shared, amount: "600", applications: [] })
  await approve(approver.actor, { paymentOrder: no }, 1)
  const his = await browser.newContext({ locale: "en-GB" })
  await signIn(his, payer.email)
  const page = await his.newPage()
  await page.goto(`/${company.slug}/payment-orders/${no}`)
  await expect(page.getByRole("button", { name: "Register Payment" })).toBeVisible()
  await page.getByText("Change", { exact: true }).click()
  await page.getByLabel("Posting Date").fill("2026-11-02")
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("Changed since: Posting Date.")).toBeVisible()
  await expect(page.getByRole("button", { name: "Register Payment" })).toHaveCount(0)
  await page.getByRole("button", { name: "Send Approval Request" }).click()
  await expect(page.getByRole("button", { name: "Cancel Approval Request" })).toBeVisible()
  await his.close()
})

test("without a script, in Dutch, it is rejected with a reason and withdrawn", async ({ browser }) => {
  const vendor = await makeVendor(company.id, { name: "Zuidkade Lampen" })
  const how = { locale: "nl-NL", javaScriptEnabled: false }
  const [his, hers] = [await browser.newContext(how), await browser.newContext(how)]
  await signIn(his, payer.email)
  const page = await his.newPage()
  await page.goto(`/${company.slug}/payments/new?vendor=${vendor.no}`)
  await page.getByLabel("Bedrag in EUR").fill("500")
  await page.getByRole("button", { name: "Betaling registreren" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Betalingsopdracht \d+$/)
  const order = page.url().split("?")[0]!
  await signIn(hers, approver.email)
  const other = await hers.newPage()
  await other.goto(order)
  await other.locator("summary", { hasText: "Weigeren" }).click()
  await other.getByLabel("Reden").first().fill("Te vroeg")
  await other.getByRole("button", { name: "Weigeren" }).click()
  await expect(other.getByText(/Te vroeg/).first()).toBeVisible()
  await page.goto(order)
  await page.locator("summary", { hasText: "Intrekken" }).click()
  await page.getByRole("button", { name: "Intrekken" }).click()
  await expect(page.getByText("Ingetrokken: er is niets mee betaald.")).toBeVisible()
  await page.goto(`/${company.slug}/payment-orders`)
  await expect(page.getByText("Zuidkade Lampen")).toHaveCount(0)
  await his.close()
  await hers.close()
})

test("by keyboard alone it is ordered, approved from the queue and registered", async ({ browser }) => {
  const vendor = await makeVendor(company.id, { name: "Oostkade Papier" })
  const how = { locale: "en-GB" }
  const [his, hers] = [await browser.newContext(how), await browser.newContext(how)]
  await signIn(his, payer.email)
  const page = await his.newPage()
  await page.goto(`/${company.slug}/payments/new?vendor=${vendor.no}`)
  await typeInto(page, page.getByLabel("Amount in EUR"), "800")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Payment Order \d+$/)
  await signIn(hers, approver.email)
  const queue = await hers.newPage()
  await queue.goto(`/${company.slug}/review`)
  await enterOn(queue, queue.getByRole("link", { name: /Oostkade Papier/ }))
  await expect(queue.getByRole("heading", { level: 1 })).toHaveText(/^Payment Order \d+$/)
  await enterOn(queue, queue.getByRole("button", { name: "Approve" }))
  await expect(queue.getByText(/Mia Manager approved payment order \d+/)).toBeVisible()
  await enterOn(queue, queue.getByRole("button", { name: "Register Payment" }))
  await expect(queue.getByRole("heading", { level: 1 })).toHaveText(/^Payment BET26-\d{5}$/)
  await his.close()
  await hers.close()
})

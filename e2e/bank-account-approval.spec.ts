/** A vendor's bank account that rules answer: proposed by one, approved from the queue by another, and payable only then, in both languages. */
import { closeDatabase } from "@/db/client"
import { readPayableAccounts } from "@/domain/vendor-bank-accounts/read-bank-accounts"
import { setApproval, setApprover } from "@/test/approvals"
import { makeVendor } from "@/test/factories"
import { enterOn } from "./support/keyboard"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let company: OwnCompany
let proposer: Member
let approver: Member
let vendors: Record<"rejected" | "approved", string>

test.beforeAll(async () => {
  company = await ownCompany("Rekeningwissel")
  proposer = await ownUser(company, "Pien Voorstelt", "purchaser")
  approver = await ownUser(company, "Mia Manager", "purchasing_manager")
  vendors = {
    approved: (await makeVendor(company.id, { name: "Noordkade Elektro" })).no,
    rejected: (await makeVendor(company.id, { name: "Zuidkade Lampen" })).no,
  }
  await setApproval(company.id, { bankAccountApproval: true })
})

test("with nobody left it says so before; then it is approved by keyboard from the queue, and is payable", async ({
  browser,
}) => {
  const no = vendors.approved
  const [his, hers] = [await browser.newContext({ locale: "en-GB" }), await browser.newContext({ locale: "en-GB" })]
  await signIn(his, proposer.email)
  const page = await his.newPage()
  const path = `/${company.slug}/vendors/${no}/bank-accounts`
  await page.goto(path)
  await expect(page.getByText("Nobody is left who may approve this.")).toBeVisible()
  await expect(page.getByText(/Mia Manager/).first()).toBeVisible()
  await setApprover(proposer.actor, { superiorId: approver.actor.userId })
  await page.goto(path)
  await expect(page.getByText("Nobody is left who may approve this.")).toHaveCount(0)
  await page.getByLabel("IBAN").fill("BE68 5390 0754 7034")
  await page.getByLabel("Evidence").fill("Letter of 12 November")
  await page.getByLabel("How verified").selectOption("called_back")
  await page.getByRole("button", { name: "Propose", exact: true }).click()
  await expect(page.getByText("has been proposed and sent for approval")).toBeVisible()
  await expect(page.getByText("Pending Approval").first()).toBeVisible()
  await expect(page.getByRole("button", { name: "Confirm" })).toHaveCount(0)
  await expect(page.getByRole("button", { name: "Cancel Approval Request" })).toBeVisible()
  const before = (await readPayableAccounts(approver.actor, no)).accounts.length

  await signIn(hers, approver.email)
  const queue = await hers.newPage()
  await queue.goto(`/${company.slug}/review`)
  await enterOn(queue, queue.getByRole("link", { name: /Noordkade Elektro/ }))
  await expect(queue.getByRole("heading", { level: 1 })).toHaveText(/^Bank Accounts/)
  await expect(queue.getByRole("button", { name: "Confirm" })).toHaveCount(0)
  await enterOn(queue, queue.getByRole("button", { name: "Approve" }))
  await expect(queue.getByRole("button", { name: "Approve" })).toHaveCount(0)
  await expect(queue.getByText("Confirmed", { exact: true })).toHaveCount(2)
  expect((await readPayableAccounts(approver.actor, no)).accounts).toHaveLength(before + 1)
  await queue.goto(`/${company.slug}/review?kind=accounts`)
  await expect(queue.getByText("Nothing waits for you")).toBeVisible()
  await his.close()
  await hers.close()
})

test("without a script, in Dutch, it is rejected with a reason", async ({ browser }) => {
  await setApprover(proposer.actor, { superiorId: approver.actor.userId })
  const how = { locale: "nl-NL", javaScriptEnabled: false }
  const [his, hers] = [await browser.newContext(how), await browser.newContext(how)]
  await signIn(his, proposer.email)
  const page = await his.newPage()
  const path = `/${company.slug}/vendors/${vendors.rejected}/bank-accounts`
  await page.goto(path)
  await page.getByLabel("IBAN").fill("BE68539007547034")
  await page.getByLabel("Bewijs").fill("Brief")
  await page.getByLabel("Hoe gecontroleerd").selectOption("met")
  await page.getByRole("button", { name: "Voorstellen", exact: true }).click()
  await expect(page.getByText("voorgesteld en ter goedkeuring verzonden")).toBeVisible()
  await signIn(hers, approver.email)
  const other = await hers.newPage()
  await other.goto(`/${company.slug}/review?kind=accounts`)
  await other.getByRole("link", { name: /Zuidkade Lampen/ }).click()
  await other.locator("summary", { hasText: "Weigeren" }).click()
  await other.locator("#reject-reason").fill("Zij weten van niets")
  await other.getByRole("button", { name: "Weigeren" }).click()
  await expect(other.getByText("Zij weten van niets").first()).toBeVisible()
  await expect(other.getByRole("button", { name: "Goedkeuren" })).toHaveCount(0)
  await his.close()
  await hers.close()
})

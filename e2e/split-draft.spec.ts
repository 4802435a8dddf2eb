/** A rejected line in a draft of its own, so that the rest is sent again: by keyboard, and without a script in Dutch. */
import { closeDatabase } from "@/db/client"
import { reject } from "@/domain/purchase-approvals/decide"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { setApproval, setApprover, versionOf } from "@/test/approvals"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let company: OwnCompany
let buyer: Member
let lead: Member

test.beforeAll(async () => {
  company = await ownCompany("Splitsen")
  buyer = await ownUser(company, "Bas Inkoper", "purchaser")
  lead = await ownUser(company, "Lea Chef", "purchasing_manager")
  await setApprover(buyer.actor, { superiorId: lead.actor.userId })
  await setApprover(lead.actor, { unlimited: true })
  await setApproval(company.id, { approval: "rules", splitGuardDays: 0 })
})

/** A lamp and a table, rejected for the lamp. */
async function rejectedDraft(): Promise<string> {
  const [lamp, table] = [await makeItem(company.id), await makeItem(company.id)]
  const no = await makePurchaseInvoice(buyer.actor, (await makeVendor(company.id)).no, [
    { no: lamp.no, quantity: "1", price: "500", description: "Lamp" },
    { no: table.no, quantity: "1", price: "300", description: "Tafel" },
  ])
  await sendForApproval(buyer.actor, no, await versionOf(company.id, no))
  await reject(lead.actor, no, await versionOf(company.id, no), "No lamps")
  return no
}

test("the rejected line is split off by keyboard, and the rest is sent again", async ({ page }) => {
  const no = await rejectedDraft()
  const draft = `/${company.slug}/purchase-invoices/${no}`
  await signIn(page, buyer.email)
  await page.goto(draft)
  await page.getByRole("link", { name: "Split Off Lines" }).press("Enter")
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Split off lines of ${no}`)
  await expect(page.getByText("No lamps")).toBeVisible()
  const [lamp, table] = [page.getByRole("checkbox", { name: /Lamp/ }), page.getByRole("checkbox", { name: /Tafel/ })]
  const split = page.getByRole("button", { name: "Split Off" })
  await lamp.press("Space")
  await table.press("Space")
  await split.press("Enter")
  await expect(page.getByText("At least one line with an amount has to stay.").first()).toBeVisible()
  await expect(lamp).toBeChecked()
  await table.press("Space")
  await split.press("Enter")
  await expect(page.getByText(new RegExp(`IF\\S+ was split off from ${no}`))).toBeVisible()
  await expect(page.getByText(`split it off from ${no}`)).toBeVisible()
  await page.goto(draft)
  await expect(page.getByText(/split 1 line off into IF/)).toBeVisible()
  await page.getByRole("button", { name: "Send Approval Request" }).press("Enter")
  await expect(page.getByText("Pending Approval").first()).toBeVisible()
})

test("zonder script: wat is aangevinkt staat er nog na een weigering, en wat niet is geweigerd wordt niet gesplitst", async ({
  browser,
}) => {
  const no = await rejectedDraft()
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "nl-NL" })
  const page = await context.newPage()
  await signIn(page, buyer.email)
  await page.goto(`/${company.slug}/purchase-invoices/${no}/split`)
  const boxes = page.locator('input[name="line"]')
  await boxes.first().check()
  await boxes.last().check()
  await page.getByRole("button", { name: "Afsplitsen" }).click()
  await expect(page.getByText("Minstens één regel met een bedrag moet blijven.").first()).toBeVisible()
  await expect(boxes.first()).toBeChecked()
  await boxes.last().uncheck()
  await page.getByRole("button", { name: "Afsplitsen" }).click()
  await expect(page.getByText(new RegExp(`is afgesplitst van ${no}`))).toBeVisible()
  await page.goto(`${page.url().split("?")[0]}/split`)
  await expect(page.getByText("Alleen wat is geweigerd of teruggestuurd wordt gesplitst.")).toBeVisible()
  await expect(page.getByRole("button", { name: "Afsplitsen" })).toHaveCount(0)
  await context.close()
})

/** What waits for a manager, worked through by single keys; by rules, from who sends to who approves and who posts. */
import { closeDatabase } from "@/db/client"
import { setApproval, setApprover } from "@/test/approvals"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Member, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

const DRAFTS = 40

test("forty drafts are reviewed by one key each, the next at once in focus", async ({ browser }) => {
  const company = await ownCompany("Rij")
  const buyer = await ownUser(company, "Bas Inkoper", "purchaser")
  const manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  const [vendor, item] = [await makeVendor(company.id), await makeItem(company.id)]
  for (let count = 1; count <= DRAFTS; count++)
    await makePurchaseInvoice(buyer.actor, vendor.no, [{ no: item.no, quantity: "1", price: String(count) }])
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, manager.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/review?kind=review`)
  const rows = page.getByRole("navigation", { name: "Ready for review" }).getByRole("listitem")
  await expect(rows).toHaveCount(DRAFTS)
  await rows.first().getByRole("link").first().focus()
  const begun = Date.now()
  for (let left = DRAFTS; left > 0; left--) {
    const no = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.no)
    expect(no).toMatch(/^IF/u)
    await page.keyboard.press("a")
    if (left > 1) await expect(page.getByText(`${no} has been marked as reviewed.`)).toBeVisible()
  }
  await expect(page.getByText("Nothing waits for you")).toBeVisible()
  console.info(
    `${DRAFTS} drafts reviewed: ${DRAFTS} keys, ${((Date.now() - begun) / 1_000).toFixed(1)} s of the machine`,
  )
  await page.goto(`/${company.slug}/review?kind=post`)
  await expect(page.getByRole("link", { name: `To post ${DRAFTS}` })).toHaveAttribute("aria-current", "page")
  await context.close()
})

test("goedkeuring volgens regels: verzonden, met één toets goedgekeurd, en dan pas geboekt", async ({ browser }) => {
  const company = await ownCompany("Regels")
  const buyer = await ownUser(company, "Bas Inkoper", "purchaser")
  const lead = await ownUser(company, "Lea Chef", "purchasing_manager")
  const head = await ownUser(company, "Hugo Hoofd", "purchasing_manager")
  await setApprover(buyer.actor, { superiorId: lead.actor.userId })
  await setApprover(lead.actor, { superiorId: head.actor.userId, approvalLimit: "1000" })
  await setApprover(head.actor, { unlimited: true })
  await setApproval(company.id, { approval: "rules", splitGuardDays: 0 })
  const [vendor, item] = [await makeVendor(company.id), await makeItem(company.id)]
  const no = await makePurchaseInvoice(buyer.actor, vendor.no, [{ no: item.no, quantity: "1", price: "500" }], {
    vendorInvoiceNo: "R-1",
  })
  const draft = `/${company.slug}/purchase-invoices/${no}`
  const as = async ({ email }: Member) => {
    const context = await browser.newContext({ locale: "nl-NL" })
    await signIn(context, email)
    return context.newPage()
  }
  const [sender, approver, poster] = [await as(buyer), await as(lead), await as(head)]

  await poster.goto(`${draft}/preview-posting`)
  await expect(poster.getByRole("button", { name: "Boeken", exact: true })).toHaveCount(0)

  await sender.goto(draft)
  await sender.getByText("Wie zou dit goedkeuren?").click()
  await expect(sender.getByText("Lea Chef").first()).toBeVisible()
  await sender.getByRole("button", { name: "Goedkeuringsaanvraag verzenden" }).click()
  await expect(sender.getByText("Wacht op goedkeuring").first()).toBeVisible()

  await approver.goto(`/${company.slug}/review`)
  const row = approver.getByRole("navigation", { name: "Wacht op u" }).getByRole("link").filter({ hasText: no }).first()
  await row.focus()
  await approver.keyboard.press("a")
  await expect(approver.getByText(`${no} is goedgekeurd.`)).toBeVisible()

  await sender.goto(draft)
  await expect(sender.getByText("Goedgekeurd", { exact: true }).first()).toBeVisible()
  await poster.goto(`${draft}/preview-posting`)
  await poster.getByRole("button", { name: "Boeken", exact: true }).click()
  await expect(poster.getByRole("heading", { level: 1 })).toContainText("GIF")
  await expect(poster.getByText("Lea Chef").first()).toBeVisible()
  for (const page of [sender, approver, poster]) await page.context().close()
})

/** An administrator gives an approver limits for a vendor and for an account; a draft says which of them is too low. */
import { closeDatabase } from "@/db/client"
import { setApproval, setApprover } from "@/test/approvals"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

for (const javaScriptEnabled of [true, false]) {
  test(`limits are set below an approver and named on a draft ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
  }) => {
    const company = await ownCompany("Limiet")
    const admin = await ownUser(company, "Ada Beheer", "administrator", "purchasing_manager")
    const lead = (await ownUser(company, "Leo Leiding", "purchasing_manager")).actor
    const head = (await ownUser(company, "Hans Hoofd", "purchasing_manager")).actor
    await setApproval(company.id, { approval: "rules", splitGuardDays: 0 })
    await setApprover(admin.actor, { superiorId: lead.userId })
    await setApprover(lead, { superiorId: head.userId, approvalLimit: "1000" })
    await setApprover(head, { unlimited: true })
    const vendor = await makeVendor(company.id)
    const { no: item } = await makeItem(company.id)
    const no = await makePurchaseInvoice(admin.actor, vendor.no, [{ no: item, quantity: "1", price: "500" }])

    const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled })
    await signIn(context, admin.email)
    const page = await context.newPage()
    const approver = `/${company.slug}/administration/setup/approval-users/${lead.userId}`
    await page.goto(approver)
    await page.getByRole("link", { name: "New limit for a vendor" }).click()
    await expect(page.getByLabel("User", { exact: true })).toHaveValue(String(lead.userId))
    await page.getByLabel("Vendor No.").fill(vendor.no)
    await page.getByRole("button", { name: "Save" }).click()
    await expect(page.getByText("Type a limit, or tick Unlimited Purchase Approval.").first()).toBeVisible()
    await expect(page.getByLabel("Vendor No.")).toHaveValue(vendor.no)
    await page.getByLabel("Purchase Amount Approval Limit").fill("604.99")
    await page.getByRole("button", { name: "Save" }).click()
    await expect(page).toHaveURL(/approval-vendor-limits\?saved=/)

    await page.goto(approver)
    await expect(page.getByRole("cell", { name: vendor.no })).toBeVisible()
    await page.getByRole("link", { name: "New limit for an account" }).click()
    await page.getByLabel("G/L Account").selectOption("7000")
    await page.getByLabel("Purchase Amount Approval Limit").fill("100")
    await page.getByRole("button", { name: "Save" }).click()
    await expect(page).toHaveURL(/approval-account-limits\?saved=/)

    await page.goto(`/${company.slug}/purchase-invoices/${no}`)
    await page.locator("summary", { hasText: "Who would approve this?" }).click()
    await expect(page.getByText(`Leo Leiding: limit for vendor ${vendor.no} 604.99`)).toBeVisible()
    await expect(page.getByRole("listitem").filter({ hasText: "Hans Hoofd" })).toBeVisible()
  })
}

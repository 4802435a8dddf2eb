/** A part of a posted purchase invoice is credited: lines by quantity and amount, and then what is left, without a script. */
import type { Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

let company: OwnCompany
let manager: Member

test.beforeAll(async () => {
  company = await ownCompany("Gecrediteerd")
  manager = await ownUser(company, "Mara Manager", "purchasing_manager")
})
test.afterAll(() => closeDatabase())

/** An invoice of ten lamps at 25.00 and rent of 100.00. @returns its posted number */
async function posted(vendorInvoiceNo: string): Promise<string> {
  const seller = await makeVendor(company.id, { name: "Lampenhuis" })
  const lamp = await makeItem(company.id, { description: "Hanglamp" })
  const lines = [
    { no: lamp.no, quantity: "10", price: "25" },
    { type: "gl_account" as const, no: "8450", quantity: "1", price: "100", vatProdPostingGroup: "HOOG" },
  ]
  const draft = await makePurchaseInvoice(manager.actor, seller.no, lines, { vendorInvoiceNo })
  return (await postPurchaseDocument(manager.actor, draft, { unreviewed: true })).no
}

const fact = (page: Page, term: string) => page.locator("dl.facts > div").filter({ hasText: term }).locator("dd")

test("three of ten lamps and a part of the rent are credited, and the invoice says by what", async ({
  context,
  page,
}) => {
  const no = await posted("LH 100")
  const address = `/${company.slug}/posted-purchase-invoices/${no}`
  await signIn(context, manager.email)
  await page.goto(address)
  await page.getByRole("link", { name: "Create Corrective Credit Memo" }).click()
  const [lamps, rent] = [
    page.getByLabel("Quantity to credit, line 10000"),
    page.getByLabel("Line Amount to credit, line 20000"),
  ]
  await lamps.fill("13")
  await lamps.press("Tab")
  await page.keyboard.press("Tab")
  await expect(rent).toBeFocused()
  await page.keyboard.type("40")
  await page.keyboard.press("Enter")
  await expect(lamps).toHaveAttribute("aria-invalid", "true")
  await expect(lamps).toHaveAccessibleDescription(/no more than 10 can be credited/)
  await expect(rent, "what was typed is still there").toHaveValue("40")
  await lamps.fill("3")
  await page.getByRole("button", { name: "Create Credit Memo" }).click()

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Purchase Credit Memo/)
  await expect(page.getByText(`Credits posted purchase invoice ${no}`)).toBeVisible()
  await expect(page.getByLabel("Quantity, line 10000")).toHaveValue("3")
  const draftNo = page.url().split("/").at(-1)!
  await page.getByLabel("Vendor Cr. Memo No.").fill("LH C1")
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByText("Saved").first()).toBeVisible()

  await page.goto(`${address}/credit-memo`)
  await expect(page.getByRole("main"), "a draft that credits it too is shown, and takes nothing").toContainText(draftNo)
  await expect(page.getByRole("row", { name: /Hanglamp/ })).toContainText("10 · 250.00")

  const { no: creditMemoNo } = await postPurchaseDocument(manager.actor, draftNo, { unreviewed: true })
  await page.goto(address)
  // 423.50 less 75.00 and 40.00, with VAT.
  await expect(fact(page, "Remaining Amount")).toHaveText(/284\.35/)
  await expect(page.getByRole("row", { name: /Hanglamp/ })).toContainText(`3 credited by ${creditMemoNo}`)
  await expect(page.locator(".log")).toContainText(`credited a part of it with credit memo ${creditMemoNo}`)
  await page
    .getByRole("row", { name: /Hanglamp/ })
    .getByRole("link", { name: creditMemoNo })
    .click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Posted Purchase Credit Memo ${creditMemoNo}`)
  await expect(page.locator(".head .state")).toHaveText("Closed")
  await fact(page, "Credits").getByRole("link", { name: no }).click()

  await page.getByRole("link", { name: "Cancel", exact: true }).click()
  await expect(page.getByText(`Credit memo ${creditMemoNo} has credited a part of ${no}`)).toBeVisible()
})

test("wat over is wordt gecrediteerd, zonder script, en twee keer versturen maakt één creditnota", async ({
  browser,
}) => {
  const no = await posted("LH 200")
  const context = await browser.newContext({ javaScriptEnabled: false })
  await signIn(context, manager.email)
  await context.addCookies([{ name: "language", value: "nl", url: process.env.E2E_URL ?? "" }])
  const page = await context.newPage()
  const address = `/${company.slug}/posted-purchase-invoices/${no}/credit-memo`
  await page.goto(address)
  const rent = page.getByLabel("Te crediteren regelbedrag, regel 20000")
  await rent.fill("1oo")
  await page.getByRole("button", { name: "Creditnota maken" }).click()
  await expect(rent).toHaveAttribute("aria-invalid", "true")
  await expect(rent).toHaveValue("1oo")
  await page.getByRole("button", { name: "Alles crediteren wat over is" }).dblclick()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Inkoopcreditnota/)
  const draftNo = page.url().split("/").at(-1)!
  await page.goto(address)
  await expect(page.locator(".notice li")).toHaveText([draftNo])
  await context.close()
})

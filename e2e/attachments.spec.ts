/** The vendor's paper beside the lines, from the draft to what is posted, with a script and without. */
import { readFile } from "node:fs/promises"
import type { Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { attach, pdfOf } from "@/test/attachments"
import { makeItem, makeVendor } from "@/test/factories"
import { pngOf } from "@/test/pictures"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { inCompany } from "./support/database"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"
import { builtInvoice } from "./support/trade"

test.afterAll(() => closeDatabase())

let company: OwnCompany
let manager: Member
let colleague: Member

test.beforeAll(async () => {
  company = await ownCompany("Bijlagen")
  manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  colleague = await ownUser(company, "Cor Collega", "purchaser")
})

async function openDraft(page: Page): Promise<string> {
  const { invoiceNo } = await builtInvoice(colleague.actor)
  await signIn(page, manager.email)
  await page.goto(`/${company.slug}/purchase-invoices/${invoiceNo}`)
  return invoiceNo
}

const papers = (page: Page) => page.locator("details.papers")
const unfold = (page: Page) => papers(page).locator("summary").first().click()
const png = { name: "scan.png", mimeType: "image/png", buffer: pngOf(900, 1200) }

/** As a person does from the file manager, or from the clipboard. */
async function give(page: Page, kind: "drop" | "paste", name: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    ([kind, name, base64]) => {
      const file = new File([Uint8Array.from(atob(base64), sign => sign.charCodeAt(0))], name)
      const data = new DataTransfer()
      data.items.add(file)
      const event =
        kind === "drop"
          ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })
          : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
      document.body.dispatchEvent(event)
    },
    [kind, name, bytes.toString("base64")] as const,
  )
}

test("a paper is chosen, dropped and pasted while one types, and looked at beside the lines", async ({ page }) => {
  await page.setViewportSize({ width: 1800, height: 900 })
  await openDraft(page)
  const number = page.getByLabel("Vendor Invoice No.")
  await number.fill("V-2026-77")
  await unfold(page)
  await page.getByLabel("File to attach").setInputFiles(png)
  await page.getByRole("button", { name: "Attach", exact: true }).click()
  const frame = page.locator("iframe.paper")
  await expect(frame).toBeVisible()
  await expect(page.frameLocator("iframe.paper").locator("img")).toBeVisible()
  const [lines, paper] = [await page.locator("table.grid").first().boundingBox(), await frame.boundingBox()]
  expect(paper!.x).toBeGreaterThan(lines!.x + lines!.width - 1)
  await give(page, "drop", "brief.png", pngOf(300, 200))
  await expect(papers(page).getByRole("link", { name: "brief.png", exact: true })).toBeVisible()
  await give(page, "paste", "screenshot.png", pngOf(200, 300))
  await expect(papers(page).getByRole("link", { name: "screenshot.png", exact: true })).toBeVisible()
  // What was typed stands, and looking at another paper leaves nothing.
  await papers(page).getByRole("link", { name: "scan.png", exact: true }).click()
  await expect(page.frameLocator("iframe.paper").locator("img")).toBeVisible()
  await expect(number).toHaveValue("V-2026-77")
  await give(page, "drop", "page.html", Buffer.from("<html><script>alert(1)</script>"))
  await expect(page.getByText("By its content this is no PDF")).toBeVisible()
  await expect(number).toHaveValue("V-2026-77")
})

test("what is downloaded is a file by its own name and nothing else, and only inside the portal it is shown", async ({
  page,
}) => {
  const no = await openDraft(page)
  await unfold(page)
  await page
    .getByLabel("File to attach")
    .setInputFiles({ name: "Factuur é.exe", mimeType: "text/html", buffer: pdfOf("one") })
  await page.getByRole("button", { name: "Attach", exact: true }).click()
  const link = papers(page).getByRole("link", { name: "Download Factuur é.exe.pdf" })
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()])
  expect(download.suggestedFilename()).toBe("Factuur é.exe.pdf")
  expect((await readFile(await download.path())).equals(pdfOf("one"))).toBe(true)
  const address = (await link.getAttribute("href"))!
  expect(address).toContain(`/attachments/purchase-invoices/${no}/`)
  const plain = (await page.request.get(address)).headers()
  expect(plain).toMatchObject({
    "content-type": "application/pdf",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "private, no-store",
  })
  expect(plain["content-disposition"]).toMatch(
    /^attachment; filename="Factuur _.exe.pdf"; filename\*=UTF-8''Factuur%20%C3%A9/,
  )
  expect(plain["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors 'none'.*sandbox$/)
  const shown = (await page.request.get(`${address}?view=1`)).headers()
  expect(shown["x-frame-options"]).toBe("SAMEORIGIN")
  expect(shown["content-disposition"]).toMatch(/^inline/)
  expect(shown["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors 'self'/)
})

test("without a script a paper is refused, attached, and goes with the draft into what is posted", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.E2E_URL })
  const page = await context.newPage()
  const no = await openDraft(page)
  await unfold(page)
  await page
    .getByLabel("File to attach")
    .setInputFiles({ name: "a.svg", mimeType: "image/png", buffer: Buffer.from("<svg/>") })
  await page.getByRole("button", { name: "Attach", exact: true }).click()
  await expect(page.getByText("By its content this is no PDF").first()).toBeVisible()
  await page.getByLabel("File to attach").setInputFiles(png)
  await page.getByRole("button", { name: "Attach", exact: true }).click()
  await expect(papers(page).getByRole("link", { name: "scan.png", exact: true })).toBeVisible()
  await page.getByLabel("Vendor Invoice No.").fill("V-2026-78")
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("Saved.")).toBeVisible()
  const posted = await postPurchaseDocument(manager.actor, no, { unreviewed: true })
  await page.goto(`/${company.slug}/posted-purchase-invoices/${posted.no}`)
  await unfold(page)
  await expect(papers(page).getByRole("link", { name: "Download scan.png" })).toBeVisible()
  await context.close()
})

test("without a script a paper of what is posted is withdrawn, with the reason, and never lost", async ({
  browser,
}) => {
  const [vendor, item] = [await makeVendor(company.id), await makeItem(company.id)]
  const draft = await makePurchaseInvoice(colleague.actor, vendor.no, [{ no: item.no, quantity: "1", price: "10" }])
  await attach(colleague.actor, { type: "purchase_invoice", no: draft }, "scan.png", png.buffer)
  const { no } = await postPurchaseDocument(manager.actor, draft, { unreviewed: true })
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.E2E_URL })
  const page = await context.newPage()
  await signIn(page, manager.email)
  await page.goto(`/${company.slug}/posted-purchase-invoices/${no}`)
  await unfold(page)
  await page.getByText("Withdraw", { exact: true }).first().click()
  const withdraw = page.getByRole("button", { name: "Withdraw", exact: true })
  await withdraw.click()
  await expect(page.getByText("Say why the file is withdrawn.").first()).toBeVisible()
  // What a refusal is about stands open.
  await page.getByLabel("Reason").fill("Of another invoice")
  await withdraw.click()
  await expect(withdraw).not.toBeAttached()
  await unfold(page)
  await expect(page.getByText("Withdrawn by Mia Manager: Of another invoice")).toBeVisible()
  await expect(papers(page).getByRole("link", { name: "Download scan.png" })).toBeVisible()
  await context.close()
})

test("a paper that is no longer the reader's to attach, or to see, says so, with a script and without", async ({
  browser,
}) => {
  const leaver = await ownUser(company, "Lia Leaver", "purchaser")
  const become = (role: string) =>
    inCompany(company.slug, async sql => {
      await sql`update membership set role = ${role} where user_id = ${leaver.actor.userId} and company_id = ${company.id}`
    })
  const { invoiceNo } = await builtInvoice(colleague.actor)
  const id = await attach(colleague.actor, { type: "purchase_invoice", no: invoiceNo }, "paper.pdf")
  for (const javaScriptEnabled of [true, false]) {
    await become("purchaser")
    const context = await browser.newContext({ javaScriptEnabled, baseURL: process.env.E2E_URL, locale: "en-GB" })
    await signIn(context, leaver.email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}/purchase-invoices/${invoiceNo}`)
    await papers(page).locator("summary").first().press("Enter")
    await page.getByLabel("File to attach").setInputFiles(png)
    await become("administrator")
    await page.getByRole("button", { name: "Attach", exact: true }).click()
    await expect(
      page.getByText(javaScriptEnabled ? "Your roles do not allow this" : "Your roles do not").first(),
    ).toBeVisible()
    await page.goto(`/${company.slug}/attachments/purchase-invoices/${invoiceNo}/${id}?view=1`)
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
    await context.close()
  }
})

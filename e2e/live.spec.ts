import type { BrowserContext, Page } from "@playwright/test"
import { inCompany } from "@/db/tenancy"
import { announce, announceToUser } from "@/domain/live/announce"
import { buildPurchaseInvoice } from "@/domain/purchase-requests/build-purchase-invoice"
import { makePurchaseRequest } from "@/test/purchase-requests"
import { type Member, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

/** Tells the browser's stream something, and waits until the page has asked what: by then it has acted on all told before. */
async function untilHeard(page: Page, { actor }: Member): Promise<void> {
  // What was asked before may be answered only now.
  const since = Date.now()
  const asked = page.waitForResponse(
    response => response.url().includes("/notifications/unread") && response.request().timing().startTime >= since,
  )
  await inCompany(actor.companyId, tx => announceToUser(tx, actor.companyId, actor.userId))
  await asked
}

/** The first stream has the web listen to the database, and its page is fetched anew for that: not the page that is looked at. */
async function webListens(context: BrowserContext, address: string, member: Member): Promise<void> {
  const page = await context.newPage()
  const listens = page.waitForResponse(/\/api\/events/)
  await page.goto(address)
  await listens
  await untilHeard(page, member)
  await page.close()
}

test("a page is drawn once when it is opened, and again when something it shows has changed", async ({ page }) => {
  const company = await ownCompany("Eenmaal Getekend")
  const manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  await signIn(page.context(), manager.email)
  await webListens(page.context(), `/${company.slug}`, manager)
  let drawnAgain = 0
  page.on("request", request => {
    if (request.headers().rsc) drawnAgain++
  })
  const listens = page.waitForResponse(/\/api\/events/)
  await page.goto(`/${company.slug}`)
  await listens
  await untilHeard(page, manager)
  expect(drawnAgain).toBe(0)

  const drawn = page.waitForRequest(request => request.headers().rsc !== undefined)
  await inCompany(company.id, tx => announce(tx, company.id, "purchase_invoice", "1"))
  await drawn
})

test("a page shows what was heard of before it was drawn, and asks for no more: neither itself nor scripts", async ({
  page,
}) => {
  const company = await ownCompany("Al Gezien")
  const processor = await ownUser(company, "Pim Processor", "order_processor")
  const { no, salesInvoiceNo } = await makePurchaseRequest(processor.actor)
  // Else the worker does it at some time, and that is news.
  await buildPurchaseInvoice(company.id, no)
  await signIn(page.context(), processor.email)
  await webListens(page.context(), `/${company.slug}`, processor)
  const listens = page.waitForResponse(/\/api\/events/)
  await page.goto(`/${company.slug}/sales-invoices/${salesInvoiceNo}/create-purchase-invoice`)
  await listens
  await untilHeard(page, processor)
  await inCompany(company.id, tx => announce(tx, company.id, "purchase_request", no))
  await untilHeard(page, processor)

  const asked: string[] = []
  page.on("request", request => {
    if (request.resourceType() === "script") asked.push("script")
    if (request.headers().rsc) asked.push("page")
  })
  await page.getByRole("link", { name: no }).click()
  await expect(page.getByRole("heading", { level: 1 })).toContainText(no)
  await untilHeard(page, processor)
  expect(asked).toEqual(["page"])

  // What is heard of from then on is fetched.
  const drawn = page.waitForRequest(request => request.headers().rsc !== undefined)
  await inCompany(company.id, tx => announce(tx, company.id, "purchase_request", no))
  await drawn
})

import type { Page } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { itemLine, makeCustomer, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.describe.configure({ mode: "default" })
test.use({ viewport: { width: 375, height: 800 } })

const word = "Rindvleesetiketteringsbewakingsopdrachtoverdrachtsregelingsaanpassingscommissievoorzitterschapsdebat"
  .slice(0, 99)
  .padEnd(99, "x")

/** Documents with a word of 99 letters wherever a name may be, in units of twelve. */
let at: Record<"sales" | "createPage" | "draft" | "posted" | "credit", string>
let home: string
let itemNo: string
let draftNo: string
let manager: `${string}@${string}`

test.beforeAll(async () => {
  const own = await ownCompany("Smalwerk")
  home = `/${own.slug}`
  const member = await ownUser(own, "Mia Manager", "purchasing_manager")
  const purchaser = await ownUser(own, "Pim Purchaser", "purchaser")
  manager = member.email
  const vendor = await makeVendor(own.id, { name: word, searchName: "", city: "Tiel" })
  const item = await makeItem(own.id, { description: word }, { DOOS: "12" })
  itemNo = item.no
  const customer = await makeCustomer(own.id, { name: word })
  const sold = itemLine(item, { quantity: "3", unitOfMeasureCode: "DOOS" })
  const sales = await makeSalesInvoice(own.id, [sold], { customerNo: customer.no })
  const line = { no: item.no, quantity: "2", unitOfMeasureCode: "DOOS", price: "10" }
  draftNo = await makePurchaseInvoice(purchaser.actor, vendor.no, [line])
  const toPost = await makePurchaseInvoice(purchaser.actor, vendor.no, [line], { vendorInvoiceNo: "V-2" })
  const { no } = await postPurchaseDocument(member.actor, toPost, { unreviewed: true })
  at = {
    sales: `${home}/sales-invoices/${sales.no}`,
    createPage: `${home}/sales-invoices/${sales.no}/create-purchase-invoice`,
    draft: `${home}/purchase-invoices/${draftNo}`,
    posted: `${home}/posted-purchase-invoices/${no}`,
    credit: `${home}/posted-purchase-invoices/${no}/credit-memo`,
  }
})

test.afterAll(() => closeDatabase())

test.beforeEach(({ context }) => signIn(context, manager))

test("each line shows its item number, and each quantity its unit", async ({ page }) => {
  for (const [what, address] of Object.entries(at)) {
    await page.goto(address)
    const row = page.locator("main tbody tr").first()
    const shown = await row.evaluate(element => {
      const seen = [...element.querySelectorAll<HTMLElement>("td")].filter(cell => cell.offsetParent !== null)
      return seen
        .flatMap(cell => [cell.innerText, ...[...cell.querySelectorAll("input")].map(({ value }) => value)])
        .join(" ")
    })
    expect(shown, what).toContain(itemNo)
    expect(shown, what).toContain("DOOS")
  }
})

test("no column of a list or document is hidden", async ({ page }) => {
  for (const address of [...Object.values(at), `${home}/purchase-invoices`, `${home}/posted-purchase-invoices`]) {
    await page.goto(address)
    const hidden = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("main tbody td")]
        .filter(cell => cell.textContent !== "" && cell.offsetParent === null)
        .map(cell => cell.outerHTML),
    )
    expect([address, hidden]).toEqual([address, []])
  }
})

test("a word of 99 letters wraps, and nothing is cut off", async ({ page }) => {
  const lists = ["", "/sales-invoices", "/purchase-invoices", "/posted-purchase-invoices", "/vendors", "/review"]
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    for (const address of [...Object.values(at), ...lists.map(list => `${home}${list}`)]) {
      await page.goto(address)
      expect([address, width, await cutOff(page)]).toEqual([address, width, []])
    }
  }
})

test("a tap in the review list opens the document", async ({ page }) => {
  await page.goto(`${home}/review?kind=review`)
  await page.getByRole("navigation", { name: "Ready for review" }).getByRole("link", { name: draftNo }).click()
  await expect(page).toHaveURL(new RegExp(`/purchase-invoices/${draftNo}$`))
  await expect(page.getByRole("button", { name: "Mark as Reviewed" })).toBeVisible()
})

/** What of the page lies outside the window or its own box. A field scrolls in itself. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main *")]
      .filter(element => {
        const { width, right } = element.getBoundingClientRect()
        const { clipPath, overflowX, position } = getComputedStyle(element)
        if (width === 0 || clipPath !== "none" || position === "fixed") return false
        if (element.closest(".hidden, input, select, textarea, svg, th")) return false
        return right > innerWidth + 1 || (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1)
      })
      .map(({ tagName, className, innerText }) => `${tagName}.${className} ${innerText?.slice(0, 40)}`),
  )
}

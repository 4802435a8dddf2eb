/** From a draft to the books: what posting would do, why it is refused and where that is corrected, and Post. */

import type { Browser, Page } from "@playwright/test"
import { eq, inArray } from "drizzle-orm"
import { closeDatabase } from "@/db/client"
import {
  currency,
  currencyExchangeRate,
  generalPostingSetup,
  glAccount,
  item,
  purchasesSetup,
  vatPostingSetup,
  vendor,
  vendorInvoiceDiscount,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { markReviewed } from "@/domain/purchase-documents/review"
import { type Language, languageFacts } from "@/language/language"
import { makeItem, makeVendor, type TestItem } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

let company: OwnCompany
let manager: Member
let purchaser: Member
let vendorNo: string
let sold: TestItem

test.beforeAll(async () => {
  company = await ownCompany("Boekwerk")
  manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  purchaser = await ownUser(company, "Piet Inkoper", "purchaser")
  vendorNo = (await makeVendor(company.id, { name: "Noordkade Elektro" })).no
  sold = await makeItem(company.id, { description: "Wandlamp" })
})
test.afterAll(() => closeDatabase())

/** Two lamps of 10.00 at 21 %: 24.20. */
const draft = (header: Record<string, string> = {}) =>
  makePurchaseInvoice(purchaser.actor, vendorNo, [{ no: sold.no, quantity: "2", price: "10" }], header)

async function reviewed(no: string): Promise<string> {
  const { header } = await readPurchaseDocument(manager.actor, no)
  await markReviewed(manager.actor, no, header.version)
  return no
}

const pathOf = (no: string) => `/${company.slug}/purchase-invoices/${no}`

async function pageOf(browser: Browser, member: Member, options: { language?: Language; script?: boolean } = {}) {
  const { language = "en", script = true } = options
  const locale = languageFacts[language].locale
  const context = await browser.newContext({ locale, javaScriptEnabled: script })
  await signIn(context, member.email)
  await context.addCookies([{ name: "language", value: language, url: process.env.E2E_URL ?? "" }])
  return context.newPage()
}

const posted = (page: Page) => page.waitForURL(/\/posted-purchase-invoices\/GIF\d\d-\d+/)

test("a reviewed invoice is previewed to the cent, and posted", async ({ browser }) => {
  const no = await reviewed(await draft())
  const page = await pageOf(browser, manager)
  await page.goto(pathOf(no))
  await expect(page.getByText("Nothing stands in the way of posting")).toBeVisible()
  await page.getByRole("link", { name: "Preview Posting" }).click()
  const gl = page.getByRole("region", { name: "G/L Entries" })
  await expect(gl.getByRole("row", { name: /^7000/ })).toContainText("20.00")
  await expect(gl.getByRole("row", { name: /^1500/ })).toContainText("4.20")
  await expect(gl.getByRole("row", { name: /^1600/ })).toContainText("24.20")
  await expect(gl.getByRole("row", { name: /Total/ })).toContainText("44.20")
  await expect(page.getByRole("region", { name: "VAT Entries" }).getByRole("row", { name: /HOOG/ })).toContainText(
    "4.20",
  )
  await expect(page.getByRole("region", { name: "Vendor Ledger Entries" })).toContainText("-24.20")
  await expect(page.getByRole("region", { name: "Item Ledger Entries" })).toContainText("Wandlamp")
  await page.getByRole("button", { name: "Post", exact: true }).click()
  await posted(page)

  await page.goto(pathOf(no))
  await expect(page.getByText(/Posted as GIF\S+ by Mia Manager/)).toBeVisible()
  await page.goto(`${pathOf(no)}/preview-posting`)
  await expect(page.getByRole("link", { name: /^Open GIF/ })).toBeVisible()
})

test("what nobody has reviewed asks first", async ({ browser }) => {
  const no = await draft()
  const page = await pageOf(browser, manager)
  await page.goto(pathOf(no))
  await page.getByRole("button", { name: "Post", exact: true }).click()
  await expect(page.getByRole("alert").filter({ hasText: "Nobody has reviewed this. Post anyway?" })).toBeFocused()
  await page.getByRole("button", { name: "Post anyway" }).click()
  await posted(page)
})

test("every reason is listed with its link, and corrected", async ({ browser }) => {
  const no = await draft({ vendorInvoiceNo: "" })
  await inCompany(company.id, tx => tx.update(item).set({ purchasingBlocked: true }).where(eq(item.no, sold.no)))
  const page = await pageOf(browser, manager)
  await page.goto(pathOf(no))
  await page.getByText("2 reasons why this cannot be posted yet").click()
  await expect(page.getByRole("link", { name: /^Line 10000: Item .* is blocked for purchasing/ })).toBeVisible()

  await page.getByRole("button", { name: "Post", exact: true }).click()
  await expect(page.getByRole("alert").filter({ hasText: "Not posted, for 2 reasons" })).toBeFocused()
  await inCompany(company.id, tx => tx.update(item).set({ purchasingBlocked: false }).where(eq(item.no, sold.no)))
  await page.getByRole("link", { name: /Vendor Invoice No. is missing/ }).click()
  await expect(page).toHaveURL(new RegExp(`${no}#header.vendorInvoiceNo$`))
  await page.getByRole("textbox", { name: "Vendor Invoice No." }).fill("NK-2026-1")
  await page.getByRole("button", { name: /^Save/ }).click()
  await expect(page.getByText("Nothing stands in the way of posting")).toBeVisible()

  const twin = await draft({ vendorInvoiceNo: "nk 2026/01" })
  await page.reload()
  // Beside the number; it is among what stands out of the draft too.
  const beside = page.locator('[id="header.vendorInvoiceNo-duplicates"]')
  await expect(beside.getByRole("link", { name: twin, exact: true })).toBeVisible()
  await page.goto(`${pathOf(no)}/preview-posting?ask=1`)
  await page.getByRole("button", { name: "Post anyway" }).click()
  await posted(page)
  await page.goto(`${pathOf(twin)}/preview-posting`)
  await expect(
    page.getByRole("link", { name: /Purchase Invoice GIF\S+ already exists for this vendor/ }),
  ).toHaveAttribute("href", /posted-purchase-invoices\/GIF/)
})

test("a number that the vendor has used is told while it is typed, and allowed with a reason that stays", async ({
  browser,
}) => {
  const used = await draft({ vendorInvoiceNo: "NK/2026-0450" })
  const { no: before } = await postPurchaseDocument(manager.actor, used, { unreviewed: true })
  const [twin, no] = [await draft({ vendorInvoiceNo: "nk 2026 450" }), await draft({ vendorInvoiceNo: "NK-1" })]
  const page = await pageOf(browser, manager)
  await page.goto(pathOf(no))
  await page.getByRole("textbox", { name: "Quantity, line 10000" }).fill("3")
  const number = page.getByRole("textbox", { name: "Vendor Invoice No." })
  await number.fill("nk2026/")
  await number.pressSequentially("00450")
  const said = page.locator(`[id="header.vendorInvoiceNo-duplicates"]`)
  await expect(said).toContainText(`Posting will be refused: ${before} has been posted with NK/2026-0450 already.`)
  await expect(said).toContainText(`${twin}, another draft of this vendor, carries nk 2026 450 as well.`)
  await expect(said.getByRole("link", { name: before })).toHaveAttribute("href", new RegExp(`/${before}$`))
  await expect(number).toBeFocused()
  await expect(number).toHaveValue("nk2026/00450")
  await expect(page.getByRole("textbox", { name: "Quantity, line 10000" })).toHaveValue("3")
  await number.fill("NK-1")
  await expect(said).toBeEmpty()
  await number.fill("NK.2026.450")
  await page.getByRole("button", { name: "Post", exact: true }).click()
  await expect(page.getByRole("alert").filter({ hasText: "Not posted, for one reason" })).toBeFocused()
  await page.getByLabel("Why it may be posted although the number has been used").fill("Two deliveries, one number")
  await page.getByRole("button", { name: "Allow this number" }).click()
  await expect(page.getByRole("region", { name: "G/L Entries" })).toBeVisible()
  await page.getByRole("button", { name: "Post", exact: true }).click()
  await page.getByRole("button", { name: "Post anyway" }).click()
  await posted(page)
  await expect(page.locator("dl.facts").first()).toContainText("Two deliveries, one number")
  await expect(page.locator(".log")).toContainText("Two deliveries, one number")
})

test("a draft changed since the preview is not posted, and one posted by somebody else says so", async ({
  browser,
}) => {
  const no = await reviewed(await draft())
  const [page, other] = [await pageOf(browser, manager), await pageOf(browser, manager)]
  await page.goto(`${pathOf(no)}/preview-posting`)
  await other.goto(pathOf(no))
  await other.getByRole("textbox", { name: "Quantity, line 10000" }).fill("3")
  await other.getByRole("button", { name: /^Save/ }).click()
  await expect(other.getByText("Saved.")).toBeVisible()
  await page.getByRole("button", { name: "Post", exact: true }).click()
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toContainText("Somebody saved this in the meantime")
  await expect(page.getByRole("region", { name: "G/L Entries" }).getByRole("row", { name: /^1600/ })).toContainText(
    "36.30",
  )
  await other.getByRole("button", { name: "Post", exact: true }).click()
  await other.getByRole("button", { name: "Post anyway" }).click()
  await posted(other)
  await page.getByRole("button", { name: "Post", exact: true }).click()
  await expect(page.getByText(/Posted as GIF\S+ by Mia Manager/)).toBeVisible()
})

test("in Dutch, without JavaScript", async ({ browser }) => {
  const no = await draft({ vendorInvoiceNo: "" })
  const page = await pageOf(browser, manager, { language: "nl", script: false })
  await page.goto(pathOf(no))
  await page.getByRole("button", { name: "Boeken", exact: true }).click()
  await expect(page.getByText("Niet geboekt, om één reden")).toBeVisible()
  await page.getByRole("link", { name: /Leveranciersfactuurnr. ontbreekt/ }).click()
  await page.getByRole("textbox", { name: "Leveranciersfactuurnr." }).fill("NK-2026-77")
  await page.getByRole("button", { name: "Boeken", exact: true }).click()
  await expect(page.getByText("Niemand heeft dit gecontroleerd. Toch boeken?")).toBeVisible()
  await expect(page.getByRole("region", { name: "Grootboekposten" }).getByRole("row", { name: /^1600/ })).toContainText(
    "24,20",
  )
  await page.getByRole("button", { name: "Toch boeken" }).click()
  await posted(page)
})

/** A reason, where its link leads, and what is done there. */
type Corrected = [reason: RegExp, lands: string, correction: () => Promise<void>]

/** Follows the link of each reason, from the draft and from Preview Posting by turns, and corrects it: one fewer each time. */
async function correctAll(page: Page, path: string, corrected: readonly Corrected[]) {
  for (const [index, [reason, lands, correction]] of corrected.entries()) {
    const isPreview = index % 2 === 1
    await page.goto(isPreview ? `${path}/preview-posting` : path)
    if (!isPreview) await page.locator("details.posting-check > summary").click()
    await expect(page.locator(".problems li")).toHaveCount(corrected.length - index)
    await page.locator(".problems").getByRole("link", { name: reason }).first().click()
    await page.waitForURL(url => `${url.pathname}${url.hash}` === lands)
    await correction()
  }
  await page.goto(path)
  await expect(page.getByText("Nothing stands in the way of posting")).toBeVisible()
}

/** What is done to a form in one's language: save, save a row of setup, type in a field and save. */
function formOn(page: Page) {
  const save = () => page.getByRole("button", { name: /^Save/ }).click()
  const saveRow = async () => {
    await save()
    await expect(page.getByText(/is saved\.$/)).toBeVisible()
  }
  const type = (name: string, value: string) => async () => {
    await page.getByLabel(name, { exact: true }).fill(value)
    await save()
    await expect(page.getByText("Saved.")).toBeVisible()
  }
  return { save, saveRow, type }
}

test("everything that can be wrong at once is said at once, and corrected one by one through its link", async ({
  browser,
}) => {
  test.slow()
  const own = await ownCompany("Alles Mis")
  const all = await ownUser(own, "Ada Alles", "purchasing_manager", "administrator")
  const asking = await ownUser(own, "Max Vrager", "purchasing_manager")
  const { no: seller } = await makeVendor(own.id, { name: "Noordkade Elektro" })
  const [blocked, stopped] = [await makeItem(own.id), await makeItem(own.id)]
  const good = await makeItem(own.id, { lastDirectCost: "10" })
  const line = (no: string) => ({ no, quantity: "1", price: "10" })
  const account = { type: "gl_account" as const, no: "4310", quantity: "1", price: "5" }
  const totals = { controlAmountIncludingVat: "30", controlVatAmount: "5" }
  const no = await makePurchaseInvoice(all.actor, seller, [line(blocked.no), line(stopped.no), account], {
    vendorInvoiceNo: "",
    ...totals,
  })
  await inCompany(own.id, async tx => {
    await tx.update(purchasesSetup).set({ allowPostingFrom: "2099-01-01" })
    await tx.update(vendor).set({ blocked: "all" }).where(eq(vendor.no, seller))
    await tx.update(item).set({ blocked: true }).where(eq(item.no, blocked.no))
    await tx.update(item).set({ purchasingBlocked: true }).where(eq(item.no, stopped.no))
    await tx
      .update(glAccount)
      .set({ blocked: true })
      .where(inArray(glAccount.no, ["1600", "3000"]))
    await tx.update(glAccount).set({ directPosting: false }).where(eq(glAccount.no, "4310"))
    await tx.update(generalPostingSetup).set({ blocked: true })
    await tx.update(vatPostingSetup).set({ blocked: true })
  })
  const path = `/${own.slug}/purchase-invoices/${no}`
  const setup = `/${own.slug}/administration/setup`

  const asked = await pageOf(browser, asking)
  await asked.goto(`${path}/preview-posting`)
  const setupReasons = asked.locator(".problems li").filter({ hasText: "Ask Ada Alles." })
  await expect(setupReasons).toHaveCount(6)
  await expect(asked.locator(".problems a[href*='/administration/']")).toHaveCount(0)

  const page = await pageOf(browser, all)
  const { saveRow, type } = formOn(page)
  const unblock = async () => {
    await page.getByRole("checkbox", { name: "Blocked" }).uncheck()
    await saveRow()
  }
  const corrected: Corrected[] = [
    [/may not post/, `${setup}/posting-dates`, type("Allow posting from", "")],
    [/Vendor Invoice No\. is missing/, `${path}#header.vendorInvoiceNo`, type("Vendor Invoice No.", "NK-1")],
    [/Vendor Noordkade/, `/${own.slug}/vendors/${seller}`, unblockVendor],
    [/1600/, `${setup}/chart-of-accounts/1600`, unblock],
    [/3000/, `${setup}/chart-of-accounts/3000`, unblock],
    [/BINNENL.*HANDEL/, `${setup}/general-posting-setup/BINNENL/HANDEL`, unblock],
    [/BINNENL.*HOOG/, `${setup}/vat-posting-setup/BINNENL/HOOG`, unblock],
    [/4310/, `${setup}/chart-of-accounts/4310`, allowDirectPosting],
    [new RegExp(`Item ${blocked.no}.*leave the line out`), `${path}#lines.1.no`, type("No., line 10000", good.no)],
    [new RegExp(`Item ${stopped.no}.*leave the line out`), `${path}#lines.2.no`, type("No., line 20000", good.no)],
    [/Total Incl\. VAT/, `${path}#header.controlAmountIncludingVat`, type("Total Incl. VAT on paper", "30.25")],
    [/VAT Amount/, `${path}#header.controlVatAmount`, type("VAT Amount on paper", "5.25")],
  ]
  async function unblockVendor() {
    await page.getByRole("combobox", { name: "Blocked" }).selectOption({ label: "Not blocked" })
    await page.getByRole("form", { name: "Blocked" }).getByRole("button", { name: "Save" }).click()
    await expect(page.getByText("Saved.")).toBeVisible()
  }
  async function allowDirectPosting() {
    await page.getByRole("checkbox", { name: "Direct posting" }).check()
    await saveRow()
  }
  await correctAll(page, path, corrected)
  await page.getByRole("button", { name: "Post", exact: true }).click()
  await page.getByRole("button", { name: "Post anyway" }).click()
  await posted(page)
})

test("what can be wrong with rates, totals, terms and accounts is said at once too, and corrected the same way", async ({
  browser,
}) => {
  test.slow()
  const own = await ownCompany("Vreemd Geld")
  const all = await ownUser(own, "Ada Alles", "purchasing_manager", "administrator")
  const clerk = await ownUser(own, "Piet Inkoper", "purchaser")
  const tiers = { code: "STAFFEL", currencyCode: "USD", minimumAmount: "0", discountPercent: "0" }
  const seller = await makeVendor(own.id, { currencyCode: "USD", invoiceDiscountCode: tiers.code })
  const [kept, good] = [await makeItem(own.id), await makeItem(own.id, { lastDirectCost: "10" })]
  const header = { postingDate: "2026-03-31", invoiceDiscountCalculation: "tiers" }
  const no = await makePurchaseInvoice(
    clerk.actor,
    seller.no,
    [
      { no: kept.no, quantity: "1", price: "10" },
      { type: "gl_account", no: "4310", quantity: "-3", price: "10" },
    ],
    header,
  )
  const empty = await makePurchaseInvoice(clerk.actor, seller.no, [])
  await inCompany(own.id, async tx => {
    await tx.update(purchasesSetup).set({ unreviewedPosting: "refuse" })
    await tx.update(vendor).set({ blocked: "all", privacyBlocked: true })
    await tx.delete(currencyExchangeRate).where(eq(currencyExchangeRate.currencyCode, "USD"))
    await tx.update(currency).set({ roundingAccountNo: null }).where(eq(currency.code, "USD"))
    await tx.update(vatPostingSetup).set({ vatPercent: "19" }).where(eq(vatPostingSetup.vatIdentifier, "HOOG"))
    await tx.update(glAccount).set({ accountType: "heading" }).where(eq(glAccount.no, "4310"))
    await tx.update(item).set({ inventoryPostingGroup: null }).where(eq(item.no, kept.no))
  })
  const path = `/${own.slug}/purchase-invoices/${no}`
  const setup = `/${own.slug}/administration/setup`
  const page = await pageOf(browser, all)
  const { save, saveRow, type } = formOn(page)
  await correctAll(page, path, [
    [/no exchange rate of USD/, `${setup}/currencies/USD`, addRate],
    [/currency USD/, `${setup}/currencies/USD`, chooseRounding],
    [/privacy/, `/${own.slug}/vendors/${seller.no}`, allowPrivacy],
    [/was 21 % .* is 19 %/, `${setup}/vat-posting-setup/BINNENL/HOOG`, rowWith("VAT %", "21")],
    [/4310.*heading/, `${setup}/chart-of-accounts/4310`, makePosting],
    [/Inventory Posting Group/, `${path}#lines.1.no`, type("No., line 10000", good.no)],
    [/total is negative/, `${path}#lines.2.quantity`, type("Quantity, line 20000", "1")],
    [/Nobody has reviewed/, `${path}#review`, haveReviewed],
  ])
  /** Who changed it may not. */
  async function haveReviewed() {
    await expect(page.locator("#review")).toContainText("somebody else reviews it")
    const other = await pageOf(browser, await ownUser(own, "Rie Reviewer", "purchasing_manager"))
    await other.goto(`${path}/preview-posting`)
    await other.getByRole("link", { name: /Nobody has reviewed/ }).click()
    await other.locator("#review").click()
    await expect(other.locator(".head .state")).toHaveText("Reviewed")
  }
  async function addRate() {
    await page.getByRole("link", { name: "New rate" }).click()
    await page.getByLabel("Starting date").fill("2026-01-01")
    await page.getByLabel("Exchange rate amount").fill("1.175")
    await page.getByLabel("In the company’s currency").fill("1")
    await saveRow()
  }
  async function chooseRounding() {
    await page.getByLabel("Rounding account").selectOption("9320")
    await saveRow()
  }
  async function allowPrivacy() {
    await page.getByRole("checkbox", { name: /privacy/i }).uncheck()
    // A block for privacy is a block for all, which stays until it is lifted itself.
    await page.getByRole("combobox", { name: "Blocked" }).selectOption({ label: "Not blocked" })
    await page.getByRole("form", { name: "Blocked" }).getByRole("button", { name: "Save" }).click()
    await expect(page.getByText("Saved.")).toBeVisible()
  }
  function rowWith(name: string, value: string) {
    return async () => {
      await page.getByLabel(name, { exact: true }).fill(value)
      await saveRow()
    }
  }
  async function makePosting() {
    await page.getByLabel("Account type").selectOption("posting")
    await saveRow()
  }

  await inCompany(own.id, tx =>
    tx.insert(vendorInvoiceDiscount).values({ companyId: own.id, ...tiers, serviceCharge: "4" }),
  )
  await page.goto(`${path}/preview-posting`)
  await page.getByRole("link", { name: /service charge is 4.00 now/ }).click()
  await page.waitForURL(`**${path}#header.invoiceDiscountCalculation`)
  await save()
  await expect(page.getByRole("textbox", { name: "Direct Unit Cost, line 30000" })).toHaveValue("4.00")

  await page.goto(`/${own.slug}/purchase-invoices/${empty}/preview-posting`)
  await page.getByRole("link", { name: /There is nothing to post/ }).click()
  await expect(page.getByRole("combobox", { name: "New line", exact: true })).toBeFocused()
})

test("discounts, a service charge and control totals show in the totals and in Statistics, to the cent", async ({
  browser,
}) => {
  const seller = await makeVendor(company.id, { invoiceDiscountCode: "STAFFEL" })
  const tier = { companyId: company.id, code: "STAFFEL", currencyCode: "EUR", minimumAmount: "20" }
  await inCompany(company.id, tx =>
    tx.insert(vendorInvoiceDiscount).values({ ...tier, discountPercent: "2", serviceCharge: "4" }),
  )
  // 18.00 and 5.00.
  const no = await makePurchaseInvoice(purchaser.actor, seller.no, [
    { no: sold.no, quantity: "2", price: "10", lineDiscountPercent: "10" },
    { type: "gl_account", no: "4310", quantity: "1", price: "5" },
  ])
  const page = await pageOf(browser, manager)
  const calculation = page.getByRole("combobox", { name: "Invoice Discount", exact: true })
  const total = page.locator(".totals dd.sum")
  const save = async () => {
    // What the save before this one said is gone.
    await expect(page.getByText("Changed, not saved yet")).toBeVisible()
    await page.getByRole("button", { name: /^Save/ }).click()
    await expect(page.getByText("Saved.")).toBeVisible()
  }
  await page.goto(pathOf(no))
  await calculation.selectOption("tiers")
  await save()
  // 23.00 - 0.46 + 4.00, and 21 %.
  await expect(total).toHaveText("32.11")
  await expect(page.getByRole("textbox", { name: "Direct Unit Cost, line 30000" })).toHaveValue("4.00")
  await expect(page.getByRole("textbox", { name: "Direct Unit Cost, line 30000" })).not.toBeEditable()
  await expect(page.getByRole("button", { name: "Delete, line 30000" })).toHaveCount(0)

  await calculation.selectOption("amount")
  await page.getByRole("textbox", { name: "Invoice Discount Amount or %" }).fill("3")
  await page.getByRole("textbox", { name: "Total Incl. VAT on paper" }).fill("24")
  await save()
  await expect(total).toHaveText("24.20")
  await page.getByText("1 reason why this cannot be posted yet").click()
  await expect(page.getByText("24.00 was typed, and the lines come to 24.20; the difference is 0.20.")).toBeVisible()
  await page.getByRole("link", { name: "Statistics" }).click()
  const group = page.getByRole("row", { name: /^HOOG/ }).getByRole("cell")
  await expect(group).toHaveText(["HOOG", "Normal VAT", "21", "23.00", "3.00", "20.00", "4.20", "24.20"])
})

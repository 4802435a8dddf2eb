/** Two cards of one vendor, item or customer become one, seen by who does it; and two again, without JavaScript. */
import type { Browser } from "@playwright/test"
import { closeDatabase } from "@/db/client"
import { itemLine, makeCustomer, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let company: OwnCompany
test.beforeAll(async () => {
  company = await ownCompany("Samen")
})

test("two cards of one vendor become one, and two again without JavaScript", async ({ browser }) => {
  const manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  const stays = await makeVendor(company.id, { name: "Noordkade Elektro B.V.", phone: "" })
  const goes = await makeVendor(company.id, { name: "Noordkade Elektro", phone: "075 1234567" })
  const item = await makeItem(company.id, { vendorNo: goes.no })
  const draft = await makePurchaseInvoice(manager.actor, goes.no, [{ no: item.no, quantity: "1" }])

  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, manager.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/vendors/${goes.no}`)
  await page.getByRole("link", { name: "Merge", exact: true }).click()
  await page.getByLabel("Into vendor").fill("NONE")
  await page.getByRole("button", { name: "Compare" }).click()
  await expect(page.getByText("There is no vendor NONE.")).toBeVisible()
  await page.getByLabel("Into vendor").fill(stays.no.toLowerCase())
  await page.getByRole("button", { name: "Compare" }).click()
  await expect(page.getByText(`To ${stays.no} go: 1 draft, 1 item whose default vendor it is.`)).toBeVisible()
  // What the one that stays lacks is taken unless somebody says otherwise.
  await expect(page.getByLabel("Phone No.")).toHaveValue("from")
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("into")
  await page.getByRole("button", { name: `Merge ${goes.no} into ${stays.no}` }).click()
  await expect(page.getByText(`${goes.no} became one with ${stays.no}.`)).toBeVisible()
  await expect(page.getByLabel("Phone No.")).toHaveValue("075 1234567")
  await page.goto(`/${company.slug}/purchase-invoices/${draft}`)
  await expect(page.getByText("Noordkade Elektro B.V.").first()).toBeVisible()
  // The old number still leads on.
  await page.goto(`/${company.slug}/vendors?search=${goes.no}`)
  await expect(page.getByText(`Merged into ${stays.no}`).first()).toBeVisible()
  await context.close()

  const bare = await browser.newContext({ locale: "nl-NL", javaScriptEnabled: false })
  await signIn(bare, manager.email)
  const plain = await bare.newPage()
  await plain.goto(`/${company.slug}/vendors/${goes.no}`)
  await expect(plain.getByText(`Deze leverancier is één geworden met leverancier ${stays.no}`)).toBeVisible()
  await plain.getByRole("button", { name: "Samenvoegen ongedaan maken" }).click()
  await expect(plain.getByText(`${goes.no} staat weer op zichzelf.`)).toBeVisible()
  await bare.close()
})

test("two cards of one item become one, with its drafts, and two again without JavaScript", async ({ browser }) => {
  const manager = await ownUser(company, "Ina Items", "purchasing_manager")
  const stays = await makeItem(company.id, { description: "Klok, wit" })
  const goes = await makeItem(company.id, { description: "Klok wit" })
  const { no: vendorNo } = await makeVendor(company.id)
  const draft = await makePurchaseInvoice(manager.actor, vendorNo, [{ no: goes.no, quantity: "1" }])
  await mergeAndBack(browser, manager.email, {
    list: "items",
    noun: { en: "item", nl: "artikel" },
    nos: [goes.no, stays.no],
    name: "Description",
    moved: `To ${stays.no} go: 1 line of a draft`,
    document: `purchase-invoices/${draft}`,
  })
})

test("two cards of one customer become one, with its sales invoices, and two again without JavaScript", async ({
  browser,
}) => {
  const purchaser = await ownUser(company, "Karin Klanten", "purchaser")
  const stays = await makeCustomer(company.id, { name: "De Korenaar B.V." })
  const goes = await makeCustomer(company.id, { name: "De Korenaar" })
  const sale = await makeSalesInvoice(company.id, [itemLine(await makeItem(company.id))], { customerNo: goes.no })
  await mergeAndBack(browser, purchaser.email, {
    list: "customers",
    noun: { en: "customer", nl: "klant" },
    nos: [goes.no, stays.no],
    name: "Name",
    moved: `To ${stays.no} go: 1 draft`,
    document: `sales-invoices/${sale.no}`,
  })
})

type Merged = {
  list: "items" | "customers"
  noun: { en: string; nl: string }
  /** Of the one that goes, and of the one that stays. */
  nos: [string, string]
  /** The field that the two differ in. */
  name: string
  moved: string
  /** Names the one that stays afterwards, and the one that went once that is undone. */
  document: string
}

async function mergeAndBack(browser: Browser, email: `${string}@${string}`, merged: Merged) {
  const { list, noun, name, moved, document } = merged
  const [goes, stays] = merged.nos
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/${list}/${goes}`)
  await page.getByRole("link", { name: "Merge", exact: true }).click()
  await page.getByLabel(`Into ${noun.en}`).fill(goes)
  await page.getByRole("button", { name: "Compare" }).click()
  await expect(page.getByRole("alert").first()).toBeVisible()
  await page.getByLabel(`Into ${noun.en}`).fill(stays)
  await page.getByRole("button", { name: "Compare" }).click()
  await expect(page.getByText(moved)).toBeVisible()
  await expect(page.getByLabel(name, { exact: true })).toHaveValue("into")
  await page.getByRole("button", { name: `Merge ${goes} into ${stays}` }).click()
  await expect(page.getByText(`${goes} became one with ${stays}.`)).toBeVisible()
  await page.goto(`/${company.slug}/${document}`)
  await expect(
    page
      .getByText(stays)
      .or(page.locator(`[value^="${stays}"]`))
      .first(),
  ).toBeVisible()
  await context.close()

  const bare = await browser.newContext({ locale: "nl-NL", javaScriptEnabled: false })
  await signIn(bare, email)
  const plain = await bare.newPage()
  await plain.goto(`/${company.slug}/${list}/${goes}`)
  await expect(plain.getByText(`één geworden met ${noun.nl} ${stays}`)).toBeVisible()
  await plain.getByRole("button", { name: "Samenvoegen ongedaan maken" }).click()
  await expect(plain.getByText(`${goes} staat weer op zichzelf.`)).toBeVisible()
  await plain.goto(`/${company.slug}/${document}`)
  await expect(
    plain
      .getByText(goes)
      .or(plain.locator(`[value^="${goes}"]`))
      .first(),
  ).toBeVisible()
  await bare.close()
}

test("an item that nothing names gets another number without JavaScript; one that is named says by what", async ({
  browser,
}) => {
  const manager = await ownUser(company, "Nora Nummer", "purchasing_manager")
  const [bare, vendor] = [await makeItem(company.id), await makeVendor(company.id)]
  const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled: false })
  await signIn(context, manager.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/items/${bare.no}`)
  await page.getByRole("link", { name: "Change No." }).click()
  await page.getByLabel("New No.").fill(".x")
  await page.getByRole("button", { name: "Change No." }).click()
  await expect(page.getByLabel("New No.")).toHaveAttribute("aria-invalid", "true")
  await expect(page.getByLabel("New No.")).toHaveValue(".x")
  await page.getByLabel("New No.").fill("nora-1")
  await page.getByRole("button", { name: "Change No." }).click()
  await page.waitForURL(/\/items\/NORA-1\?saved=1$/u)
  await expect(page.getByText(`Nora Nummer gave item ${bare.no}`)).toBeVisible()
  expect((await page.goto(`/${company.slug}/items/${bare.no}`))?.status()).toBe(404)
  await page.goto(`/${company.slug}/vendors/${vendor.no}/number`)
  await expect(page.getByText(`${vendor.no} keeps its number, as it is named by bank accounts.`)).toBeVisible()
  await page.getByRole("main").getByRole("link", { name: "Merge" }).click()
  await expect(page.getByLabel("Into vendor")).toBeVisible()
  await context.close()
})

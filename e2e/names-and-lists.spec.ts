/** Vendors and items named as people know them, on cards and new documents; a credit limit that warns; lists taken out as files. */
import { readFileSync } from "node:fs"
import readXlsxFile from "read-excel-file/node"
import { closeDatabase } from "@/db/client"
import { saveItemVendor } from "@/domain/items/item-vendors"
import { itemLine, makeCustomer, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let company: OwnCompany
test.beforeAll(async () => {
  company = await ownCompany("Namen")
})

test("a price names vendor and item as they are known, and asks which one is meant without a script", async ({
  browser,
}) => {
  const purchaser = await ownUser(company, "Pia Prijs", "purchaser")
  const [one, other] = [
    await makeVendor(company.id, { name: "Zilverberg Noord", city: "Assen" }),
    await makeVendor(company.id, { name: "Zilverberg Zuid", city: "Breda" }),
  ]
  const sold = await makeItem(company.id, { description: "Koperen klemkast" })
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled })
    await signIn(context, purchaser.email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}`)
    await page.getByRole("link", { name: "Purchase Prices" }).first().click()
    await page.getByRole("link", { name: "New Purchase Price" }).first().click()
    const form = page.getByRole("form", { name: "New Purchase Price" })
    const [vendor, item] = [form.getByLabel("Vendor No."), form.getByLabel("Item No.")]
    await form.getByLabel("Direct Unit Cost").fill(javaScriptEnabled ? "7.25" : "7.50")
    if (javaScriptEnabled) {
      await vendor.fill("zilverberg")
      await page.getByRole("option", { name: /Zilverberg Zuid/ }).click()
      await expect(vendor).toHaveValue(`${other.no} Zilverberg Zuid`)
      await item.fill("klemkast")
      await page.getByRole("option", { name: /Koperen klemkast/ }).click()
    } else {
      await vendor.fill("zilverberg")
      await item.fill(sold.no)
      await form.getByRole("button", { name: "Create" }).click()
      await expect(form.getByText("“zilverberg” is not precise enough.", { exact: false }).first()).toBeVisible()
      await form.getByRole("radio", { name: /Zilverberg Noord/ }).check()
    }
    await form.getByRole("button", { name: "Create" }).click()
    await expect(page.getByText("The new row is saved.")).toBeVisible()
    await page.goto(`/${company.slug}/vendors/${(javaScriptEnabled ? other : one).no}`)
    await expect(page.getByRole("row").filter({ hasText: sold.no }).first()).toContainText(
      javaScriptEnabled ? "7.25" : "7.50",
    )
    await context.close()
  }
})

test("a vendor is registered within New Purchase Invoice and on an item's card, and what was typed stays", async ({
  browser,
}) => {
  const purchaser = await ownUser(company, "Rik Registreert", "purchaser")
  const sold = await makeItem(company.id, { description: "Muurbeugel" })
  for (const javaScriptEnabled of [true, false]) {
    const name = javaScriptEnabled ? "Kroonbeek Metaal" : "Lelieveld Hout"
    const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled })
    await signIn(context, purchaser.email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}/purchase-invoices/new`)
    const vendor = page.locator('[name="header.buyFromVendorNo"]')
    await page.locator('[name="header.vendorInvoiceNo"]').fill("KB-2026-17")
    await vendor.fill(name)
    if (javaScriptEnabled) await page.getByRole("button", { name: `Register vendor ${name}` }).click()
    else {
      await page.locator('[name="header.vendorInvoiceNo"]').press("Enter")
      await page.getByRole("button", { name: "Register as New Vendor" }).click()
    }
    await page.locator('[name="vendors.city"]').fill(javaScriptEnabled ? "Delft" : "Gouda")
    await page.getByRole("button", { name: "Create", exact: true }).first().click()
    await expect(vendor).toHaveValue(new RegExp(`^L\\d{5} ${name}$`))
    await expect(page.locator('[name="header.vendorInvoiceNo"]')).toHaveValue("KB-2026-17")
    await page.getByRole("button", { name: "Create", exact: true }).last().click()
    await expect(page.getByRole("heading", { level: 1, name: /Purchase Invoice IF/ })).toBeVisible()
    await expect(page.getByText("Unproven vendor")).toBeVisible()
    await page.goto(`/${company.slug}/purchase-invoices`)
    await expect(page.getByRole("row").filter({ hasText: name })).toContainText("Unproven")

    const card = javaScriptEnabled ? "Zonneweg Verf" : "Quastelhof Glas"
    await page.goto(`/${company.slug}/items/${sold.no}`)
    const form = page.getByRole("form", { name: "Item Card" })
    await form.locator('[name="items.description"]').fill(`Muurbeugel ${name}`)
    await form.locator('[name="items.vendorNo"]').fill(card)
    if (javaScriptEnabled) await form.getByRole("button", { name: `Register vendor ${card}` }).click()
    else {
      await form.locator('[name="items.description"]').press("Enter")
      await form.getByRole("button", { name: "Register as New Vendor" }).click()
    }
    await form.locator('[name="vendors.city"]').fill("Zwolle")
    await form.getByRole("button", { name: "Create", exact: true }).click()
    await expect(form.locator('[name="items.vendorNo"]')).toHaveValue(new RegExp(`^L\\d{5} ${card}$`))
    await expect(form.locator('[name="items.description"]')).toHaveValue(`Muurbeugel ${name}`)
    await form.getByRole("button", { name: "Save" }).click()
    await expect(page.getByText(/is saved\./)).toBeVisible()
    await context.close()
  }
})

test("a sales invoice beyond the credit limit says so with the figures, and the customer's card what is used", async ({
  browser,
}) => {
  const processor = await ownUser(company, "Olga Order", "order_processor")
  const { no: customerNo } = await makeCustomer(company.id, { creditLimit: "100" })
  const sold = await makeItem(company.id)
  await makeSalesInvoice(company.id, [itemLine(sold, { quantity: "1" })], { customerNo, amountIncludingVat: "90" })
  const last = await makeSalesInvoice(company.id, [itemLine(sold, { quantity: "1" })], {
    customerNo,
    amountIncludingVat: "60",
  })
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, processor.email)
  const page = await context.newPage()
  for (const at of ["", "/edit"]) {
    await page.goto(`/${company.slug}/sales-invoices/${last.no}${at}`)
    const notice = page.locator(".notice").filter({ hasText: "The customer’s credit limit is exceeded" })
    await expect(notice).toContainText("EUR 150.00")
    await expect(notice).toContainText("EUR 50.00")
    await expect(notice).toContainText("EUR 100.00")
  }
  await page.getByRole("link", { name: customerNo }).first().click()
  await expect(page.getByRole("region", { name: "Credit" })).toContainText("EUR 150.00")
  await context.close()
})

test("a list is taken out as it is filtered, with the filter on a second sheet, and a vendor's items stand on its card", async ({
  browser,
}) => {
  const purchaser = await ownUser(company, "Lies Lijst", "purchaser")
  const [own, other] = [await makeVendor(company.id, { name: "Wilgenhof" }), await makeVendor(company.id)]
  const sold = await makeItem(company.id)
  await saveItemVendor(purchaser.actor, sold.no, { ofVendorNo: own.no, vendorItemNo: "WH-77", leadTime: "5D" })
  const draft = await makePurchaseInvoice(purchaser.actor, own.no, [{ no: sold.no, quantity: "2", price: "12.34" }])
  await makePurchaseInvoice(purchaser.actor, other.no, [{ no: sold.no, quantity: "1" }])
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, purchaser.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/purchase-invoices?vendor=${own.no}`)
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Excel" }).click(),
  ])
  const [list, filter] = await readXlsxFile(readFileSync(await download.path()))
  expect(list!.data).toHaveLength(2)
  expect(list!.data[1]).toEqual(expect.arrayContaining([draft, own.no, "Wilgenhof", 24.68]))
  expect(filter!.data).toContainEqual(["Vendor No.", own.no])
  await page.goto(`/${company.slug}/vendors/${own.no}`)
  await expect(page.getByRole("region", { name: "Items" }).getByRole("row").filter({ hasText: sold.no })).toContainText(
    "WH-77",
  )
  await context.close()
})

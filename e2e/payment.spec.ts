/** Paying a vendor: from its open entries to a payment, refused where it is too much, undone and reversed. */
import { closeDatabase } from "@/db/client"
import { today } from "@/domain/dates/date"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseCreditMemo, makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let company: OwnCompany
let manager: Member

test.beforeAll(async () => {
  company = await ownCompany("Betaalt")
  manager = await ownUser(company, "Mia Manager", "purchasing_manager")
})

/** A posted invoice over 121.00, due on 3 June. @returns its number */
async function owed(vendorNo: string): Promise<{ no: string }> {
  const item = await makeItem(company.id)
  const lines = [{ no: item.no, quantity: "1", price: "100" }]
  const dates = { postingDate: "2026-05-04", documentDate: "2026-05-04" }
  const draft = await makePurchaseInvoice(manager.actor, vendorNo, lines, dates)
  return postPurchaseDocument(manager.actor, draft, { unreviewed: true })
}

test("two invoices are paid, one in part; one is unapplied and applied again; the payment is reversed", async ({
  browser,
}) => {
  const vendor = await makeVendor(company.id, { name: "Noordkade Elektro" })
  const [first, second] = [await owed(vendor.no), await owed(vendor.no)]
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, manager.email)
  const page = await context.newPage()
  // From what is due: the vendor is chosen, and Cancel comes back.
  await page.goto(`/${company.slug}/books/aged-payables`)
  await page.getByRole("link", { name: "Register Payment for Noordkade Elektro" }).click()
  await expect(page.getByLabel(`Amount to Apply, ${second.no}`)).toHaveValue("121.00")
  await page.getByRole("link", { name: "Cancel" }).click()
  await page.waitForURL("**/books/aged-payables")
  await page.goto(`/${company.slug}/payments`)
  await page.getByRole("link", { name: "Register Payment" }).click()
  await page.getByLabel("Vendor", { exact: true }).fill("Noordkade Elektro")
  await page.getByRole("button", { name: "Choose Vendor" }).click()
  // Both are overdue, so both amounts are filled in.
  await expect(page.getByText("Sum of the entries: EUR 242.00")).toBeVisible()
  const amountOf = (no: string) => page.getByLabel(`Amount to Apply, ${no}`)
  await amountOf(second.no).fill("121.01")
  await expect(page.getByText("Sum of the entries: EUR 242.01")).toBeVisible()
  await page.getByRole("button", { name: "Register Payment" }).click()
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    `Only 121.00 of ${second.no} is open. Type that or less.`,
  )
  await expect(amountOf(second.no)).toHaveValue("121.01")
  await amountOf(second.no).fill("21.00")
  await page.getByLabel("Amount in EUR").fill("150")
  await page.getByRole("button", { name: "Register Payment" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Payment BET26-\d{5}$/)
  await expect(page.getByText("On account", { exact: true })).toBeVisible()
  const applied = page.getByRole("region", { name: "Applied Entries" }).getByRole("row")
  await expect(applied.filter({ hasText: second.no })).toContainText("21.00")
  // 8.00 is left on account; with what is taken off the first there is enough for all of the second.
  await page.getByRole("button", { name: `Unapply ${first.no}` }).click()
  await expect(applied.filter({ hasText: first.no })).toHaveCount(0)
  await amountOf(second.no).fill("100")
  await page.getByRole("button", { name: "Apply Entries" }).click()
  await expect(applied.filter({ hasText: second.no })).toContainText("121.00")
  await page.getByRole("link", { name: "Reverse" }).click()
  await page.getByRole("button", { name: "Reverse" }).click()
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Reason")
  await page.getByLabel("Reason").fill("Wrong vendor")
  await page.getByRole("button", { name: "Reverse" }).click()
  await expect(page.getByText(/^Reversed by Mia Manager on .*: Wrong vendor$/)).toBeVisible()
  await expect(page.getByRole("link", { name: "Reverse" })).toHaveCount(0)
  await page.goto(`/${company.slug}/payments?state=reversed`)
  await expect(page.getByRole("row").filter({ hasText: "Noordkade Elektro" })).toContainText("150.00")
  await context.close()
})

test("without a script, in Dutch, from the invoice that is to be paid and back; what was paid is not cancelled", async ({
  browser,
}) => {
  const vendor = await makeVendor(company.id, { name: "Zuidkade Lampen" })
  const { no } = await owed(vendor.no)
  const context = await browser.newContext({ locale: "nl-NL", javaScriptEnabled: false })
  await signIn(context, manager.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/books/vendor-ledger-entries?vendor=${vendor.no}`)
  await expect(page.getByRole("link", { name: `Betaling registreren voor ${no}` })).toBeVisible()
  const invoice = `/${company.slug}/posted-purchase-invoices/${no}`
  await page.goto(invoice)
  await page.getByRole("link", { name: "Betaling registreren" }).click()
  await expect(page.getByLabel(`Te vereffenen bedrag, ${no}`)).toHaveValue("121,00")
  await page.getByLabel("Bankrekening", { exact: true }).selectOption("SPAAR")
  await page.getByLabel("Boekingsdatum").fill("31-02-2026")
  await page.getByRole("button", { name: "Betaling registreren" }).click()
  await expect(page.getByRole("main").getByRole("alert")).toContainText("31-02-2026")
  await expect(page.getByLabel("Bankrekening", { exact: true })).toHaveValue("SPAAR")
  await page.getByLabel("Boekingsdatum").fill("10-06-2026")
  await page.getByRole("button", { name: "Betaling registreren" }).click()
  await page.waitForURL(`**${invoice}?registered=*`)
  await expect(page.getByText(/^Betaling BET26-\d{5} is geregistreerd\.$/)).toBeVisible()
  await expect(page.getByRole("link", { name: "Betaling registreren" })).toHaveCount(0)
  await page.getByRole("link", { name: "Annuleren" }).click()
  await page.getByRole("link", { name: new RegExp(`^${no} is betaald met BET26-`) }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Betaling BET26-\d{5}$/)
  await expect(page.getByText("Vereffend", { exact: true }).first()).toBeVisible()
  await expect(page.getByText("SPAAR Spaarrekening")).toBeVisible()
  await context.close()
})

test("a discount in time, a few cents' tolerance and the bank's charges go with one payment; a credit memo is paid back", async ({
  browser,
}) => {
  const vendor = await makeVendor(company.id, { name: "Westkade Kabels", paymentTermsCode: "30D/8D2%" })
  const day = today("Europe/Amsterdam")
  const item = await makeItem(company.id)
  const lines = [{ no: item.no, quantity: "1", price: "100" }]
  const dates = { postingDate: day, documentDate: day }
  const post = (draft: string) => postPurchaseDocument(manager.actor, draft, { unreviewed: true })
  const invoice = await post(await makePurchaseInvoice(manager.actor, vendor.no, lines, dates))
  const memo = await post(await makePurchaseCreditMemo(manager.actor, vendor.no, lines, dates))
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, manager.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/payments/new?entry=${invoice.transactionNo}`)
  const amount = page.getByLabel(`Amount to Apply, ${invoice.no}`)
  const discount = page.getByLabel(`Take the payment discount of ${invoice.no}`)
  await expect(amount).toHaveValue("118.58")
  await discount.uncheck()
  await expect(amount).toHaveValue("121.00")
  await discount.check()
  await expect(amount).toHaveValue("118.58")
  await page.getByLabel(`The rest of ${invoice.no}`).selectOption("Payment tolerance")
  await page.getByLabel("Bank charges", { exact: true }).fill("1.25")
  await amount.fill("110.00")
  await page.getByRole("button", { name: "Register Payment" }).click()
  await expect(page.getByRole("main").getByRole("alert")).toContainText(`Of ${invoice.no} 8.58 is left`)
  await expect(page.getByLabel("Bank charges", { exact: true })).toHaveValue("1.25")
  await expect(page.getByLabel(`The rest of ${invoice.no}`)).toHaveValue("payment_tolerance")
  await expect(discount).toBeChecked()
  await amount.fill("118.50")
  await page.getByRole("button", { name: "Register Payment" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Payment BET26-\d{5}$/)
  const applied = page.getByRole("region", { name: "Applied Entries" }).getByRole("row").filter({ hasText: invoice.no })
  await expect(applied).toContainText("2.42")
  await expect(applied).toContainText("0.08")
  await expect(page.getByText("EUR -119.75").or(page.getByText("EUR −119.75"))).toBeVisible()
  await page.goto(`/${company.slug}/posted-purchase-credit-memos/${memo.no}`)
  await page.getByRole("link", { name: "Register Refund" }).click()
  await expect(page.getByLabel(`Amount to Apply, ${memo.no}`)).toHaveValue("121.00")
  await page.getByRole("button", { name: "Register Refund" }).click()
  await page.getByRole("link", { name: "Show Payment" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Refund BET26-\d{5}$/)
  await expect(page.getByRole("region", { name: "Applied Entries" })).toContainText(memo.no)
  await context.close()
})

test("what was paid too much is paid back from the payment's own page, without a script, in Dutch", async ({
  browser,
}) => {
  const vendor = await makeVendor(company.id, { name: "Oostkade Verlichting" })
  const context = await browser.newContext({ locale: "nl-NL", javaScriptEnabled: false })
  await signIn(context, manager.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/payments/new?vendor=${vendor.no}`)
  await page.getByLabel("Bedrag in EUR").fill("75,50")
  await page.getByRole("button", { name: "Betaling registreren" }).click()
  await expect(page.getByRole("status")).toHaveText(/^Betaling BET26-\d{5} is geregistreerd\.$/)
  await page.getByRole("link", { name: "Terugbetaling registreren" }).click()
  await page.getByRole("button", { name: "Terugbetaling registreren" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Betaling BET26-\d{5}$/)
  await expect(page.getByText(/^Terugbetaling BET26-\d{5} is geregistreerd\.$/)).toBeVisible()
  await expect(page.getByRole("region", { name: "Vereffende posten" }).getByRole("row")).toContainText(["", "75,50"])
  await page.getByRole("link", { name: "Betaling tonen" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Terugbetaling BET26-\d{5}$/)
  await context.close()
})

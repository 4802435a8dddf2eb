/** What waits for a second person, from its count on the Role Center to its list and its answer. */
import { closeDatabase } from "@/db/client"
import { proposeBankAccount } from "@/domain/bank-account-approvals/propose-bank-account"
import { askForVendor } from "@/domain/vendors/ask-for-vendor"
import { makeSalesInvoice, makeVendor } from "@/test/factories"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let company: OwnCompany
test.beforeAll(async () => {
  company = await ownCompany("Tweede")
})

test("unproven vendors, proposed bank accounts and vendors asked for: counted, listed, answered", async ({
  browser,
}) => {
  const processor = await ownUser(company, "Olga Vraagt", "order_processor")
  const purchaser = await ownUser(company, "Pien Maakt", "purchaser")
  const manager = await ownUser(company, "Mia Kijkt", "purchasing_manager")
  const made = { unproven: true, registeredBy: purchaser.actor.userId }
  const unproven = await makeVendor(company.id, { name: "Tussendoor", ...made })
  const proven = await makeVendor(company.id, { name: "Bekend" })
  await proposeBankAccount(purchaser.actor, proven.no, {
    iban: "NL20INGB0001234567",
    accountNo: "",
    bic: "",
    accountHolder: "Bekend",
    evidence: "Letter",
    verifiedHow: "met",
    verifiedOn: "t",
  })
  const sale = await makeSalesInvoice(company.id)
  const asked = { documentType: "sales_invoice", documentNo: sale.no } as const
  await askForVendor(processor.actor, { name: "Nieuwkomer", ...asked })

  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled })
    await signIn(context, purchaser.email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}`)
    // Who may confirm no bank account is counted none.
    await expect(page.getByRole("link", { name: /Unproven vendors 1 made by you/ })).toBeVisible()
    await expect(page.getByRole("link", { name: /Vendors with a new bank account/ })).toHaveCount(0)
    await context.close()
  }

  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, manager.email)
  const page = await context.newPage()
  const home = () => page.goto(`/${company.slug}`)
  await home()
  await page.getByRole("link", { name: /Vendors with a new bank account/ }).click()
  await expect(page.getByLabel("Waits for a second person")).toHaveValue("bank_account")
  await expect(page.getByRole("link", { name: proven.no })).toBeVisible()
  await expect(page.getByRole("link", { name: unproven.no })).toHaveCount(0)
  await expect(page.getByText("1 of 1")).toBeVisible()
  await expect(page.getByRole("link", { name: "CSV" })).toHaveAttribute("href", /waits=bank_account/)

  await home()
  await page.getByRole("link", { name: /Unproven vendors/ }).click()
  await expect(page.getByRole("link", { name: proven.no })).toHaveCount(0)
  await page.getByRole("link", { name: unproven.no }).click()
  await page.getByRole("button", { name: "Mark as Proven" }).click()
  await expect(page.getByText("is saved.")).toBeVisible()

  await home()
  await expect(page.getByRole("link", { name: /Vendors Asked For/ })).toBeVisible()
  await expect(page.getByRole("link", { name: /Unproven vendors/ })).toHaveCount(0)
  await page.getByRole("link", { name: /Vendors Asked For/ }).click()
  await expect(page.getByText("Olga Vraagt")).toBeVisible()
  await expect(page.getByRole("link", { name: sale.no })).toHaveAttribute(
    "href",
    `/${company.slug}/sales-invoices/${sale.no}`,
  )
  await page.getByRole("link", { name: "Answer for Nieuwkomer" }).click()
  await page.getByLabel("Reason").fill("Bought elsewhere")
  await page.getByRole("button", { name: "Do Not Register" }).click()
  await expect(page.getByText("did not register it: Bought elsewhere")).toBeVisible()
  await home()
  await expect(page.getByRole("link", { name: /Vendors with a new bank account/ })).toBeVisible()
  await expect(page.getByRole("link", { name: /Vendors Asked For/ })).toHaveCount(0)
  await context.close()
})

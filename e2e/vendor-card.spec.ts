/** A vendor's card by keyboard, and a new bank account from one person's proposal to another's confirmation and a payment to it. */
import { closeDatabase } from "@/db/client"
import { readBankAccounts } from "@/domain/vendor-bank-accounts/read-bank-accounts"
import { makeVendor } from "@/test/factories"
import { callAction } from "./support/call-action"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

let company: OwnCompany
test.beforeAll(async () => {
  company = await ownCompany("Kaart")
})

test("a card is changed by keyboard, wrong in a folded part; without JavaScript too", async ({ browser }) => {
  const purchaser = await ownUser(company, "Pien Purchaser", "purchaser")
  const vendor = await makeVendor(company.id, { name: "Noordkade Elektro" })
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled })
    await signIn(context, purchaser.email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}/vendors/${vendor.no}`)
    const card = page.getByRole("form", { name: "Vendor Card" })
    await card.getByLabel("City").fill(javaScriptEnabled ? "Wormerveer" : "Krommenie")
    await card.getByText("Contact and language").click()
    await card.getByLabel("Phone No.").fill("ask Jan")
    if (javaScriptEnabled) await page.keyboard.press("Control+s")
    else await card.getByRole("button", { name: "Save" }).click()
    await expect(card.getByText("A phone number has no letters.").last()).toBeVisible()
    await card.getByLabel("Phone No.").fill("075 - 123 45 67")
    if (javaScriptEnabled) await page.keyboard.press("Control+s")
    else await card.getByRole("button", { name: "Save" }).click()
    await expect(page.getByText(`Vendor Noordkade Elektro (${vendor.no}) is saved.`)).toBeVisible()
    await expect(page.getByText(/City from .* to (Wormerveer|Krommenie)/).first()).toBeVisible()
    if (javaScriptEnabled) {
      await page.keyboard.press("Alt+n")
      await expect(page).toHaveURL(/vendors\/new$/)
    }
    await context.close()
  }
})

test("a new bank account: proposed by one, looked at twice and confirmed by another, then paid to", async ({
  browser,
}) => {
  const purchaser = await ownUser(company, "Piet Proposer", "purchaser", "purchasing_manager")
  const manager = await ownUser(company, "Mia Manager", "purchasing_manager")
  const vendor = await makeVendor(company.id, { name: "Oostkade Techniek" })
  const pageOf = async (email: typeof manager.email) => {
    const context = await browser.newContext({ locale: "en-GB" })
    await signIn(context, email)
    return context.newPage()
  }
  const first = await pageOf(purchaser.email)
  await first.goto(`/${company.slug}/vendors/${vendor.no}`)
  await first.getByText("Contact and language").click()
  await first.getByLabel("Phone No.").fill("06 66666666")
  await first.keyboard.press("Control+s")
  await expect(first.getByText("is saved.")).toBeVisible()
  await first.goto(`/${company.slug}/vendors/${vendor.no}/bank-accounts`)
  const form = first.getByRole("form", { name: "Propose a bank account" })
  await form.getByLabel("IBAN").fill("NL91 ABNA 0417 1643 01")
  await form.getByLabel("Evidence").fill("Letter of 12 November")
  await form.getByLabel("How verified").selectOption({ label: "Called back on a number already on file" })
  await form.getByRole("button", { name: "Propose" }).click()
  await expect(form.getByText("This is not an IBAN. Check its digits.").last()).toBeVisible()
  await form.getByLabel("IBAN").fill("NL91 ABNA 0417 1643 00")
  await form.getByRole("button", { name: "Propose" }).click()
  await expect(first.getByText("The bank account is proposed.")).toBeVisible()
  await expect(first.getByRole("button", { name: "Confirm" })).toHaveCount(0)
  // The page has no button for it: the action itself refuses, posted by whoever proposed.
  const id = (await readBankAccounts(purchaser.actor, vendor.no))[0]!.id
  const own = await callAction(first.request, {
    action: "[company]/vendors/[no]/bank-accounts/actions#respond",
    at: `/${company.slug}/vendors/${vendor.no}/bank-accounts`,
    bound: [company.slug, vendor.no, id],
    form: { intent: "confirm" },
  })
  expect(own.returned?.issues?.map(({ code }) => code)).toEqual(["bank_account.own_proposal"])
  const paid = await callAction(first.request, {
    action: "[company]/_payments/actions#makePayment",
    at: `/${company.slug}/payments/new?vendor=${vendor.no}`,
    bound: [company.slug, vendor.no, "EUR", "payment"],
    form: {
      formId: crypto.randomUUID(),
      bankAccountNo: "BANK",
      vendorBankAccountId: String(id),
      postingDate: "t",
      amount: "12.50",
      description: "Theirs",
    },
  })
  expect(paid.returned?.issues?.map(({ code }) => code)).toEqual(["payment.vendor_bank_account_unconfirmed"])

  const second = await pageOf(manager.email)
  await second.goto(`/${company.slug}/payments/new?vendor=${vendor.no}`)
  await expect(second.getByLabel("Bank account of the vendor").getByRole("option")).toHaveCount(1)
  await second.goto(`/${company.slug}/vendors/${vendor.no}/bank-accounts`)
  await expect(second.getByText("Phone No.: blank → 06 66666666")).toBeVisible()
  await second.getByRole("button", { name: "Confirm" }).click()
  await expect(second.getByText("The bank account is confirmed.")).toBeVisible()
  await second.goto(`/${company.slug}/payments/new?vendor=${vendor.no}`)
  await second
    .getByLabel("Bank account of the vendor")
    .selectOption({ label: "NL91 ABNA 0417 1643 00 Oostkade Techniek" })
  await second.getByLabel("Amount in EUR").fill("12.50")
  await second.getByRole("button", { name: "Register Payment" }).click()
  await expect(second.getByText("NL91 ABNA 0417 1643 00 Oostkade Techniek")).toBeVisible()
})

/** Setup by an administrator: what posting misses is made through its link, and what is set up is felt by posting. */
import { closeDatabase } from "@/db/client"
import { kolkwijk } from "@/db/demo/landmarks"
import type { Actor } from "@/domain/access/actor"
import { previewPosting } from "@/domain/purchase-documents/preview-posting"
import { deleteSetup } from "@/domain/setup/delete-setup"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, password, signIn, test } from "./support/portal"
import { ageSessions } from "./support/sessions"

test.afterAll(() => closeDatabase())

let company: OwnCompany
let admin: { email: `${string}@${string}`; actor: Actor }
let manager: Actor
let setup: string

test.beforeEach(async () => {
  company = await ownCompany("Inrichting")
  admin = await ownUser(company, "Ada Beheer", "administrator")
  manager = (await ownUser(company, "Max Inkoop", "purchasing_manager")).actor
  setup = `/${company.slug}/administration/setup`
})

/** A draft of the manager's with one item, at 21 %. */
async function draft(postingDate = "2026-03-31"): Promise<string> {
  const { no: vendorNo } = await makeVendor(company.id)
  const { no } = await makeItem(company.id)
  return makePurchaseInvoice(manager, vendorNo, [{ no, quantity: "1", price: "10" }], { postingDate })
}

const reasons = async (no: string) => (await previewPosting(manager, no)).problems.map(({ code }) => code)

for (const javaScriptEnabled of [true, false]) {
  test(`a missing VAT setup is made through its link ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
  }) => {
    const invoice = await draft()
    await deleteSetup(admin.actor, "vat-posting-setup", ["BINNENL", "HOOG"], 0, true)
    expect(await reasons(invoice)).toEqual(["vat_posting_setup_lacking"])
    const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled })
    await signIn(context, admin.email)
    const page = await context.newPage()
    await page.goto(`${setup}/vat-posting-setup?bus=BINNENL&prod=HOOG`)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("New combination of VAT groups")
    await expect(page.getByLabel("VAT Bus. Posting Group")).toHaveValue("BINNENL")
    await page.getByLabel("VAT identifier").fill("hoog")
    await page.getByLabel("VAT calculation").selectOption({ label: "Normal VAT" })
    await page.getByLabel("VAT %", { exact: true }).fill("many")
    await page.getByRole("button", { name: "Save" }).click()
    await expect(page.getByText("“many” is not a number.").first()).toBeVisible()
    // Nothing typed is lost.
    await expect(page.getByLabel("VAT identifier")).toHaveValue("hoog")
    await page.getByLabel("VAT %", { exact: true }).fill("21")
    await page.getByRole("button", { name: "Save" }).click()
    await expect(page.getByRole("alert").filter({ hasText: "Purchase VAT account" })).toBeVisible()
    await page.getByLabel("Purchase VAT account").selectOption("1500")
    await page.getByRole("button", { name: "Save" }).click()
    await expect(page.getByText("BINNENL, HOOG is saved.")).toBeVisible()
    expect(await reasons(invoice)).toEqual([])
    // The link now leads to what is there.
    await page.goto(`${setup}/vat-posting-setup?bus=BINNENL&prod=HOOG`)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("BINNENL, HOOG")
    await expect(page.getByText("Ada Beheer made this")).toBeVisible()
    await context.close()
  })
}

test("a range of posting dates, set in Dutch, is felt by posting; a user's own goes before it", async ({ browser }) => {
  const invoice = await draft()
  const context = await browser.newContext({ locale: "nl-NL" })
  await signIn(context, admin.email)
  const page = await context.newPage()
  await page.goto(`${setup}/posting-dates`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Boekingsdatums en -regels")
  await page.getByLabel("Boeken toegestaan vanaf").fill("1-4-2026")
  await page.getByLabel("Boeken toegestaan tot en met").fill("30 apr 2026")
  await page.getByRole("button", { name: "Opslaan" }).click()
  await expect(page.getByText("Opgeslagen.", { exact: true })).toBeVisible()
  expect(await reasons(invoice)).toEqual(["posting_date_not_allowed"])
  await expect(page.getByText("Boeken toegestaan vanaf van leeg in 01-04-2026")).toBeVisible()
  await page.getByRole("link", { name: "Nieuwe gebruiker met eigen datums" }).click()
  await page.getByRole("combobox", { name: "Gebruiker", exact: true }).selectOption({ label: "Max Inkoop" })
  await page.getByLabel("Boeken toegestaan vanaf").fill("1-3-2026")
  await page.getByRole("button", { name: "Opslaan" }).click()
  await expect(page.getByRole("cell", { name: "Max Inkoop" })).toBeVisible()
  expect(await reasons(invoice)).toEqual([])
  await context.close()
})

for (const javaScriptEnabled of [true, false]) {
  test(`the account that is paid from is changed by who proves whose session it is, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled })
    await signIn(context, admin.email)
    const page = await context.newPage()
    await ageSessions(admin.actor.userId, "authenticated_at", "11 minutes")
    await page.goto(`${setup}/bank-accounts/BANK`)
    const iban = page.getByLabel("IBAN")
    await iban.fill("NL91 ABNA 0417 1643 00")
    await page.getByRole("button", { name: "Save" }).click()
    await expect(page.getByLabel("Your password")).toBeVisible()
    await expect(iban).toHaveValue("NL91 ABNA 0417 1643 00")
    await page.getByLabel("Your password").fill("wrong")
    await page.getByRole("button", { name: "Save" }).click()
    await expect(page.getByText("This is not your current password").first()).toBeVisible()
    await page.getByLabel("Your password").fill(password)
    await page.getByRole("button", { name: "Save" }).click()
    await expect(page.getByText("BANK is saved.")).toBeVisible()
    await context.close()
  })
}

test("a formula is typed and read in the reader's language", async ({ browser }) => {
  for (const [locale, save, shown] of [
    ["nl-NL", "Opslaan", "1M+LM"],
    ["en-GB", "Save", "1M+CM"],
  ] as const) {
    const context = await browser.newContext({ locale })
    await signIn(context, admin.email)
    const page = await context.newPage()
    await page.goto(`${setup}/payment-terms/60D`)
    const formula = page.locator('[name="setup.dueDateCalculation"]')
    if (locale === "nl-NL") {
      await formula.fill("1m + lm")
      await page.getByRole("button", { name: save }).click()
      await expect(page.getByRole("row", { name: /60D/ })).toContainText(shown)
    } else await expect(formula).toHaveValue(shown)
    await context.close()
  }
})

for (const javaScriptEnabled of [true, false]) {
  test(`of two administrators the second gets what the first changed alone, and is asked about what both did, ${
    javaScriptEnabled ? "with" : "without"
  } JavaScript`, async ({ browser }) => {
    const other = await ownUser(company, "Bas Beheer", "administrator")
    const pages = await Promise.all(
      [admin.email, other.email].map(async email => {
        const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled })
        await signIn(context, email)
        const page = await context.newPage()
        await page.goto(`${setup}/payment-terms`)
        await page.getByRole("link", { name: "30D/8D2%" }).click()
        return page
      }),
    )
    const [first, second] = [pages[0]!, pages[1]!]
    await first.getByLabel("Discount %").fill("3")
    await first.getByLabel("Description").fill("Thirty days, or eight")
    await first.getByRole("button", { name: "Save" }).click()
    await expect(first.getByText("30D/8D2% is saved.")).toBeVisible()
    await second.getByLabel("Discount %").fill("4")
    await second.getByLabel("Due date calculation").fill("45D")
    await second.getByRole("button", { name: "Save" }).click()
    await expect(second.getByText("Ada Beheer changed this to 3 in the meantime.").first()).toBeVisible()
    await expect(second.getByText("You had not changed Description")).toBeVisible()
    await expect(second.getByLabel("Discount %")).toHaveValue("4")
    await expect(second.getByLabel("Due date calculation")).toHaveValue("45D")
    await expect(second.getByLabel("Description")).toHaveValue("Thirty days, or eight")
    // A refusal in between does not make the form stale again.
    await second.getByLabel("Discount %").fill("4 or so")
    await second.getByRole("button", { name: "Save" }).click()
    await expect(second.getByText("“4 or so” is not a number.").first()).toBeVisible()
    await second.getByLabel("Discount %").fill("4")
    await second.getByRole("button", { name: "Save" }).click()
    await expect(second.getByText("30D/8D2% is saved.")).toBeVisible()
    await expect(second.getByRole("row", { name: /30D\/8D2%/ })).toContainText("Thirty days, or eight")
    await Promise.all(pages.map(page => page.context().close()))
  })
}

test("what is in use stays, and the page says by whom; what is only missed goes when one says so", async ({
  browser,
}) => {
  const invoice = await draft()
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, admin.email)
  const page = await context.newPage()
  await page.goto(`${setup}/vendor-posting-groups/BINNENL`)
  await page.getByRole("link", { name: "Delete" }).click()
  await expect(
    page.getByText("BINNENL stays: it is in use by Purchases & Payables Setup, Vendors, Purchase Invoices."),
  ).toBeVisible()
  await expect(page.getByRole("button", { name: "Delete" })).toHaveCount(0)
  await page.goto(`${setup}/general-posting-setup/BINNENL/HANDEL`)
  await page.getByRole("link", { name: "Delete" }).click()
  await expect(page.getByText("BINNENL, HANDEL is used by: Purchase Invoices, Vendors, items.")).toBeVisible()
  await page.getByRole("button", { name: "Delete" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "Tick the box" })).toBeVisible()
  await page.getByLabel("Delete it all the same").check()
  await page.getByRole("button", { name: "Delete" }).click()
  await expect(page.getByText("BINNENL, HANDEL is deleted.")).toBeVisible()
  // An address says nothing that was not done.
  for (const query of [
    "saved=Call+0900+1234",
    "saved=BINNENL&saved=HANDEL",
    "deleted=EU&deleted=HANDEL",
    "deleted=x",
  ]) {
    await page.goto(`${setup}/general-posting-setup?${query}`)
    await expect(page.getByRole("row", { name: /^EU HANDEL/ })).toBeVisible()
    await expect(page.getByText(/is saved|is deleted/)).toHaveCount(0)
  }
  expect(await reasons(invoice)).toEqual(["general_posting_setup_lacking"])
  await context.close()
})

test("who may not is told whom to ask", async ({ as }) => {
  const page = await as("manager")
  const answer = await page.goto(`/${kolkwijk.slug}/administration/setup/posting-dates`)
  expect(answer?.status()).toBe(403)
  await expect(page.getByText(/Ask [^.]*Fenna Rijpkema/)).toBeVisible()
})

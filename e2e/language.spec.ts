/** Dutch and English: whose choice counts, and the trade's own words (docs/glossary.tsv). */
import { closeDatabase } from "@/db/client"
import { kolkwijk } from "@/db/demo/landmarks"
import { itemLine, makeItem, makeSalesInvoice, makeVendor } from "@/test/factories"
import { inCompany } from "./support/database"
import { ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

test("a Dutch browser is greeted in Dutch, any other that asks for neither in English", async ({ browser }) => {
  for (const [locale, language, heading] of [
    ["nl-NL", "nl", "Aanmelden"],
    ["nl-BE", "nl", "Aanmelden"],
    ["en-US", "en", "Sign in"],
    ["fr-FR", "en", "Sign in"],
  ] as const) {
    const context = await browser.newContext({ locale })
    const page = await context.newPage()
    await page.goto("/sign-in")
    await expect(page.locator("html")).toHaveAttribute("lang", language)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading)
    await context.close()
  }
})

for (const javaScriptEnabled of [true, false]) {
  test(`a guest's choice is kept ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({ browser }) => {
    const context = await browser.newContext({ locale: "nl-NL", javaScriptEnabled })
    const page = await context.newPage()
    await page.goto("/sign-in")
    await page.getByRole("button", { name: "English" }).click()
    await expect(page.locator("html")).toHaveAttribute("lang", "en")
    await page.goto("/sign-in")
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in")
    await context.close()
  })

  test(`a user's choice is kept ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({ browser }) => {
    const company = await ownCompany("Taal")
    const { email } = await ownUser(company, javaScriptEnabled ? "Tara Taal" : "Toon Taal", "purchaser")
    const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled })
    await signIn(context, email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}/settings`)
    await page.getByLabel("Language", { exact: true }).selectOption({ label: "Nederlands" })
    await page.getByRole("button", { name: "Save" }).click()
    await expect(page.getByRole("heading", { level: 1, name: "Mijn instellingen" })).toBeVisible()
    await expect(page.locator("html")).toHaveAttribute("lang", "nl")
    await context.close()

    // In another browser, which asks for English, too.
    const elsewhere = await browser.newContext({ locale: "en-GB" })
    await signIn(elsewhere, email)
    const other = await elsewhere.newPage()
    await other.goto(`/${company.slug}/vendors`)
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("Leveranciers")
    await elsewhere.close()
  })
}

/** Page by page, what the glossary calls what stands there: role, English, Dutch. */
const terms: [
  address: string,
  ...[role: "link" | "button" | "heading" | "columnheader" | "radio", en: string, nl: string][],
][] = [
  [
    "",
    ["link", "Sales Invoices", "Verkoopfacturen"],
    ["link", "Purchase Invoices", "Inkoopfacturen"],
    ["link", "Vendors", "Leveranciers"],
    ["link", "My Notifications", "Mijn berichten"],
    ["link", "My Settings", "Mijn instellingen"],
    ["link", "Ongoing Sales Invoices", "Doorlopende verkoopfacturen"],
    ["link", "Ongoing Purchase Invoices", "Doorlopende inkoopfacturen"],
    ["link", "Ready for review", "Klaar voor controle"],
  ],
  [
    `/sales-invoices/${kolkwijk.salesInvoices.example}`,
    ["columnheader", "Type", "Soort"],
    ["columnheader", "Description", "Omschrijving"],
    ["columnheader", "Quantity", "Aantal"],
    ["columnheader", "Unit Price", "Eenheidsprijs"],
    ["columnheader", "Line Amount", "Regelbedrag"],
  ],
  [
    `/sales-invoices/${kolkwijk.salesInvoices.example}/create-purchase-invoice`,
    ["heading", "Create Purchase Invoice", "Inkoopfactuur maken"],
    ["radio", "All Lines", "Alle regels"],
    ["radio", "Selected Lines", "Geselecteerde regels"],
    ["columnheader", "Direct Unit Cost", "Directe kostprijs"],
  ],
]

for (const language of ["en", "nl"] as const) {
  test(`the glossary's terms stand on the pages in ${language}`, async ({ as }) => {
    const page = await as("both", { language })
    for (const [address, ...expected] of terms) {
      await page.goto(`/${kolkwijk.slug}${address}`)
      for (const [role, en, nl] of expected) {
        const name = language === "en" ? en : nl
        // A link of the frame may carry a count behind its name.
        const named = role === "button" ? name : new RegExp(`(^|\\b)${name}(\\b|$)`)
        await expect.soft(page.getByRole(role, { name: named }).first(), `${address} ${role} ${name}`).toBeVisible()
      }
    }
  })

  test(`the button of the main job is called by its name in ${language}`, async ({ as }) => {
    const page = await as("processor", { language })
    await page.goto(`/${kolkwijk.slug}/sales-invoices/${kolkwijk.salesInvoices.example}`)
    const name = language === "en" ? "Create Purchase Invoice" : "Inkoopfactuur maken"
    await expect(page.getByRole("button", { name, exact: true })).toBeVisible()
  })
}

test("each reader types and reads numbers the own way", async ({ browser }) => {
  for (const [locale, typed, label, save, saved] of [
    ["nl-NL", "1.234,56", "Aantal", "Opslaan", "Opgeslagen."],
    ["en-GB", "1,234.56", "Quantity", "Save", "Saved."],
  ] as const) {
    const company = await ownCompany("Getallen")
    const { email } = await ownUser(company, "Gea Getal", "purchaser")
    const { no } = await makeSalesInvoice(company.id, [itemLine(await makeItem(company.id))])
    const context = await browser.newContext({ locale })
    await signIn(context, email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}/sales-invoices/${no}/edit`)
    const quantity = page.getByLabel(label).first()
    await quantity.fill(typed)
    await page.getByRole("button", { name: save, exact: true }).click()
    await expect(page.getByText(saved, { exact: true })).toBeVisible()
    const [line] = await inCompany(
      company.slug,
      sql =>
        sql`select quantity::text from sales_invoice_line where company_id = ${company.id} and document_no = ${no}`,
    )
    expect(line).toEqual({ quantity: "1234.56" })
    await page.goto(`/${company.slug}/sales-invoices/${no}`)
    await expect(page.getByRole("cell", { name: typed }).first()).toBeVisible()
    await context.close()
  }
})

for (const javaScriptEnabled of [true, false]) {
  test(`a form is read in the language it was drawn in ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({
    browser,
  }) => {
    const company = await ownCompany("Wissel")
    const { email } = await ownUser(company, "Wim Wissel", "purchaser", "purchasing_manager")
    const { no } = await makeSalesInvoice(company.id, [itemLine(await makeItem(company.id))])
    const vendor = await makeVendor(company.id)
    const context = await browser.newContext({ locale: "nl-NL", javaScriptEnabled })
    await signIn(context, email)
    const [page, payment, other] = [await context.newPage(), await context.newPage(), await context.newPage()]
    await page.goto(`/${company.slug}/sales-invoices/${no}/edit`)
    await payment.goto(`/${company.slug}/payments/new?vendor=${vendor.no}`)
    // Another tab, another language.
    await other.goto(`/${company.slug}/settings`)
    await other.getByLabel("Taal", { exact: true }).selectOption({ label: "English" })
    await other.getByRole("button", { name: "Opslaan", exact: true }).click()
    await expect(other.getByRole("heading", { level: 1, name: "My Settings" })).toBeVisible()

    const stored = () =>
      inCompany(
        company.slug,
        sql =>
          sql`select quantity::text from sales_invoice_line where company_id = ${company.id} and document_no = ${no}`,
      )
    // What is refused is refused in the words and the way of the form.
    await page.getByLabel("Aantal").first().fill("1,1250000")
    await page.getByRole("button", { name: "Opslaan", exact: true }).click()
    await expect(page.getByText("heeft te veel decimalen").first()).toBeVisible()
    await page.locator('[name$=".quantity"]').first().fill("1,125")
    await page.locator('button[value="save"]').click()
    // What is saved is drawn anew in the other.
    await expect(page.getByText("Saved.", { exact: true })).toBeVisible()
    expect(await stored()).toEqual([{ quantity: "1.125" }])
    await expect(page.getByLabel("Quantity").first()).toHaveValue("1.125")
    await page.getByLabel("Quantity").first().fill("1,126")
    await page.getByRole("button", { name: "Save", exact: true }).click()
    await expect(page.getByLabel("Quantity").first()).toHaveValue("1126")
    expect(await stored()).toEqual([{ quantity: "1126" }])

    // A Dutch 1.250 is twelve hundred and fifty; 1,250 is no amount in euros at all.
    const amount = payment.locator('[name="amount"]')
    await amount.fill("1,250")
    await payment.getByRole("button", { name: "Betaling registreren" }).click()
    await expect(payment.getByText("“1,250” is niet zeker te lezen").first()).toBeVisible()
    await amount.fill("1.250")
    await payment.locator('main form button[type="submit"]').last().click()
    await expect(payment.getByRole("heading", { level: 1 })).toHaveText(/^Payment BET26-\d{5}$/)
    await expect(payment.getByRole("main")).toContainText("1,250.00")
    await context.close()
  })
}

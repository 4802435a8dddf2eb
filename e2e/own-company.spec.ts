/**
 * From an empty data folder to the first posted purchase invoice, in Dutch: a Belgian firm sets itself up, says where its numbers go on,
 * registers a vendor, brings a sales invoice, and buys and posts what it sold.
 */
import { type BrowserContext, expect, type Page, test } from "@playwright/test"
import postgres from "postgres"
import { stopServices } from "@/bin/services/supervise"
import { makeSetupLink } from "@/bin/setup-link"
import { startTestPortal, type TestPortal } from "@/bin/test-portal"
import { verifyBooks } from "@/bin/verify-books/verify"
import { okAndReady } from "./support/purchases"

let portal: TestPortal

test.describe.configure({ mode: "serial", timeout: 180_000 })
test.beforeAll(async () => {
  // It migrates a database and starts a portal, on a machine that may be busy.
  test.setTimeout(180_000)
  portal = await startTestPortal({ redis: false, demo: false })
})
test.afterAll(async () => {
  await portal?.stop()
  await stopServices()
})

const link = async () => (await makeSetupLink(portal.env.DATABASE_OWNER_URL!, portal.url))!
const job = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(`^${name}`, "u") })

test("zonder JavaScript blijft wat getypt is staan, en zegt elk veld wat er mist", async ({ browser }) => {
  const context = await browser.newContext({ locale: "nl-NL", javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${portal.url}/setup/nooit-gemaakt`)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Deze link opent niets")
  await page.goto(await link())
  await page.getByLabel("Rechtsvorm").fill("BV")
  await page.getByLabel("Btw-nummer").fill("0403.019.262")
  await page.getByLabel("Sjabloon").selectOption({ label: "België (in het Nederlands)" })
  await page.getByRole("button", { name: "Bedrijf inrichten" }).click()
  await expect(page.getByLabel("Btw-nummer")).toHaveAttribute("aria-invalid", "true")
  await expect(page.getByLabel("Wachtwoord")).toHaveAttribute("aria-invalid", "true")
  await expect(page.getByLabel("Rechtsvorm")).toHaveValue("BV")
  await expect(page.getByLabel("Sjabloon")).toHaveValue("belgian")
  await context.close()
})

test("een Belgisch bedrijf richt zich in tot zijn eerste geboekte inkoopfactuur", async ({ browser }) => {
  const context = await browser.newContext({ locale: "nl-NL", baseURL: portal.url })
  const page = await context.newPage()
  await setUp(page)

  await expect(job(page, "Boeken")).toContainText("Gereed")
  await expect(job(page, "Betalen")).toContainText("Gereed")
  await expect(job(page, "Inkopen")).toContainText("Er is nog geen leverancier.")
  await expect(page.getByRole("row", { name: /Tussentarief, 12 %/u })).toContainText("6 posten")
  await numbersGoOn(page)
  await registerVendor(page)
  await importSale(page)
  await buyAndPost(page)
  await page.goto("/peeters-verlichting/administration/readiness")
  await expect(job(page, "Inkopen")).toContainText("Gereed")
  await expectCleanBooks()
  await expectNobodyElse(context)
})

async function setUp(page: Page): Promise<void> {
  const address = await link()
  await page.goto(address)
  await page.locator('[name="name"]').fill("Els Peeters")
  await page.locator('[name="email"]').fill("els@peeters.example")
  await page.getByLabel("Wachtwoord").fill("vier natte kastanjes")
  await page.getByLabel("Sjabloon").selectOption({ label: "België (in het Nederlands)" })
  await page.locator('[name="setup.name"]').fill("Peeters Verlichting")
  await page.getByLabel("Btw-nummer").fill("0403.019.261")
  await page.getByLabel("IBAN").fill("BE68 5390 0754 7034")
  await page.getByRole("button", { name: "Bedrijf inrichten" }).click()
  await page.waitForURL(/\/peeters-verlichting\/administration\/readiness$/u)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Gereedheid")
}

async function numbersGoOn(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Overzicht nummerreeksen" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Beginnummers")
  const series = page.getByRole("group", { name: "Geboekte inkoopfactuur" })
  await series.getByLabel("Voorvoegsel").fill("AF-")
  await series.getByLabel("Laatst gebruikte nummer").fill("417")
  await expect(series.getByRole("status")).toHaveText("AF-00418")
  await page.getByRole("button", { name: "Opslaan" }).click()
  await expect(page.getByText("Opgeslagen. De volgende nummers zijn zoals getoond.")).toBeVisible()
}

async function registerVendor(page: Page): Promise<void> {
  await page.goto("/peeters-verlichting/vendors/new")
  await page.getByLabel("Naam", { exact: true }).fill("Lampenhuis Gent")
  await page.getByLabel("Land-/regiocode").selectOption("BE")
  await page.getByRole("button", { name: "Maken" }).click()
  await expect(page.getByText(/Leverancier Lampenhuis Gent is geregistreerd als L00001/u)).toBeVisible()
}

async function importSale(page: Page): Promise<void> {
  const rows = [
    "Factuurnr.,Artikelnr.,Omschrijving,Aantal,Factuurdatum,Prijs,Klantnr.,Land",
    "V1,LAMP-1,Wandlamp,4,2026-11-02,25,K1,BE",
  ]
  await page.goto("/peeters-verlichting/imports/new/sales-invoices")
  await page
    .getByLabel("Bestand", { exact: true })
    .setInputFiles({ name: "verkoop.csv", mimeType: "", buffer: Buffer.from(`${rows.join("\n")}\n`) })
  await page.getByRole("button", { name: "Proberen", exact: true }).click()
  await page.waitForURL(/\/imports\/IMP/u)
  await page.getByRole("button", { name: "Alles importeren", exact: true }).click()
  await page.getByRole("link", { name: /^VF/u }).first().click()
  await expect(page.getByRole("heading", { level: 1 })).toContainText("VF")
}

async function buyAndPost(page: Page): Promise<void> {
  await page
    .getByRole("link", { name: "Inkoopfactuur maken" })
    .or(page.getByRole("button", { name: "Inkoopfactuur maken" }))
    .click()
  await page.getByRole("radio", { name: /Lampenhuis Gent/u }).check()
  await okAndReady(page)
  await page.getByRole("link", { name: /^IF\S+ openen$/u }).click()
  await page.getByRole("textbox", { name: "Directe kostprijs, regel 10000" }).fill("12,50")
  await page.getByRole("textbox", { name: "Leveranciersfactuurnr." }).fill("LG-77")
  await page.getByRole("button", { name: "Boeken", exact: true }).click()
  await page.getByRole("button", { name: "Toch boeken" }).click()
  await page.waitForURL(/\/posted-purchase-invoices\/AF-00418\b/u)
  // 4 × 12,50 and 21 %.
  await expect(page.getByText("60,50").first()).toBeVisible()
}

async function expectCleanBooks(): Promise<void> {
  const sql = postgres(portal.env.DATABASE_URL!, { max: 1 })
  try {
    const [own] = await sql<[{ id: number }]>`SELECT id FROM company`
    expect((await verifyBooks(sql, own.id)).wrong).toEqual([])
  } finally {
    await sql.end()
  }
}

/** The link is used up, and no start prints another. */
async function expectNobodyElse(context: BrowserContext): Promise<void> {
  expect(await makeSetupLink(portal.env.DATABASE_OWNER_URL!, portal.url)).toBeUndefined()
  await context.close()
}

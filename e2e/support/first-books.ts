/** How a Belgian firm comes to its setup, master data and opening balances, from files with mistakes in them. */
import { expect, type Page } from "@playwright/test"
import { beginToday, go, importAll, mend, upload } from "./first-day"
import { balanceRows, itemRows, openRows, priceRows, vendorRows } from "./first-files"

/** Sets the firm up by the link that a start printed. */
export async function setUp(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link)
  await page.locator('[name="name"]').fill("Els Peeters")
  await page.locator('[name="email"]').fill("els@peeters.example")
  await page.getByLabel("Wachtwoord").fill(password)
  await page.getByLabel("Sjabloon").selectOption({ label: "België (in het Nederlands)" })
  await page.locator('[name="setup.name"]').fill("Peeters Verlichting")
  await page.getByLabel("Btw-nummer").fill("0403.019.261")
  await page.getByLabel("IBAN").fill("BE68 5390 0754 7034")
  await page.getByRole("button", { name: "Bedrijf inrichten" }).click()
  await page.waitForURL(/\/peeters-verlichting\/administration\/first-steps$/u)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Eerste stappen")
}

/** Goes on with the numbers of the old books. */
export async function numbersGoOn(page: Page): Promise<void> {
  await page.getByRole("main").getByRole("link", { name: "Overzicht nummerreeksen" }).first().click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Beginnummers")
  const series = page.getByRole("group", { name: "Geboekte inkoopfactuur" })
  await series.getByLabel("Voorvoegsel").fill("AF-")
  await series.getByLabel("Laatst gebruikte nummer").fill("417")
  await expect(series.getByRole("status")).toHaveText("AF-00418")
  await page.getByRole("button", { name: "Opslaan" }).click()
  await expect(page.getByText("Opgeslagen. De volgende nummers zijn zoals getoond.")).toBeVisible()
}

/** Vendors are mended on the page, items by a mended file. */
export async function bringMasters(page: Page): Promise<void> {
  await go(page, "Leveranciers")
  await page.getByRole("link", { name: "Importeren" }).click()
  await upload(page, "leveranciers", vendorRows)
  await mend(page, {
    "3.vatRegistrationNo": "BE 0417.497.106",
    "4.paymentTermsCode": "14D",
  })
  await importAll(page)

  await go(page, "Artikelen")
  await page.getByRole("link", { name: "Importeren" }).click()
  await upload(page, "artikelen", itemRows("stuks", "541234567890"))
  await expect(page.getByText("2 geweigerd").first()).toBeVisible()
  await page.getByRole("link", { name: "Nog een bestand importeren" }).click()
  await upload(page, "artikelen-verbeterd", itemRows("STUK", "5412345678908"))
  await importAll(page)
}

/** The good rows first, then the others as they were mended. */
export async function bringPrices(page: Page): Promise<void> {
  await go(page, "Eerste stappen")
  await expect(page.getByRole("row", { name: /^Overzicht nummerreeksen/u })).toContainText("AF-00418")
  await expect(page.getByRole("row", { name: /^Gebruikers/u })).toContainText("4 gebruikers")
  await expect(page.getByRole("row", { name: /^Leveranciers/u })).toContainText("Gereed")
  await page.getByRole("main").getByRole("link", { name: "Inkoopprijzen" }).click()
  await upload(page, "prijzen", priceRows)
  await page.getByRole("button", { name: "Goede rijen importeren", exact: true }).click()
  await expect(page.getByText("2 van 4 rijen geïmporteerd")).toBeVisible()
  await mend(page, { "4.itemNo": "LAMP-2", "5.endingDate": "31/12/2030" })
  await importAll(page)
}

/** Opens the books today, with what is open and the old trial balance. */
export async function openBalances(page: Page): Promise<void> {
  await go(page, "Beginbalans")
  await beginToday(page, "499000")
  await page.getByRole("link", { name: "Documenten importeren" }).click()
  await upload(page, "openstaand", openRows)
  await mend(page, { "3.vendorNo": "L101", "4.documentDate": "28/02/2026" })
  await importAll(page)
  await go(page, "Beginbalans")
  await page.getByRole("link", { name: "Proefbalans importeren" }).click()
  await upload(page, "proefbalans", balanceRows)
  await importAll(page)
  await go(page, "Beginbalans")
  await page.getByText("Voorbeeld van boeking weergeven").click()
  await expect(page.getByRole("cell", { name: "L101 AA-17" })).toHaveCount(2)
  await page.getByRole("button", { name: "Beginbalans boeken" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Beginbalans OB1")
}

/** Proposes the bank account that the vendor is to be paid to. */
export async function proposeAccount(page: Page): Promise<void> {
  await go(page, "Leveranciers")
  await page.getByRole("link", { name: "L100" }).click()
  await page.getByRole("link", { name: "Alle bankrekeningen" }).click()
  const form = page.getByRole("form", { name: "Bankrekening voorstellen" })
  await form.getByLabel("IBAN").fill("BE71 0961 2345 6769")
  await form.getByLabel("Bewijs").fill("Factuur LG-2201")
  await form.getByLabel("Hoe gecontroleerd").selectOption({ label: "Vergeleken met een eerdere factuur" })
  await form.getByRole("button", { name: "Voorstellen" }).click()
  await expect(page.getByText("De bankrekening is voorgesteld.")).toBeVisible()
}

/** Workbooks as a Belgian firm exports them from what it kept before, with the mistakes that such files have. */
import { xlsxOf } from "@/app/_spreadsheet/xlsx"

/** A day of the calendar, so many from today, as a Belgian spreadsheet writes it. */
export function day(from: number): string {
  const at = new Date(Date.now() + from * 86_400_000)
  return (
    [at.getUTCDate(), at.getUTCMonth() + 1].map(part => String(part).padStart(2, "0")).join("/") +
    `/${at.getUTCFullYear()}`
  )
}

/** Rows of text as a workbook, ready to upload; the first has the heads. */
export async function workbook(name: string, [heads, ...rows]: readonly string[][]) {
  const sheet = xlsxOf({
    name,
    columns: heads!.map(head => ({ head, width: 18 })),
    rows: rows.map(row => row.map(value => ({ kind: "text" as const, value }))),
  })
  return { name: `${name}.xlsx`, mimeType: "", buffer: Buffer.from(await new Response(sheet).arrayBuffer()) }
}

/** The second has a digit of its VAT number turned, the third terms that nobody set up. */
export const vendorRows = [
  ["Leverancier", "Firma", "Adres", "Postcode", "Woonplaats", "Land", "Btw-nr.", "E-mailadres", "Betalingstermijn"],
  [
    "L100",
    "Lampenhuis Gent",
    "Kouter 12",
    "9000",
    "Gent",
    "BE",
    "0403.170.701",
    "boekhouding@lampenhuis.example",
    "30D",
  ],
  ["L101", "Armaturen Aalst", "Molendries 3", "9300", "Aalst", "BE", "BE 0417.497.160", "", "30D"],
  ["L102", "Verlichting Venlo", "Maaskade 40", "5911 BX", "Venlo", "Nederland", "NL123456782B01", "", "2 weken"],
]

/** The second has a unit by another name, the third the number of a bar code that lacks a digit. */
export const itemRows = (unit: string, gtin: string) => [
  ["Artikelnummer", "Naam", "Eenheid", "EAN-code", "Vaste leverancier", "Leveranciersartikelnr.", "Verkoopprijs"],
  ["LAMP-1", "Wandlamp Brugge", "STUK", "", "L100", "WB-1", "25,00"],
  ["LAMP-2", "Hanglamp Damme", unit, "", "L100", "HD-2", "89,90"],
  ["LAMP-3", "Bureaulamp", "STUK", gtin, "L101", "B-33", "45,50"],
]

/** A price of an item that is not there, one that ends before it begins. */
export const priceRows = [
  ["Leverancier", "Artikel", "Vanaf aantal", "Geldig vanaf", "Geldig tot", "Inkoopprijs"],
  ["L100", "LAMP-1", "", "01/01/2026", "", "12,50"],
  ["L100", "LAMP-1", "10", "01/01/2026", "", "11,80"],
  ["L100", "LAMP-22", "", "01/01/2026", "", "41,00"],
  ["L101", "LAMP-3", "", "01/01/2026", "31/12/2025", "19,95"],
]

/** A vendor who is not there, a day that no calendar has. */
export const openRows = [
  ["Leverancier", "Factuurnr.", "Factuurdatum", "Vervalt", "Openstaand bedrag"],
  ["L100", "LG-2201", day(-40), day(-10), "1.210,00"],
  ["L110", "AA-17", day(-20), day(10), "484,00"],
  ["L101", "AA-18", "31/02/2026", day(5), "121,00"],
]

/** What the old books had on the day before: 1,815.00 owed to vendors. */
export const balanceRows = [
  ["Rekening", "Debet", "Credit"],
  ["550000", "10.000,00", ""],
  ["440000", "", "1.815,00"],
  ["101000", "", "8.185,00"],
]

/** Two sales, of items that are there. */
export const saleRows = [
  ["Factuurnr.", "Artikelnr.", "Omschrijving", "Aantal", "Factuurdatum", "Prijs", "Klantnr.", "Land"],
  ["V1", "LAMP-1", "Wandlamp Brugge", "12", day(-1), "25,00", "K1", "BE"],
  ["V1", "LAMP-2", "Hanglamp Damme", "2", day(-1), "89,90", "K1", "BE"],
  ["V2", "LAMP-1", "Wandlamp Brugge", "4", day(-1), "25,00", "K2", "BE"],
]

import type { FileColumn } from "@/domain/file-reading/columns"
import { type FileRow, readRows } from "@/domain/file-reading/read-rows"
import { understand } from "@/domain/file-reading/understand"
import type { Choices, FileSource, Mapping, Understanding } from "@/domain/file-reading/understanding"

/** Columns as a kind of import has them: payments. */
export const paymentColumns = [
  {
    name: "vendorNo",
    kind: "code",
    required: true,
    maximum: 20,
    names: ["Vendor No.", "Leveranciersnr.", "Kreditorennr."],
    others: ["Vendor", "Leverancier", "Kreditor"],
  },
  {
    name: "postingDate",
    kind: "date",
    required: true,
    names: ["Posting Date", "Boekingsdatum", "Buchungsdatum"],
    others: ["Date", "Datum"],
  },
  { name: "amount", kind: "number", required: true, names: ["Amount", "Bedrag", "Betrag"] },
  { name: "description", kind: "text", maximum: 100, names: ["Description", "Omschrijving", "Beschreibung"] },
  {
    name: "documents",
    kind: "list",
    maximum: 35,
    names: ["Applies-to Doc. No.", "Vereffenen met documentnr."],
    others: ["Document No.", "Documentnr."],
  },
] as const satisfies readonly FileColumn[]

/** Columns as another kind of import has them: sales invoices. */
export const salesColumns = [
  {
    name: "invoiceNo",
    kind: "code",
    required: true,
    maximum: 35,
    names: ["Invoice No.", "Factuurnr.", "Rechnungsnr."],
  },
  { name: "stockCode", kind: "code", required: true, maximum: 20, names: ["Stock Code", "Item No.", "Artikelnr."] },
  { name: "description", kind: "text", maximum: 250, names: ["Description", "Omschrijving", "Beschreibung"] },
  { name: "quantity", kind: "number", required: true, names: ["Quantity", "Aantal", "Menge"] },
  { name: "invoiceDate", kind: "date", required: true, names: ["Invoice Date", "Factuurdatum", "Rechnungsdatum"] },
  { name: "unitPrice", kind: "number", required: true, names: ["Unit Price", "Prijs", "Preis"] },
  { name: "customerId", kind: "code", required: true, maximum: 20, names: ["Customer ID", "Klantnr.", "Debitornr."] },
  { name: "country", kind: "text", names: ["Country", "Land"] },
] as const satisfies readonly FileColumn[]

/** A file in memory, that comes in pieces. */
export function fileOf(content: Uint8Array | string, pieceSize = 64 * 1024): FileSource {
  const bytes = typeof content === "string" ? Buffer.from(content) : content
  return async function* () {
    for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize)
  }
}

/** A file understood, and all of its rows. */
export async function readFile<Name extends string>(
  file: FileSource,
  columns: readonly FileColumn<Name>[],
  options: { choices?: Choices; mapping?: Mapping<Name> } = {},
): Promise<{ understanding: Understanding<Name>; rows: FileRow<Name>[] }> {
  const understanding = await understand(file, columns, options)
  const rows: FileRow<Name>[] = []
  for await (const row of readRows(file, columns, understanding)) rows.push(row)
  return { understanding, rows }
}

/** Codes of what is wrong with a row. */
export function problemsOf({ problems }: FileRow): string[] {
  return problems.map(({ field, code }) => [field, code.replace("file_reading.", "")].filter(Boolean).join(" "))
}

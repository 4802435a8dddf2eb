import { type ForeignNames, namedColumns } from "@/domain/import-kinds/column-names"
import {
  MAX_DECIMALS,
  MAX_INTEGER_DIGITS,
  MAX_INVOICE_NO_LENGTH,
  MAX_LINE_DESCRIPTION_LENGTH,
  MAX_NO_LENGTH,
} from "./limits"

const number = { kind: "number", decimals: MAX_DECIMALS, integerDigits: MAX_INTEGER_DIGITS } as const

const described = [
  { name: "invoiceNo", kind: "code", required: true, maximum: MAX_INVOICE_NO_LENGTH },
  { name: "stockCode", kind: "code", required: true, maximum: MAX_NO_LENGTH },
  { name: "description", kind: "text", maximum: MAX_LINE_DESCRIPTION_LENGTH },
  { name: "quantity", required: true, ...number },
  { name: "invoiceDate", kind: "date", required: true },
  { name: "unitPrice", required: true, ...number },
  { name: "customerId", kind: "code", maximum: MAX_NO_LENGTH },
  { name: "country", kind: "text", maximum: 100 },
] as const

const german: ForeignNames = {
  invoiceNo: { names: ["Rechnungsnr."], others: ["Rechnungsnummer", "Rechnung", "Belegnr."] },
  stockCode: { names: ["Artikelnr."], others: ["Artikelnummer", "Artikel"] },
  description: { names: ["Beschreibung"], others: ["Bezeichnung", "Text"] },
  quantity: { names: ["Menge"], others: ["Anzahl"] },
  invoiceDate: { names: ["Rechnungsdatum"], others: ["Datum", "Belegdatum", "Buchungsdatum"] },
  unitPrice: { names: ["Einzelpreis"], others: ["Preis", "VK-Preis", "Stückpreis"] },
  customerId: { names: ["Kundennr."], others: ["Kunde", "Kundennummer", "Debitor", "Debitorennr."] },
  country: { names: ["Land"], others: ["Ländercode"] },
}

/** The columns of a file of sales invoices. */
export const salesFileColumns = namedColumns("sales_invoices", described, german)

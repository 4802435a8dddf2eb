import type { Language } from "@/domain/money/number-format"
import type { Column } from "@/domain/payment-import/columns"

/** A row of the example: what each column may hold. */
export function exampleRow(language: Language): Record<Column, string> {
  const isDutch = language === "nl"
  return {
    vendorNo: "L00010",
    postingDate: isDutch ? "20-11-2026" : "2026-11-20",
    amount: isDutch ? "1250,00" : "1250.00",
    currencyCode: "EUR",
    bankAccountNo: "BANK",
    documents: "GIF26-00012 | GIF26-00015",
    description: isDutch ? "Betaling november" : "Payment November",
    externalDocumentNo: "2026-11-A",
  }
}

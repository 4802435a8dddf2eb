import type { PaymentColumn } from "@/domain/payment-import/columns"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { messages } from "@/messages"

/** A row of the example: what each column may hold. */
export function exampleRow(language: Language): Record<PaymentColumn, string> {
  return {
    vendorNo: "L00010",
    amount: formatNumber("1250", language, { min: 2, grouping: false }),
    currencyCode: "EUR",
    bankAccountNo: "BANK",
    documents: "GIF26-00012 | GIF26-00015",
    externalDocumentNo: "2026-11-A",
    ...messages[language].files.examplePayment,
  }
}

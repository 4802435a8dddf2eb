import { type Language, languages } from "@/language/language"
import { messages } from "@/messages"
import type { PaymentColumn } from "./columns"

/** A column's name in a file of that language, as the example has it. */
export function columnName(column: PaymentColumn, language: Language): string {
  return messages[language].files.payments[column]
}

/** Every name that a column goes by, in any language. */
export function namesOfColumn(column: PaymentColumn): string[] {
  return languages.flatMap(language => {
    const others: Partial<Record<PaymentColumn, string>> = messages[language].files.paymentsAlso
    return [columnName(column, language), others[column] ?? []].flat()
  })
}

import type { Language } from "@/domain/money/number-format"
import { columns } from "@/domain/payment-import/columns"

/** The column that a problem speaks of, under its name in the reader's language. */
export function columnName(
  params: Record<string, string | number> | undefined,
  language: Language,
): { column?: string } {
  const known = columns.find(({ column }) => column === params?.column)
  return known ? { column: known.names[language === "nl" ? 1 : 0] } : {}
}

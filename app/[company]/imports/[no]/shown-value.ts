import type { ColumnKind } from "@/domain/file-reading/columns"
import { formatDate } from "@/language/date-format"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"

/** What was understood of a cell, as the reader writes it. */
export function valueInFile(value: string, kind: ColumnKind, language: Language): string {
  if (value === "") return ""
  if (kind === "number") return formatNumber(value, language)
  if (kind === "date") return formatDate(value, language)
  return kind === "list" ? value.replaceAll("\n", ", ") : value
}

import type { FileColumn } from "@/domain/file-reading/columns"
import { type Language, languages } from "@/language/language"
import { messages } from "@/messages"

type Described = Omit<FileColumn, "names" | "others">

/** Names of columns in a language that files are written in and we do not speak. */
export type ForeignNames = Readonly<Record<string, { names: readonly string[]; others?: readonly string[] }>>

/** Sections of messages/<language>/files.json that name the columns of a kind; `<section>Also`: second names. */
export type ColumnSection =
  | "payments"
  | "sales_invoices"
  | "items"
  | "vendors"
  | "customers"
  | "purchase_prices"
  | "purchase_line_discounts"
  | "sales_prices"
  | "item_vendors"
  | "opening_accounts"
  | "opening_stock"
  | "opening_vendors"

/** Columns with every name that they go by: in each language we speak, and in others. */
export function namedColumns(
  section: ColumnSection,
  columns: readonly Described[],
  foreign: ForeignNames,
): FileColumn[] {
  return columns.map(column => ({
    ...column,
    names: [
      ...languages.map(language => labelOf(section, column.name, language)),
      ...(foreign[column.name]?.names ?? []),
    ],
    others: [
      ...languages.flatMap(language => othersOf(section, column.name, language)),
      ...(foreign[column.name]?.others ?? []),
    ],
  }))
}

/** What a column is called in a reader's language: of cards as their field is called, unless files have another name for it. */
export function labelOf(section: ColumnSection, column: string, language: Language): string {
  const names: Record<string, string> = messages[language].files[section]
  return names[column] ?? cardLabel(section, column, language) ?? column
}

function cardLabel(section: ColumnSection, column: string, language: Language): string | undefined {
  if (section !== "vendors" && section !== "items" && section !== "customers") return undefined
  const names: Record<string, string> = messages[language][section].field
  return names[column]
}

function othersOf(section: ColumnSection, column: string, language: Language): string[] {
  const others: Record<string, string> = messages[language].files[`${section}Also`]
  return others[column]?.split(" | ") ?? []
}

import type { DecimalSign, Understanding } from "@/domain/file-reading/understanding"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import type { Language } from "@/language/language"
import { numberMarks } from "@/language/number-format"
import type { ImportRow } from "./read-import-rows"

/** The sign before decimals in what is typed into rows of a file: the file's; where nothing in it shows one, the person's. */
export function decimalTyped({ decimal }: Pick<Understanding, "decimal">, language: Language): DecimalSign {
  return decimal ?? (numberMarks[language].decimal as DecimalSign)
}

/**
 * The cells of a row as they stand in its file, but for numbers that a workbook keeps as numbers: they are plain decimals, and are
 * written here as a text beside them would be, so that nobody reads a thousand where 1.25 was meant.
 */
export function writtenFields(
  kind: AnyImportKind,
  reading: Pick<Understanding, "format" | "decimal" | "mapping">,
  { fields, understood, reasons }: Pick<ImportRow, "fields" | "understood" | "reasons">,
  language: Language,
): string[] {
  if (reading.format !== "xlsx" || decimalTyped(reading, language) === ".") return fields
  const written = [...fields]
  for (const { name, kind: type } of kind.fileColumns) {
    const at = reading.mapping[name]
    const text = typeof at === "number" ? fields[at] : undefined
    if (type !== "number" || text === undefined || !/^-?\d+\.\d+%?$/u.test(text)) continue
    const isNumber = understood[name] === text.replace("%", "") || reasons.some(reason => isTooMany(reason, name))
    if (isNumber) written[at!] = text.replace(".", ",")
  }
  return written
}

/** As a text it would have no decimals that could be too many. */
function isTooMany({ code, params }: ImportRow["reasons"][number], column: string): boolean {
  return params?.column === column && /^file_reading\.(?:too_many_|number_percent)/u.test(code)
}

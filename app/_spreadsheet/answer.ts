import type { Language } from "@/language/language"
import { csvOf } from "./csv"
import type { Sheet } from "./sheet"
import { xlsxOf } from "./xlsx"

export const fileFormats = ["xlsx", "csv"] as const
export type FileFormat = (typeof fileFormats)[number]

const types: Record<FileFormat, string> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
}

/** The answer that has a browser keep a sheet as a file, under the sheet's name. */
export function answerSheet(sheet: Sheet, format: FileFormat, language: Language): Response {
  const file = `${sheet.name.replace(/[^\w.-]+/g, "-")}.${format}`
  return new Response(format === "csv" ? csvOf(sheet, language) : xlsxOf(sheet), {
    headers: {
      "content-type": types[format],
      "content-disposition": `attachment; filename="${file}"`,
      "cache-control": "no-store",
    },
  })
}

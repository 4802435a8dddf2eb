import { dateOrders, decimalSigns, encodings, separators } from "@/domain/file-reading/understanding"
import type { ImportRead } from "@/domain/imports/read-import"
import type { ImportChoices } from "@/domain/imports/understand-file"

/** What a form says of how a file is to be read. What was left as it was read stays found by evidence. */
export function choicesIn(form: FormData, { reading, kind, choices }: ImportRead): ImportChoices {
  const chosen = (name: string) => String(form.get(name) ?? "")
  const oneOf = <Word extends string>(words: readonly Word[], name: string) => words.find(word => word === chosen(name))
  const headerRow = Number.parseInt(chosen("headerRow"), 10)
  const before = choices.reading ?? {}
  // A choice that is what was found anyway is none, unless somebody made it before.
  const kept = <Value>(value: Value | undefined, found: Value | null | undefined, made: Value | undefined) =>
    value === undefined || (value === found && made === undefined) ? made : value
  const answers = chosen("rows.equal_payments")
  return {
    reading: {
      ...before,
      encoding: kept(oneOf(encodings, "encoding"), reading?.encoding, before.encoding),
      separator: kept(oneOf(separators, "separator"), reading?.separator, before.separator),
      sheet: kept(
        reading?.sheets.find(sheet => sheet === chosen("sheet")),
        reading?.sheet,
        before.sheet,
      ),
      decimal: kept(oneOf(decimalSigns, "decimal"), reading?.decimal, before.decimal),
      dates: kept(oneOf(dateOrders, "dates"), reading?.dates, before.dates),
      headerRow: kept(headerRow > 0 ? headerRow : undefined, reading?.headerRow, before.headerRow),
    },
    mapping:
      mappingIn(
        form,
        reading?.mapping,
        kind.fileColumns.map(({ name }) => name),
      ) ?? choices.mapping,
    ...(answers !== "" && { answers: { equal_payments: answers } }),
  }
}

/** Where each column stands, where a person put one elsewhere; undefined: nobody did. */
function mappingIn(form: FormData, found: Record<string, number | null> | undefined, columns: readonly string[]) {
  const mapping: Record<string, number | null> = {}
  let changed = false
  for (const column of columns) {
    const value = form.get(`column.${column}`)
    if (value === null) return undefined
    const at = /^\d{1,5}$/u.test(String(value)) ? Number(value) : null
    mapping[column] = at
    changed ||= at !== (found?.[column] ?? null)
  }
  return changed ? mapping : undefined
}

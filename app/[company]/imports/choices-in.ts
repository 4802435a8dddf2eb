import { type Choices, dateOrders, decimalSigns, encodings, separators } from "@/domain/file-reading/understanding"
import type { ImportRead } from "@/domain/imports/read-import"
import type { ImportChoices } from "@/domain/imports/understand-file"

/** What a form says of how a file is to be read. What was left as it was read, and is not asked, stays found by evidence. */
export function choicesIn(form: FormData, { reading, kind, choices, asks }: ImportRead): ImportChoices {
  const chosen = (name: string) => String(form.get(name) ?? "")
  const oneOf = <Word extends string>(words: readonly Word[], name: string) => words.find(word => word === chosen(name))
  const headerRow = Number.parseInt(chosen("headerRow"), 10)
  const before: Choices = choices.reading ?? {}
  // A choice that is what was found anyway is none, unless it was asked or somebody made it before.
  const kept = <Name extends "encoding" | "separator" | "sheet" | "decimal" | "dates" | "headerRow">(
    name: Name,
    value: Choices[Name] | undefined,
  ) => {
    const isFound = value === reading?.[name] && before[name] === undefined && !asks.some(({ about }) => about === name)
    return value === undefined || isFound ? before[name] : value
  }
  const answers = chosen("rows.equal_payments")
  return {
    reading: {
      ...before,
      encoding: kept("encoding", oneOf(encodings, "encoding")),
      separator: kept("separator", oneOf(separators, "separator")),
      sheet: kept("sheet", oneOf(reading?.sheets ?? [], "sheet")),
      decimal: kept("decimal", oneOf(decimalSigns, "decimal")),
      dates: kept("dates", oneOf(dateOrders, "dates")),
      headerRow: kept("headerRow", headerRow > 0 ? headerRow : undefined),
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

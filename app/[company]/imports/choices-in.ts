import { refuse } from "@/domain/errors"
import { type Choices, dateOrders, decimalSigns, encodings, separators } from "@/domain/file-reading/understanding"
import type { ImportRead } from "@/domain/imports/read-import"
import type { ImportChoices } from "@/domain/imports/understand-file"

/**
 * What a form says of how a file is to be read. What was left as it was read, and is not asked, stays found by evidence; so does
 * the row of the header where its field is left blank.
 *
 * @throws Refusal import.header_row_unreadable on the field "headerRow"
 */
export function choicesIn(form: FormData, { reading, kind, choices, asks }: ImportRead): ImportChoices {
  const chosen = (name: string) => String(form.get(name) ?? "")
  const oneOf = <Word extends string>(words: readonly Word[], name: string) => words.find(word => word === chosen(name))
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
      headerRow: form.get("headerRow") === "" ? undefined : kept("headerRow", headerRowIn(chosen("headerRow"))),
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

/** @throws Refusal import.header_row_unreadable on the field "headerRow" */
function headerRowIn(typed: string): number | undefined {
  if (typed === "") return undefined
  if (!/^\s*(?:0|[1-9]\d{0,8})\s*$/u.test(typed)) throw refuse("import.header_row_unreadable", {}, "headerRow")
  return Number(typed)
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

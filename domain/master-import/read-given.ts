import type { Problem } from "@/db/schema"
import { readCountry } from "@/domain/countries/named-country"
import { parseDateFormula, printDateFormula } from "@/domain/dates/date-formula"
import { EMPTIED } from "@/domain/file-reading/columns"
import type { UnderstoodRow } from "@/domain/import-kinds/import-kind"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { languages } from "@/language/language"
import { messages } from "@/messages"
import type { GivenRow, Master, MasterField } from "./master"

/** What a row of a file says of the columns of a table, as far as it can be told without the company. */
export function givenRow({ fields }: Pick<Master, "fields">, { rowNo, values }: UnderstoodRow): GivenRow {
  const row: GivenRow = { rowNo, given: {}, problems: [] }
  for (const field of fields) {
    const text = values[field.name] ?? ""
    if (text === "") continue
    const sibling = (name: string) => row.given[name] ?? values[name] ?? ""
    const read = text === EMPTIED && mayBeEmptied(field) ? emptied(field) : readGiven(field, text, sibling)
    if (typeof read === "string") row.given[field.name] = read
    else row.problems.push({ ...read, params: { ...read.params, column: field.name } })
  }
  return row
}

/** Whether a hyphen in a file empties the field; a yes or no has no third. */
export function mayBeEmptied({ kind, beside }: MasterField): boolean {
  return kind !== "boolean" && kind !== "choice" && !beside
}

function emptied({ kind, required, inEveryFile }: MasterField): string | Problem {
  if (required || inEveryFile) return { code: "imports.not_emptied" }
  return kind === "number" ? "0" : ""
}

function readGiven(field: MasterField, text: string, sibling: (name: string) => string): string | Problem {
  if ((field.kind === "code" || field.kind === "text") && field.read) return field.read(text, sibling)
  switch (field.kind) {
    case "number":
      return readNumber(field, text)
    case "choice":
      return readChoice(field, text)
    case "formula":
      return readFormula(text)
    case "country": {
      const { code } = readCountry(text, "")
      return code !== "" ? code : { code: "imports.country_unknown", params: { read: text } }
    }
    case "code":
      return /^[\p{L}\p{N}][^\p{C}]*$/u.test(text) ? text : { code: "imports.code_form", params: { read: text } }
    case "boolean":
    case "date":
    case "text":
    case "reference":
      return text
  }
}

function readNumber(
  { minimum, above, maximum, oneOf }: MasterField & { kind: "number" },
  text: string,
): string | Problem {
  const value = new Decimal(text)
  const plain = toPlain(value)
  if (minimum !== undefined && value.lt(minimum)) return { code: "imports.below_minimum", params: { minimum } }
  if (above !== undefined && value.lte(above)) return { code: "imports.not_above", params: { above } }
  if (maximum !== undefined && value.gt(maximum)) return { code: "imports.above_maximum", params: { maximum } }
  if (oneOf && !oneOf.includes(plain)) return { code: "imports.not_one_of", params: { words: oneOf.join(", ") } }
  return plain
}

/** By its word, or by what it is called in any language. */
function readChoice({ name, words }: MasterField & { kind: "choice" }, text: string): string | Problem {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/gu, "_")
  const found = words.find(word => word === plain || choiceNames(name, word).some(called => called === plain))
  if (found !== undefined) return found
  return { code: "imports.not_one_of", params: { words: words.filter(Boolean).join(", ") } }
}

function choiceNames(field: string, word: string): string[] {
  return languages.map(language => {
    const named: Record<string, Record<string, string>> = messages[language].files.choices
    return (named[field]?.[word || "none"] ?? word).toLowerCase().replace(/[\s-]+/gu, "_")
  })
}

function readFormula(text: string): string | Problem {
  for (const language of languages) {
    const parsed = parseDateFormula(text, language)
    if (parsed.ok) return printDateFormula(parsed.formula)
  }
  return { code: "imports.formula_unknown", params: { read: text } }
}

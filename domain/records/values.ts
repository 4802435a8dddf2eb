/** A row between the database, the wire and the reader. */
import { getTableColumns } from "drizzle-orm"
import type { PgColumn } from "drizzle-orm/pg-core"
import { type IsoDate, isValidDate } from "@/domain/dates/date"
import { parseDateFormula, printDateFormula } from "@/domain/dates/date-formula"
import type { Issue } from "@/domain/errors"
import { Decimal, toPlain } from "@/domain/money/decimal"
import { formatDate } from "@/language/date-format"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { controlOf, type RecordDefinition, type RecordField, type RecordValues } from "./definition"
import { type FieldReader, readField } from "./read-field"

/** The column of a field. */
export function columnOf({ table, slug, companyColumn = "companyId" }: RecordDefinition, name: string): PgColumn {
  const column = getTableColumns(table)[name === "companyId" ? companyColumn : name]
  if (!column) throw new Error(`${slug} has no column ${name}`)
  return column
}

/** A row as the database gives it, as text. */
export function valuesOf({ fields }: RecordDefinition, row: Record<string, unknown>): RecordValues {
  return Object.fromEntries(fields.map(field => [field.name, textOf(field, row[field.name])]))
}

function textOf(field: RecordField, stored: unknown): string {
  if (stored === null || stored === undefined) return ""
  return field.kind === "number" ? toPlain(new Decimal(String(stored))) : String(stored)
}

/** Values as the database takes them; nothing is null where the column may be, else blank or nought. */
export function rowOf(definition: RecordDefinition, values: RecordValues): Record<string, unknown> {
  return Object.fromEntries(
    definition.fields.map(field => {
      const value = values[field.name] ?? ""
      if (field.kind === "boolean") return [field.name, value === "true"]
      if (value === "" && !columnOf(definition, field.name).notNull) return [field.name, null]
      if (field.kind === "integer" || field.kind === "user") return [field.name, Number(value)]
      return [field.name, field.kind === "number" && value === "" ? "0" : value]
    }),
  )
}

/** What a new row starts with: the columns' defaults. */
export function newValues(definition: RecordDefinition): RecordValues {
  return Object.fromEntries(
    definition.fields.map(field => {
      const start = columnOf(definition, field.name).default
      const plain = typeof start === "string" || typeof start === "number" || typeof start === "boolean"
      return [field.name, plain ? textOf(field, start) : ""]
    }),
  )
}

/** Whether a value says nothing of its field: a box that is not ticked, too. */
export const isBlankValue = ({ kind }: RecordField, value: string) => value === (kind === "boolean" ? "false" : "")

/** A row as a form of it would send it, in the reader's way. */
export function typedOf(
  { fields }: RecordDefinition,
  values: RecordValues,
  language: Language,
): Record<string, string> {
  const sent = fields.map(field => {
    const value = values[field.name] ?? ""
    const text = field.kind === "boolean" ? (value === "true" ? "on" : "") : shownRecordValue(field, value, language)
    return [field.name, text] as const
  })
  return Object.fromEntries(sent)
}

/** A value as the reader writes it; words of choices, codes and users stay as they are. */
export function shownRecordValue(field: RecordField, value: string, language: Language): string {
  if (value === "") return ""
  if (field.kind === "number") return formatNumber(value, language, { grouping: false })
  if (field.kind === "date") return value === field.blank ? "" : formatDate(value as IsoDate, language)
  if (field.kind !== "formula") return value
  const parsed = parseDateFormula(value)
  return parsed.ok ? printDateFormula(parsed.formula, language) : value
}

/** Reads the key of an address; undefined where it can be no key of the table. */
export function recordKeyOf({ keys, fields }: RecordDefinition, parts: readonly string[]): RecordValues | undefined {
  if (parts.length !== keys.length) return undefined
  const values: RecordValues = {}
  for (const [index, name] of keys.entries()) {
    const field = fields.find(each => each.name === name)!
    const part = parts[index]!
    if (!isKeyPart(field, part)) return undefined
    values[name] = field.kind === "number" ? toPlain(new Decimal(part)) : part
  }
  return values
}

function isKeyPart(field: RecordField, part: string): boolean {
  const { kind, required } = field
  if (part === "" && kind === "reference") return !required
  if (kind === "date") return part === field.blank || isValidDate(part)
  if (kind === "number") return /^\d{1,15}(\.\d{1,10})?$/u.test(part)
  if (kind === "user" || kind === "integer") return /^[1-9]\d{0,8}$/u.test(part)
  return /^[^\0]{1,50}$/u.test(part)
}

/** The parts of a row's key, as they stand in its address. */
export function keyParts({ keys }: RecordDefinition, values: RecordValues): string[] {
  return keys.map(name => values[name]!)
}

/**
 * What was typed into the form, in the reader's way; every text that cannot be read is an issue beside its control.
 *
 * @param kept values that the form does not change: the key of a row that is there
 */
export function readTyped(
  definition: RecordDefinition,
  typed: Readonly<Record<string, string>>,
  kept: RecordValues,
  reader: FieldReader,
): { values: RecordValues; issues: Issue[] } {
  const values: RecordValues = {}
  const issues: Issue[] = []
  const sibling = (name: string) => kept[name] ?? (typed[name] ?? "").trim()
  for (const field of definition.fields) {
    if (field.name in kept) {
      values[field.name] = kept[field.name]!
      continue
    }
    const text = (typed[field.name] ?? "").trim()
    const read = readField(field, text, reader, sibling)
    if (typeof read === "string") values[field.name] = read
    else issues.push({ ...read, field: controlOf(definition, field.name) })
  }
  return { values, issues }
}

/** A header between the database and the texts that people edit. */
import { getTableColumns } from "drizzle-orm"
import { isValidDate } from "@/domain/dates/date"
import type { Issue } from "@/domain/errors"
import { headerField, plainNumber } from "./draft"
import { discountAs, type HeaderDefinition, type HeaderField } from "./header-definition"

/** Whether a field may hold nothing: its column may be null. */
export function mayBeBlank({ table }: HeaderDefinition, name: string): boolean {
  const column = getTableColumns(table)[name]
  if (!column) throw new Error(`a header without a column ${name}`)
  return !column.notNull
}

/** The fields that people type, as text: none is "", equal numbers are equal text, a box is "yes" or "no". */
export function headerTexts<Typed extends string>(
  { fields, typed }: HeaderDefinition<Typed>,
  row: Readonly<Record<string, unknown>>,
): Record<Typed, string> {
  const texts = typed.map(name => [name, headerText(fields[name]!, row[name], row)])
  return Object.fromEntries(texts) as Record<Typed, string>
}

/** A field's stored value as text. @param row with what stands in the other columns */
export function headerText(field: HeaderField, stored: unknown, row: Readonly<Record<string, unknown>>): string {
  if (stored === null || stored === undefined) return ""
  if (field.kind === "boolean") return stored ? "yes" : "no"
  if (field.kind === "amount") return plainNumber(String(stored))
  if (field.kind === "percent") return Number(stored) === 0 ? "" : plainNumber(String(stored))
  if (field.kind === "discount") return discountAs(field, row) ? plainNumber(String(stored)) : ""
  return String(stored)
}

/** Texts as the table has them: nothing is null where the column may be, else blank or nought. */
export function headerColumns(
  definition: HeaderDefinition,
  texts: Readonly<Record<string, string>>,
): Record<string, string | boolean | null> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      const { kind } = definition.fields[name]!
      if (kind === "boolean") return [name, text === "yes"]
      if (text === "" && mayBeBlank(definition, name)) return [name, null]
      return [name, text === "" && ["amount", "discount", "percent"].includes(kind) ? "0" : text]
    }),
  )
}

/** What cannot stand in fields that were changed, each at its control. Codes and parties are looked up elsewhere. */
export function checkHeader({ fields }: HeaderDefinition, changed: Readonly<Record<string, string>>): Issue[] {
  return Object.entries(changed).flatMap(([name, text]) => {
    const problem = problemOf(fields[name]!, text)
    return problem ? [{ field: headerField(name), ...problem }] : []
  })
}

function problemOf(field: HeaderField, text: string): Omit<Issue, "field"> | null {
  switch (field.kind) {
    case "text":
      return text.length > field.maximum ? { code: "too_long", params: { maximum: field.maximum } } : null
    case "date":
      if (text === "") return { code: "required" }
      return isValidDate(text) ? null : { code: "not_a_date" }
    case "amount":
      return numberProblem(text)
    case "discount":
      return numberProblem(text) ?? negativeProblem(text)
    case "percent":
      return numberProblem(text) ?? percentProblem(text)
    case "boolean":
      return otherProblem(text, ["yes", "no"])
    case "choice":
      return otherProblem(text, field.words)
    case "code":
    case "party":
      return null
  }
}

const otherProblem = (text: string, words: readonly string[]) => (words.includes(text) ? null : { code: "invalid" })

const negativeProblem = (text: string) => (text.startsWith("-") ? { code: "discount_negative" } : null)

const percentProblem = (text: string) =>
  Number(text) < 0 || Number(text) > 100 ? { code: "percent_out_of_range" } : null

const numberProblem = (text: string) =>
  text === "" || /^-?\d{1,12}(\.\d{1,5})?$/u.test(text) ? null : { code: "not_a_number" }

/** Schemas and texts of what is defined once for the whole portal: headers, lines, cards. */
import { z } from "zod"
import type { HeaderDefinition, HeaderField } from "@/domain/documents/header-definition"
import { type LineField, type LineFieldDefinition, lineField, lineFields } from "@/domain/documents/line-fields"
import type { CardDefinition, RecordField } from "@/domain/records/definition"
import { seenField } from "@/domain/records/similar-cards"
import { amount, codeSchema, daySchema, decimal, text } from "./schemas"

type Shape = Record<string, z.ZodType>

/** What people send of a header: each field may be left out, and then stays. null: none. */
export function headerIn({ fields, typed }: HeaderDefinition) {
  const shape: Shape = Object.fromEntries(typed.map(name => [name, headerFieldIn(fields[name]!).optional()]))
  return z.strictObject(shape)
}

function headerFieldIn(field: HeaderField): z.ZodType {
  if (field.kind === "boolean") return z.boolean()
  if (field.kind === "choice") return z.enum(field.words as [string])
  if (field.kind === "text") return text(field.maximum).nullable()
  if (field.kind === "date") return daySchema
  if (field.kind === "code" || field.kind === "party") return codeSchema.nullable()
  return decimal.nullable()
}

/** The fields of a header as they are answered. */
export function headerOut({ fields }: HeaderDefinition): Shape {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { kind }]) => [name, kind === "boolean" ? z.boolean() : fieldOut(kind)]),
  )
}

/** The fields of a line, `price` under the name that it has in this kind of document. */
export function lineIn(price: string) {
  const shape: Shape = Object.fromEntries(
    lineFields.map(name => [name === "price" ? price : name, lineFieldIn(lineField[name]).optional()]),
  )
  return shape
}

function lineFieldIn(field: LineFieldDefinition): z.ZodType {
  if (field.kind === "boolean") return z.boolean()
  if (field.kind === "choice") return z.enum(field.words as [string])
  if (field.kind === "text") return text(field.maximum).nullable()
  return "decimals" in field ? decimal.nullable() : codeSchema.nullable()
}

/** The fields of a line as they are answered. */
export function lineOut(price: string): Shape {
  return Object.fromEntries(
    lineFields.map(name => {
      const { kind } = lineField[name]
      return [name === "price" ? price : name, kind === "boolean" ? z.boolean() : fieldOut(kind)]
    }),
  )
}

const exactKinds = ["amount", "discount", "percent", "price", "quantity", "number"]

function fieldOut(kind: string): z.ZodType {
  if (kind === "date") return daySchema.nullable()
  return exactKinds.includes(kind) ? amount.nullable() : z.string().nullable()
}

/** A line with `price` under the name that it has in this kind of document. */
export function lineShown<Line extends { price: string }>({ price, ...line }: Line, name: string) {
  return { ...line, [name]: price }
}

/** What is sent of a line, as saving takes it. */
export function lineTextsOf(
  sent: Readonly<Record<string, unknown>>,
  price: string,
): Partial<Record<LineField, string>> {
  const known = lineFields.map((name): [LineField, unknown] => [name, sent[name === "price" ? price : name]])
  return Object.fromEntries(
    known.filter(([, value]) => value !== undefined).map(([name, value]) => [name, textSchemaOf(value)]),
  )
}

/** As drafts have a value: none is "", a box "yes" or "no". */
export function textSchemaOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no"
  return value === null ? "" : String(value)
}

/** What people send of a card: each field may be left out; of a new one it then takes what the company's setup says. */
export function cardIn({ fields, card }: CardDefinition) {
  const shape: Shape = Object.fromEntries(fields.map(field => [field.name, cardFieldIn(field).optional()]))
  return z.strictObject(card.similar ? { ...shape, [seenField]: similarSeen.optional() } : shape)
}

const similarSeen = z
  .array(codeSchema)
  .max(100)
  .describe("Numbers that were answered with the field similar: this one is another, and is saved.")

function cardFieldIn(field: RecordField): z.ZodType {
  if (field.kind === "boolean") return z.boolean()
  if (field.kind === "choice") return z.enum([...field.words]).nullable()
  if (field.kind === "number") return decimal.nullable()
  if (field.kind === "integer") return z.number().int().nullable()
  if (field.kind === "date") return daySchema.nullable()
  return text(field.kind === "text" ? field.maximum : 100).nullable()
}

/** The fields of a card as they are answered; "" for none. */
export function cardOut({ fields }: CardDefinition): Shape {
  return Object.fromEntries(fields.map(({ name, kind }) => [name, kind === "boolean" ? z.boolean() : z.string()]))
}

/** A card as it is answered. */
export function cardShown(
  { fields }: CardDefinition,
  values: Readonly<Record<string, string>>,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(({ name, kind }) => [name, kind === "boolean" ? values[name] === "true" : (values[name] ?? "")]),
  )
}

/**
 * A card as its form would send it: what is there, with what was sent laid over it.
 * @param values as they are stored; of a new one, what its form starts with
 */
export function cardTyped(
  { fields }: CardDefinition,
  values: Readonly<Record<string, string>>,
  sent: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const typed: Record<string, string> = {}
  for (const { name, kind } of fields) {
    const given = sent[name]
    const value = given === undefined ? (values[name] ?? "") : given === null ? "" : String(given)
    if (kind !== "boolean") typed[name] = value
    else if (value === "true") typed[name] = "on"
  }
  const seen = sent[seenField]
  return Array.isArray(seen) ? { ...typed, [seenField]: seen.join(",") } : typed
}

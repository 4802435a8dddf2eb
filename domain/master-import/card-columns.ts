/** The columns of a file of cards, made from what the card says of its fields: a new field of a card is a column by itself. */
import type { CardDefinition, RecordField } from "@/domain/records/definition"
import type { MasterField } from "./master"

/** What a column says otherwise than its card. */
type More = Partial<Pick<MasterField, "required" | "inEveryFile" | "fixedOnceUsed">> & {
  /** Read for the whole batch at once, and not by itself. */
  readInBatch?: true
}

/** @param more by field, what a file adds to what the card says */
export function cardColumns({ fields }: CardDefinition, more: Readonly<Record<string, More>> = {}): MasterField[] {
  return fields.map(field => {
    const { readInBatch, ...own } = more[field.name] ?? {}
    return { ...shapeOf(field, readInBatch), required: field.required, ...own }
  })
}

function shapeOf(field: RecordField, readInBatch?: true): MasterField {
  const { name } = field
  switch (field.kind) {
    case "code":
      return { name, kind: "code", maximum: 20 }
    case "text": {
      // A spreadsheet takes what has a form of its own for a number or a day; names of mailboxes it leaves alone.
      const kind = field.read && field.input !== "email" ? "code" : "text"
      return { name, kind, maximum: field.maximum, read: readInBatch ? undefined : field.read }
    }
    case "number":
      return { name, kind: "number", decimals: field.decimals, minimum: field.minimum, maximum: field.maximum }
    case "reference":
      return { name, kind: "reference", to: field.to as "currencies" }
    case "card":
      return { name, kind: "reference", to: field.to }
    case "choice":
      return { name, kind: "choice", words: field.mayBeBlank ? ["", ...field.words] : field.words }
    case "language":
      // Files name languages that are not spoken here; documents for such a vendor are in the company's.
      return { name, kind: "code", maximum: 10 }
    case "boolean":
    case "country":
    case "date":
    case "formula":
      return { name, kind: field.kind }
    default:
      throw new Error(`no column of a file is a ${field.kind}, as ${name} is`)
  }
}

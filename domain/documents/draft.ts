/** A draft document, purchase or sales invoice alike, as the rules of editing see it. */
import type { DraftLine, LineField, LineType, LineValues } from "./line-fields"

/** A line of the form. */
export type EditedLine = {
  /** The line's id, or any other text for a line that is new: "new1". */
  id: string
  type: LineType
  /** Values as stored would be: decimal points, no blanks around. What is left out is not changed. */
  values: LineValues
  /** Decimals that its price was typed with, noughts too; absent: as many as it has. */
  priceDecimals?: number
  /** Its number was chosen again, be it the same: everything that the number gives is given anew. */
  chosenAnew?: boolean
  /** Put it before the first line with this number or a higher one; for a place on another page. */
  moveTo?: number
}

/** What somebody did to a draft on a page of its lines. */
export type DraftEdit = {
  /** Version of the document that the form was made from. */
  version: number
  /** Header fields as text ("" for none); what is left out is not changed. */
  header: Readonly<Record<string, string>>
  /** Lines in the order of the form. */
  lines: readonly EditedLine[]
  /** Ids of the lines the form was made with, in their order then: tells what was moved. */
  loaded: readonly number[]
  deleted: readonly number[]
  /** Which value holds where two people changed the same: by field name, or `lines.<id>` for a line that is gone. */
  choices: Readonly<Record<string, "mine" | "theirs">>
  /** Every line takes its VAT as it is set up now; what was typed stays. */
  renewVat?: boolean
  /** What becomes of typed costs where prices come to include VAT, or no longer do: the figure stays, or what it is worth. */
  typedCosts?: TypedCosts
}

export type TypedCosts = "figure" | "value"

/** How a document's fields are called in forms, issues and the history. */
export type DraftNames = {
  /** What `price` is called. */
  priceField: "directUnitCost" | "unitPrice"
  /** Decimals that a typed `price` may have; absent: as many as a unit amount of the document's currency. */
  costDecimals?: number
}

export const headerField = (name: string) => `header.${name}`
export const lineName = (id: string | number) => `lines.${id}`
export const lineFieldName = (names: DraftNames, id: string | number, field: LineField) =>
  `${lineName(id)}.${field === "price" ? names.priceField : field}`

/** Whether the line is text alone: a comment, or an item line without a number. It has no quantity and no amount. */
export function isTextLine(line: Pick<DraftLine, "type" | "no">): boolean {
  return line.type === "comment" || line.no === null
}

/** Whether saving keeps the line itself, by the tiers of the vendor's invoice discount: nobody types into it. */
export function isServiceCharge({ costSource }: Pick<DraftLine, "costSource">): boolean {
  return costSource?.kind === "service_charge"
}

/** "12" is line 12; anything else is a line that does not exist yet. */
export function lineIdOf(id: string): number | null {
  return /^[1-9]\d{0,8}$/u.test(id) ? Number(id) : null
}

/** A decimal string as it compares: no trailing zeros, no minus zero. */
export function plainNumber(stored: string): string {
  const shorter = stored.includes(".") ? stored.replace(/\.?0+$/u, "") : stored
  return shorter === "-0" ? "0" : shorter
}

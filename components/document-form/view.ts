/** What the form of a document shows: everything in the reader's own way of writing, so that it comes back as typed. */

import type { DuplicateLinks } from "./duplicates"

export type ShownLineType = "comment" | "item" | "gl_account" | "resource" | "charge_item" | "fixed_asset" | "charge"

/** What can be added by hand; accounts on documents that take them. */
export type NewLineType = "item" | "gl_account" | "charge" | "comment"

export type FormLine = {
  /** "12", or "new1" for a line that does not exist yet. */
  id: string
  type: ShownLineType
  /**
   * By field: no, description, quantity, unitOfMeasureCode, directUnitCost or unitPrice, lineDiscountPercent, and moveTo,
   * the number of the line that it is to stand before, and chosen ("yes"): its number was chosen again.
   */
  values: Record<string, string>
  /** By field: why a text that was pasted cannot stand there. In the browser alone. */
  problems?: Readonly<Record<string, string>>
}

/** What is stored of a line, as text: to show beside the fields, and to mark what was changed. */
export type LineFacts = {
  lineNo: number
  vatPercent: string
  /** Anything but normal is said in words. */
  vatCalculationType: "normal" | "reverse_charge" | "exempt"
  lineAmount: string
  lineDiscountAmount: string
  stored: Record<string, string>
  /** Saving keeps the line itself: nothing is typed into it. */
  isKept: boolean
}

/** One of those that a text may have meant. */
/** What a text may mean. Disabled: it is blocked, and cannot be chosen. */
export type Candidate = {
  /** What its field holds. */
  value: string
  /** Its number, where the field holds more than that. */
  no?: string
  label: string
  hint?: string
  disabled?: boolean
  /** A vendor that nobody but who made it has looked at. */
  unproven?: boolean
  /** Address of its card. */
  card?: string
}

/** A change that two people made, or the other alone (`mine` null). */
export type ShownChange = {
  /** Name of the control; `lines.12` is the whole line, which one of them deleted. */
  field: string
  label: string
  before: string | null
  mine: string | null
  theirs: string | null
}

export type StaleView = {
  /** "Not saved: Jelle Brandwijk saved this at 14:41." */
  by: string
  at: string
  conflicts: ShownChange[]
  taken: ShownChange[]
}

export type DocumentView = {
  version: number
  header: Record<string, string>
  lines: FormLine[]
  /** Ids of the lines the form was made with. */
  loaded: number[]
  deleted: number[]
  newLine: { type: NewLineType; text: string }
  /** By name of the control whose text named no one thing. */
  candidates: Record<string, Candidate[]>
  stale: StaleView | null
  choices: Record<string, "mine" | "theirs">
  /** Prices come to include VAT, or no longer do: what becomes of typed costs, and whether that is asked. */
  typedCosts?: "figure" | "value"
  asksTypedCosts?: boolean
  /** Id of the control that the focus goes to. */
  focus: string | null
  /** Whether it holds what is not saved yet; "saved" right after it was. */
  status: "as_stored" | "changed" | "saved"
  /** The answer to a form that sent the lines that were changed alone, and of others their ids: those are in `lines`. */
  isPartial?: boolean
  /** Right after the vendor was changed and saved: how many costs were not defaulted anew, because they were typed. */
  typedCostsKept?: number
  /** Right after a save: how many VAT groups lost the VAT that had been typed for them. */
  vatDifferencesDropped?: number
}

/** A column of the lines, in the order in which they are seen. */
export type LineColumn = {
  /** Of the field, as in `values`. */
  name: string
  /** Fixed: it is shown and not typed into. */
  kind: "no" | "text" | "code" | "number" | "choice" | "check" | "fixed"
  /** What a copied column of the same is headed, in every language. */
  names: readonly string[]
  /** Types of lines that have the field to be typed into. */
  on: readonly ShownLineType[]
  /** Of a number. */
  decimals?: number
  integerDigits?: number
  options?: readonly { value: string; names: readonly string[] }[]
}

/** Lines of a document on pages before the one that the form shows, and after it. */
export type LinesElsewhere = { before: number; after: number }

export type PriceField = "directUnitCost" | "unitPrice"

/** A field of the header. */
export type HeaderFieldSpec = {
  name: string
  label: string
  kind: "text" | "date" | "number" | "select" | "party"
  width?: "wide"
  options?: { value: string; label: string }[]
  hint?: string
  /** Empty and inactive unless the other field of the header holds one of these. */
  activeWith?: { field: string; values: readonly string[] }
  /** Of a text: other documents that carry it, as saved, and the address that says which do while it is typed. */
  duplicates?: { check: string; known: DuplicateLinks }
}

/** What is shown and not changed. */
export type ReadOnlyFieldSpec = { name: string; label: string; value: string }

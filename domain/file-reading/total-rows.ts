import type { FileColumn } from "./columns"
import type { RawRow } from "./raw-row"
import type { Mapping } from "./understanding"

/** What a row of totals says in one of its cells, in English, Dutch and German; SAP has stars. */
const totalWords =
  /^(?:grand\s|sub[\s-]?|eind|generaal\s|algemeen\s)?tota(?:l|al|len|ls|le)\b|^gesamt|^(?:zwischen)?summe\b|^som\b|^sum\b|^saldo\b|^\*{1,4}$/iu

/**
 * Whether a row at the end of a file is its total: a word says so, and a required column, by which rows are known, is blank.
 * `Totaal` as a vendor's name in a row that has everything is no total.
 */
export function isTotalRow<Name extends string>(
  { fields }: RawRow,
  columns: readonly FileColumn<Name>[],
  mapping: Mapping<Name>,
): boolean {
  if (!fields.some(field => totalWords.test(field.trim()))) return false
  const cells = columns
    .filter(({ required, kind }) => required && kind !== "number")
    .map(({ name }) => (fields[mapping[name] ?? -1] ?? "").trim())
  return cells.length === 0 || cells.some(cell => cell === "")
}

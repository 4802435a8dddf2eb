/**
 * What the header of a document holds, said once: the form, its reading and checking, the merge of two people's edits, the
 * history, the posted document and its corrected copy are all made from the definition.
 */
import type { PgTable } from "drizzle-orm/pg-core"
import type { CodeTable } from "./setup-choices"

type Kind =
  /** One line of at most so many characters. */
  | { kind: "text"; maximum: number }
  /** Must be there. */
  | { kind: "date" }
  /** Of the document's currency; blank is none. */
  | { kind: "amount" }
  /** An amount or a percentage, as the choice in field `by` says ("amount", "percent"); else it holds nothing. Never negative. */
  | { kind: "discount"; by: string }
  /** From 0 to 100; blank is none. */
  | { kind: "percent" }
  /** "yes" or "no". */
  | { kind: "boolean" }
  /** One of a few words; what they are called stands in the messages, `documents.<texts>.<word>`. */
  | { kind: "choice"; words: readonly string[]; texts: string }
  /** A row of setup by its code; blank is none, where the column may be null. */
  | { kind: "code"; of: CodeTable }
  /** Who the document is from or for, by number; the column `named` has the name. */
  | { kind: "party"; of: "vendor" | "customer"; named: string }

export type HeaderField = Kind & {
  /** The vendor or customer gives it, another one anew; what has no `from` stays as it was. */
  from?: "party"
  /** Shown in the form, and typed by nobody. */
  fixed?: true
  /**
   * Stands on the vendor's paper and is filled in last, often by who reviewed: it says nothing of what is bought, from whom or
   * for how much. Filling it in voids no review (docs/decisions/0025-what-a-review-covers.md).
   */
  ofThePaper?: true
  /** The list's search finds the document by it: the search function of the database and its index have to have it too. */
  searched?: true
  /** Stands on the document's page to read, and on paper. */
  printed?: true
  /** Of the draft alone: the posted document has no such field, and a corrected copy begins without. */
  unposted?: true
}

/** What writes a column that is no field: the party gives it, amounts come of the lines, or the program keeps it. */
export type Writer = "party" | "lines" | "program"

type Columns<Table extends PgTable> = Exclude<keyof Table["$inferSelect"], symbol | number>
type Fields<Table extends PgTable> = Partial<Record<Columns<Table>, HeaderField>>

type NamesWith<Fields, Part> = { [Name in keyof Fields]: Fields[Name] extends Part ? Name : never }[keyof Fields] &
  string
type NamesWithout<Fields, Part> = Exclude<keyof Fields & string, NamesWith<Fields, Part>>

export type HeaderDefinition<
  Typed extends string = string,
  Given extends string = string,
  Posted extends string = string,
> = {
  table: PgTable
  /** In the order of the form; fixed ones last. */
  fields: Readonly<Record<string, HeaderField>>
  /** Names of the fields that people type. */
  typed: readonly Typed[]
  /** Names of the columns that a vendor or customer gives. */
  given: readonly Given[]
  /** Names of the fields that the posted document has too. */
  posted: readonly Posted[]
}

/**
 * @param fields in the order of the form
 * @param others every column that is no field, and what writes it: a column that is neither does not compile
 */
export function defineHeader<
  Table extends PgTable,
  const Named extends Fields<Table>,
  const Others extends Record<Exclude<Columns<Table>, keyof Named>, Writer>,
>(
  table: Table,
  fields: Named,
  others: Others,
): HeaderDefinition<
  NamesWithout<Named, { fixed: true }>,
  NamesWith<Named, { from: "party" }> | NamesWith<Others, "party">,
  NamesWithout<Named, { unposted: true }>
> {
  const all = Object.entries(fields as Record<string, HeaderField>)
  const namesOf = (has: (field: HeaderField) => unknown) => all.filter(([, field]) => has(field)).map(([name]) => name)
  const written = Object.entries(others).filter(([, writer]) => writer === "party")
  return {
    table,
    fields: Object.fromEntries(all),
    typed: namesOf(field => !field.fixed) as never,
    given: [...namesOf(field => field.from), ...written.map(([name]) => name)] as never,
    posted: namesOf(field => !field.unposted) as never,
  }
}

/** Names of the fields that people type. */
export type TypedField<Definition> = Definition extends HeaderDefinition<infer Typed> ? Typed : never

/** The field of the vendor or customer. */
export function partyOf({ fields }: HeaderDefinition) {
  for (const [name, field] of Object.entries(fields)) if (field.kind === "party") return { ...field, name }
  throw new Error("a document without a party")
}

/** The choices beside a discount with which its text counts. */
export const discountWords = ["amount", "percent"] as const

/** As what the text of a discount counts, by what stands in the other fields; null: it counts as nothing. */
export function discountAs(
  { by }: { by: string },
  header: Readonly<Record<string, unknown>>,
): (typeof discountWords)[number] | null {
  return discountWords.find(word => word === header[by]) ?? null
}

/** Some columns of a row. */
export function pickFields<Name extends string, Row extends Readonly<Record<Name, unknown>>>(
  row: Row,
  names: readonly Name[],
): Pick<Row, Name> {
  return Object.fromEntries(names.map(name => [name, row[name]])) as Pick<Row, Name>
}

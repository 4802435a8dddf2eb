/** What the import of a table of master data needs to know of it: five kinds of file are five such descriptions. */
import type { PgTable } from "drizzle-orm/pg-core"
import type { Problem } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { SubjectType } from "@/domain/history/record-event"
import type { ColumnSection } from "@/domain/import-kinds/column-names"
import type { ImportRun } from "@/domain/import-kinds/import-kind"
import type { ReadText } from "@/domain/records/definition"
import type { Language } from "@/language/language"
import type { ListFilter } from "./list-filters"
import type { ReferredTable } from "./referred"

type Kind =
  /** In capitals where it is new. */
  | { kind: "code"; maximum: number; read?: ReadText }
  | { kind: "text"; maximum: number; read?: ReadText }
  | { kind: "number"; decimals: number; minimum?: string; above?: string; maximum?: string; oneOf?: readonly string[] }
  | { kind: "date" }
  | { kind: "boolean" }
  /** Stored as one of these words, and written as its own, or as it is called in a language. */
  | { kind: "choice"; words: readonly string[] }
  /** A date formula, read in any language. */
  | { kind: "formula" }
  /** ISO 3166-1 alpha-2. */
  | { kind: "country" }
  | { kind: "reference"; to: ReferredTable }

export type MasterField = Kind & {
  /** Of the column in code, and of the file's column. */
  name: string
  /** A new row has it, and no file empties it. */
  required?: true
  /** As `required`, and a file without the column is asked about. */
  inEveryFile?: true
  /** Stays as it is once something was made with the row. */
  fixedOnceUsed?: true
  /** Kept in no column of the table: written by `wrote`, read by `beside`; never in the history by field, nor in a list as a file. */
  beside?: true
}

/** A row as text, by column: numbers plain, dates ISO, formulas English, "true" and "false"; "" for nothing. */
export type MasterValues = Readonly<Record<string, string>>

/** A row of a file as far as it can be told without the company. */
export type GivenRow = {
  rowNo: number
  /** By column, what is to stand there; columns that were left blank are not among them. */
  given: Record<string, string>
  problems: Problem[]
}

export type MasterChange = { rowNo: number; before: MasterValues | null; after: MasterValues; given: MasterValues }

/** What was read once for the rows of a batch. */
export type BatchContext<Context> = { own: Context; companyCurrencyCode: string }

export type Master<Context = unknown> = {
  /** In addresses and commands; `master_import.<words>` is what its pages say. */
  name: string
  words:
    | "items"
    | "vendors"
    | "customers"
    | "purchase_prices"
    | "purchase_line_discounts"
    | "sales_prices"
    | "item_vendors"
  /** Of messages/<language>/files.json. */
  section: ColumnSection
  table: PgTable
  /** Of its history: `<subject>.created`, `<subject>.changed`. */
  subject: SubjectType
  /** The key's columns after the company. */
  keys: readonly string[]
  /** In the order of the file, the key's first. */
  fields: readonly MasterField[]
  example: (language: Language) => Record<string, string>
  treatments: readonly string[]
  /** What tells of a row which one it is, where that is not its key. @param values as they stand in the file */
  rowKey?: (values: MasterValues) => string
  /** Reads what the rows of a batch take: a constant number of statements. */
  read: (tx: Tx, run: ImportRun<unknown>, rows: readonly GivenRow[]) => Promise<Context>
  /** Finds who is meant where the key is blank, fills in a key's blank parts, or says why it cannot be told. */
  identify?: (row: GivenRow, context: BatchContext<Context>) => void
  /** What rows that are there have in columns kept elsewhere, by key. */
  beside?: (tx: Tx, companyId: number, keys: readonly string[]) => Promise<Map<string, MasterValues>>
  /** What a new row has beyond the defaults of its columns and what the file says. */
  start: (given: MasterValues, context: BatchContext<Context>) => MasterValues
  /** What follows from what a file says, where it does not say otherwise. */
  settle?: (after: MasterValues, given: MasterValues, before: MasterValues | null) => MasterValues
  /** Why a row cannot be so, beyond what its columns say. */
  check: (change: MasterChange, context: BatchContext<Context>) => Problem[]
  /** What is remarkable about rows that are taken, by row number: a constant number of statements. */
  remarks?: (tx: Tx, run: ImportRun<unknown>, changes: readonly MasterChange[]) => Promise<Map<number, Problem[]>>
  /** Keys of new rows that have none, in order. */
  number?: (tx: Tx, companyId: number, count: number) => Promise<string[]>
  /** Columns of the table that no file has, of a new or changed row. */
  stamp?: (change: MasterChange, run: ImportRun<unknown>) => Record<string, unknown>
  /** Writes what is kept elsewhere. */
  wrote?: (tx: Tx, run: ImportRun<unknown>, changes: readonly MasterChange[]) => Promise<void>
  /** Which of these keys something was made with: they are not deleted, and stay what they are. */
  used: (tx: Tx, companyId: number, keys: readonly string[]) => Promise<ReadonlySet<string>>
  /** Takes back what an import wrote elsewhere, for these keys, before what it made is deleted. */
  undone?: (tx: Tx, actor: Actor, keys: readonly string[], importNo: string) => Promise<void>
  /** Puts right what rested on rows that were deleted. */
  unmade?: (tx: Tx, companyId: number, keys: readonly string[]) => Promise<void>
  /** What its list is filtered by, where there is such a list. */
  filters?: ListFilter
  page: (key: string) => string
  listPage: string
}

/** A master, whatever is read for its batches. */
// biome-ignore lint/suspicious/noExplicitAny: what a master reads for a batch is its own affair
export type AnyMaster = Master<any>

/** A row's key in one text: what it was made into, and the number of its history. */
export function keyText({ keys }: Pick<AnyMaster, "keys">, values: MasterValues): string {
  return keys.length === 1 ? values[keys[0]!]! : keys.map(name => encodeURIComponent(values[name] ?? "")).join("/")
}

/** The parts of such a text. */
export function partsOfKey({ keys }: Pick<AnyMaster, "keys">, text: string): string[] {
  return keys.length === 1 ? [text] : text.split("/").map(decodeURIComponent)
}

/** The fields that a column of the table keeps. */
export const ownFields = ({ fields }: Pick<AnyMaster, "fields">) => fields.filter(({ beside }) => !beside)

import type { Problem } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { Right } from "@/domain/access/rights"
import type { IsoDate } from "@/domain/dates/date"
import type { FileColumn } from "@/domain/file-reading/columns"

/** What would become of a row: made, changed, left as it is because it is there already, or refused. */
export const rowOutcomes = ["new", "changed", "unchanged", "refused"] as const
export type RowOutcome = (typeof rowOutcomes)[number]

/** A row as it was understood. */
export type UnderstoodRow = {
  /** As a spreadsheet numbers it. */
  rowNo: number
  /** By column: figures plain, dates ISO, entries of a list apart by line breaks; blank where there is nothing. */
  values: Readonly<Record<string, string>>
  /** It could not be read: it is refused already, and those of its group with it. */
  refused: boolean
  /** What was worth saying of how it was read; `imports.currency_sign` {column, sign}: it stood at a number. */
  remarks: readonly Problem[]
  /** What a trial said of it, where it is judged again to be written; absent in a trial. */
  tried?: { outcome: RowOutcome; changes: Readonly<Record<string, [before: string, after: string]>> }
}

/** Rows that stand or fall together. */
export type RowGroup = { key: string; rows: UnderstoodRow[] }

export type Verdict = {
  rowNo: number
  outcome: RowOutcome
  /** Why it is refused, or what is remarkable about it: sentences `errors.<code>`. */
  reasons?: readonly Problem[]
  /** By column, what is there and what the file says. */
  changes?: Record<string, [before: string, after: string]>
  /** Number of what it is already, where it is unchanged. */
  resultNo?: string
}

/** What was decided about some rows. */
export type Judged<Plan> = {
  /** One for each row that was not refused before. */
  verdicts: Verdict[]
  /** What is to be written of them. */
  plan: Plan
  /** What only a person can say, by name, such as whether equal payments are one; nothing is imported while it is open. */
  asks?: string[]
}

export type Written = {
  /** Number of what each row was made into. */
  results: ReadonlyMap<number, string>
  /** What was made, by name, such as "customers". */
  made: Readonly<Record<string, number>>
}

/** One run over the rows of a file. */
export type ImportRun<Memory = unknown> = {
  companyId: number
  importNo: string
  /** Nothing is written: what was judged before is not in the books yet. */
  trial: boolean
  /** Who asked, with the roles of this moment. */
  actor: Actor
  /** The company's. */
  today: IsoDate
  /** What was chosen beside the file. */
  options: Readonly<Record<string, string>>
  /** What a person answered to `asks`. */
  answers: Readonly<Record<string, string>>
  /** What the kind remembers from one batch to the next; lost with the run. */
  memory: Memory
}

/** Something that is chosen beside a file, such as a currency. */
export type ImportOption = {
  name: string
  /** What may be chosen, and what is chosen where nobody does. */
  choices: (actor: Actor) => Promise<{ choices: { value: string; label: string }[]; usual: string }>
  /** @returns what is kept @throws Refusal on the field of its name */
  check: (tx: Tx, actor: Actor, chosen: string) => Promise<string>
}

/**
 * A kind of file that can be imported, described once: upload, trial, mending, import, report, undoing, their pages and the
 * command are made of it.
 */
export type ImportKind<Plan = unknown, Memory = unknown> = {
  /** In addresses and commands. */
  name: string
  /** Its namespace in the messages: what its pages say. */
  words: string
  /** Who may import such files, see them and undo them. */
  right: Right
  /** The columns it reads, in the order in which what was understood is kept and shown. */
  fileColumns: readonly FileColumn[]
  /** The same as what the company has set up limits them, where it does. */
  limitedColumns?: (tx: Tx, companyId: number) => Promise<readonly FileColumn[]>
  /**
   * With how many decimals the numbers of columns are written at most, as far as the rows of a file tell; asked where nothing
   * in the file says which sign stands before decimals. @param rows as written, by column
   */
  writtenDecimals?: (
    tx: Tx,
    companyId: number,
    rows: readonly Readonly<Record<string, string>>[],
  ) => Promise<Readonly<Record<string, number>>>
  /** What a column is called in a reader's language. */
  label: (column: string, language: Actor["language"]) => string
  /** A row as an example, in a reader's language. */
  example: (language: Actor["language"]) => Readonly<Record<string, string>>
  /** What is said of what happens to its rows: names of sentences below `treatment`. */
  treatments: readonly string[]
  option?: ImportOption
  /** What a file may be: bytes as sent and unpacked, and rows. */
  limits: { bytes: number; rows: number }
  /** Which rows stand or fall together; blank: the row stands alone, and is refused where `groups` are wanted. */
  group?: { column: string; mostRows: number }
  /**
   * What a row that stands alone is about, so that rows of one file about the same can be found (`sameRows`); blank: nothing
   * tells. @param values as they were understood, by column
   */
  rowKey?: (values: Readonly<Record<string, string>>) => string
  /** Rows that are judged in one transaction, and those that are written in one, as whole groups. */
  batch: { judged: number; written: number }
  /** Whether a trial that was killed is begun anew, as its judgement rests on what it remembers of the rows before. */
  inOrder?: boolean
  begin: (tx: Tx, run: ImportRun<undefined>) => Promise<Memory>
  /**
   * What one batch remembers on top of what the run does: its transaction may be run again, and then has remembered nothing.
   * `keep`: it is committed. Left out where judging and writing remember nothing.
   */
  lay?: (memory: Memory) => { memory: Memory; keep: () => void }
  /** Judges groups against the database, with a constant number of statements where there are many; writes nothing. */
  judge: (tx: Tx, run: ImportRun<Memory>, groups: readonly RowGroup[]) => Promise<Judged<Plan>>
  /** Writes what was just judged in this transaction. @throws Refusal where one row that stands alone cannot be written */
  write: (tx: Tx, run: ImportRun<Memory>, plan: Plan) => Promise<Written>
  undo: {
    /** Results that are undone at once, all or none of them. */
    batch: number
    /** Whether what was undone is there still, as a payment that is reversed. */
    keeps: boolean
    /** Whether what the import changed is put back too; else an import that changed anything is not undone. */
    restores?: boolean
    /**
     * Undoes what was made, in transactions of its own; what is undone already stays so.
     * @throws Refusal with why it cannot be: something was built on it
     */
    take: (actor: Actor, resultNos: readonly string[], importNo: string) => Promise<void>
  }
  /** Where one goes to see what a row was made into, and the nouns' list, below the company's address. */
  page: (resultNo: string) => string
  listPage: string
  /** Below which address what there is already can be had as a file of this kind (`…/file`), where it can. */
  filedAt?: string
}

/** A kind, whatever it plans and remembers. */
// biome-ignore lint/suspicious/noExplicitAny: what a kind plans and remembers is its own affair
export type AnyImportKind = ImportKind<any, any>

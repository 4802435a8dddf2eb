import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import type { FileColumn } from "@/domain/file-reading/columns"

export const openingParts = ["vendors", "accounts", "stock"] as const
export type PartName = (typeof openingParts)[number]

/** Whether a text of an address names a part. */
export const isPart = (text: string): text is PartName => openingParts.some(part => part === text)

/** A line as it is typed or stands in a file: by column, figures plain, dates ISO, blank where there is nothing. */
export type OpeningLineValues = Readonly<Record<string, string>>

/** What becomes of a line. */
export type JudgedLine<Line> = {
  /** What makes two lines one; null: it has no such thing. */
  key: string | null
  /** Null: it cannot be kept, for these reasons. */
  line: Line | null
  /** Each with the column it is about, where it is about one. */
  issues: Issue[]
  /** The line that is prepared already under its key. */
  before: { no: number; values: OpeningLineValues } | null
}

/** A part of an opening, described once: its file, its form and its list are made of it. */
export type OpeningPart<Line = unknown> = {
  name: PartName
  /** Columns of a file and fields of its form, without the names that the messages give them. */
  columns: readonly Omit<FileColumn, "names" | "others">[]
  /** With how many decimals numbers are written at most, by column. */
  decimals: (tx: Tx, companyId: number, rows: readonly OpeningLineValues[]) => Promise<Record<string, number>>
  /** Judges lines against the company, with a constant number of statements; writes nothing. */
  judge: (tx: Tx, companyId: number, rows: readonly OpeningLineValues[]) => Promise<JudgedLine<Line>[]>
  /** A line as its columns say it. */
  values: (line: Line) => OpeningLineValues
  /** Keeps lines of different keys, in the place of those that they had. @returns their numbers, in their order */
  put: (tx: Tx, companyId: number, lines: readonly Line[]) => Promise<number[]>
}

/** A part, whatever its lines are. */
// biome-ignore lint/suspicious/noExplicitAny: a part's lines are its own affair
export type AnyOpeningPart = OpeningPart<any>

/** Whether a judged line says something else than the one that is prepared. */
export function lineChanges(
  before: OpeningLineValues,
  after: OpeningLineValues,
): Record<string, [before: string, after: string]> {
  return Object.fromEntries(
    Object.keys(after)
      .filter(column => (before[column] ?? "") !== after[column])
      .map(column => [column, [before[column] ?? "", after[column]!]]),
  )
}

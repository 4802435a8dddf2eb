/** A rule of the books, asked of the database in one query, under the row-level security of one company. */
export type Rule = {
  /** What holds, in a few words: "transaction sums to zero". */
  name: string
  /** Where a wrong row stands. */
  table: string
  /**
   * Finds the rows that break it, the first one first: `key` says which row, `about` which of its figures, `expected` and
   * `found` their values as text.
   */
  query: string
}

/** A figure that two places know: its name, what it should be, what it is. SQL expressions, the latter two as text. */
type Pair = [about: string, expected: string, found: string]

/**
 * A lateral list of figures that should be equal in the row at hand; join it and keep `figure.found is distinct from
 * figure.expected`.
 */
export function figures(...pairs: Pair[]): string {
  const rows = pairs.map(([about, expected, found]) => `('${about}', (${expected})::text, (${found})::text)`)
  return `cross join lateral (values ${rows.join(", ")}) as figure (about, expected, found)`
}

/** Columns that have the same name in both, as pairs for `figures`. */
export function same(expected: string, found: string, columns: readonly string[]): Pair[] {
  return columns.map(column => [column, `${expected}.${column}`, `${found}.${column}`])
}

/** A number as text, so that 10 and 10.00 are the same; nothing at all is zero. */
export function number(sql: string): string {
  return `trim_scale(coalesce(${sql}, 0))`
}

/** Numbers that have the same name in both, as pairs for `figures`. */
export function sameNumbers(expected: string, found: string, columns: readonly string[]): Pair[] {
  return columns.map(column => [column, number(`${expected}.${column}`), number(`${found}.${column}`)])
}

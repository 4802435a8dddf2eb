import { type SQL, sql } from "drizzle-orm"
import type { FactPlace, FigureKind, Severity } from "./fact"

/**
 * A kind of fact, described once: its place among the others is its place in `factKinds`, its sentence `facts.<name>` in the messages.
 * What draws it goes by `figures`.
 */
export type FactKind = {
  name: string
  severity: Severity
  /** What its sentence names, and how that is written. */
  figures: Readonly<Record<string, FigureKind>>
  link: readonly FactPlace[]
  /** Only for who may see sales invoices. */
  ofSales?: true
  /**
   * Selects `no` of the document, `weight` (what is at stake, the larger the worse), `figures`, `link_to` and `link_no`, of `asked` (documents,
   * with setup, request and rate), `lines` (of items) and `sold` (lines with what they were asked for as): see asked.ts. At most a row a document.
   */
  query: SQL
}

/** A number in figures: as many decimals as it has, of a division ten. */
export const plain = (number: SQL) => sql`trim_scale(round(${number}, 10))::text`

/** The row of a document that such a query selects. */
export function factRow(row: { weight?: SQL; figures: Record<string, SQL>; to: SQL | FactPlace; no: SQL }): SQL {
  const figures = Object.entries(row.figures).map(([name, figure]) => sql`${sql.raw(`'${name}'`)}, ${figure}`)
  const to = typeof row.to === "string" ? sql.raw(`'${row.to}'`) : row.to
  const weight = row.weight ?? sql`0::numeric`
  return sql`a.no, ${weight} as weight, jsonb_build_object(${sql.join(figures, sql`, `)}) as figures, ${to}::text as link_to, ${row.no}::text as link_no`
}

/**
 * The worst of a document's lines that have something, with how many have it.
 *
 * @param found selects of `lines l` and `asked a`: `no`, `weight`, `count(*) over` is added, and what the row is made of
 */
export function worstLine(found: SQL): SQL {
  return sql`select distinct on (found.no) found.*, count(*) over (partition by found.no) as count from (${found}) as found
    order by found.no, found.weight desc, found.line_no`
}

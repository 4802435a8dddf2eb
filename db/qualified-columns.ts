/**
 * Columns keep their table in every text that drizzle makes. Drizzle leaves the table out of the selection of a query over
 * one table, inside sql`…` too: there `${line.vatIdentifier}` in a subquery means the subquery's own column of that name, and
 * the statement runs and answers something else (drizzle-team/drizzle-orm#5734; docs/decisions/0019-columns-keep-their-table.md).
 */
import { PgDialect } from "drizzle-orm/pg-core"

type Build = (this: unknown, fields: unknown, options: { isSingleTable: boolean }) => unknown

/** Where drizzle's own is kept: this module may be loaded twice beside one drizzle. */
const own = Symbol.for("drizzle's own buildSelection")
const dialect = PgDialect.prototype as unknown as { buildSelection: Build; [own]?: Build }
dialect[own] ??= dialect.buildSelection
const build = dialect[own]

dialect.buildSelection = function (fields) {
  return build.call(this, fields, { isSingleTable: false })
}

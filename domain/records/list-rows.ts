/** A table's rows in pages by its key. */
import { and, eq, type SQL, sql } from "drizzle-orm"
import type { Tx } from "@/db/tenancy"
import { cutPage } from "@/domain/lists/cut-page"
import type { RecordDefinition, RecordValues } from "./definition"
import { recordColumnsOf } from "./rows"
import { columnOf, keyParts, recordKeyOf, valuesOf } from "./values"

export type RecordRow = { key: string[]; values: RecordValues }

export type RecordPage = { rows: RecordRow[]; previous?: string; next?: string }

/**
 * A page of a table, by its key. The caller has asked for the right.
 *
 * @param asked.cursor from an earlier answer; one that was tampered with is the first page
 */
export async function listRows(
  tx: Tx,
  companyId: number,
  definition: RecordDefinition,
  asked: { matching?: SQL; descending?: boolean; cursor?: string; length: number },
): Promise<RecordPage> {
  const cursor = readCursor(definition, asked.cursor)
  const down = (asked.descending ?? false) !== (cursor?.back ?? false)
  const found = await tx
    .select(recordColumnsOf(definition))
    .from(definition.table)
    .where(
      and(
        eq(columnOf(definition, "companyId"), companyId),
        asked.matching,
        cursor ? beyond(definition, cursor.key, down) : undefined,
      ),
    )
    .orderBy(...definition.keys.map(name => sql`${columnOf(definition, name)} ${sql.raw(down ? "desc" : "asc")}`))
    .limit(asked.length + 1)
  const rows = found.map(row => {
    const values = valuesOf(definition, row)
    return { key: keyParts(definition, values), values }
  })
  return cutPage(rows, asked.length, cursor, (row, back) => writeCursor(row.key, back))
}

/** Rows behind a key, in the direction of the list. */
function beyond(definition: RecordDefinition, key: readonly string[], down: boolean): SQL {
  const columns = definition.keys.map(name => columnOf(definition, name))
  const values = columns.map((column, index) => sql`${key[index]}::text::${sql.raw(column.getSQLType())}`)
  return sql`(${sql.join(columns, sql`, `)}) ${sql.raw(down ? "<" : ">")} (${sql.join(values, sql`, `)})`
}

function writeCursor(key: readonly string[], back: boolean): string {
  return Buffer.from(JSON.stringify([back, ...key])).toString("base64url")
}

/** Undefined for none, and for one that was tampered with: the first page. */
function readCursor(
  definition: RecordDefinition,
  text: string | undefined,
): { key: string[]; back: boolean } | undefined {
  try {
    const [back, ...key] = JSON.parse(Buffer.from(text ?? "", "base64url").toString()) as unknown[]
    if (typeof back !== "boolean" || !key.every(part => typeof part === "string")) return undefined
    return recordKeyOf(definition, key as string[]) ? { back, key: key as string[] } : undefined
  } catch {
    return undefined
  }
}

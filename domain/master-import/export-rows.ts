import { type SQL, sql } from "drizzle-orm"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { AskedOfList } from "./list-filters"
import { type AnyMaster, type MasterValues, ownFields } from "./master"
import { masterColumn, storedText } from "./rows"

/** Rows read at once. */
const PIECE = 2_000

/**
 * The rows of a table of master data in the order of their keys, piece by piece, each read in a transaction of its own.
 * @param asked of its list: left out is what that would not show
 * @throws Forbidden
 */
export function exportRows(
  actor: Actor,
  master: AnyMaster,
  asked: AskedOfList = () => undefined,
): AsyncGenerator<MasterValues[], undefined> {
  authorise(actor, "master_data.see")
  return piecesOf(actor, master, asked)
}

async function* piecesOf(
  actor: Actor,
  master: AnyMaster,
  asked: AskedOfList,
): AsyncGenerator<MasterValues[], undefined> {
  let after: MasterValues | undefined
  for (;;) {
    const rows = await readPiece(actor, master, asked, after)
    if (rows.length > 0) yield rows
    if (rows.length < PIECE) return
    after = rows.at(-1)
  }
}

async function readPiece(
  actor: Actor,
  master: AnyMaster,
  asked: AskedOfList,
  after: MasterValues | undefined,
): Promise<MasterValues[]> {
  const { companyId } = actor
  const { table, keys, filters } = master
  const fields = ownFields(master)
  const columns = fields.map(({ name }) => masterColumn(table, name))
  const key = keys.map(name => masterColumn(table, name))
  const listed = (some: readonly SQL[]) => sql.join([...some], sql`, `)
  const behind = after
    ? sql`and (${listed(key.map(({ name }) => sql`t.${sql.identifier(name)}`))})
        > (${listed(key.map((column, at) => sql`${after[keys[at]!]}::text::${sql.raw(column.getSQLType())}`))})`
    : sql``
  const found = await inCompany(companyId, tx =>
    tx.execute<Record<string, unknown>>(sql`
      select ${listed(columns.map(({ name }) => sql`t.${sql.identifier(name)}`))} from ${table} t
      where ${sql.join([sql`t.company_id = ${companyId}`, ...(filters?.(asked, companyId, actor) ?? [])], sql` and `)} ${behind}
      order by ${listed(key.map(({ name }) => sql`t.${sql.identifier(name)}`))} limit ${PIECE}`),
  )
  return found.map(row =>
    Object.fromEntries(fields.map(({ name }, at) => [name, storedText(row[columns[at]!.name], columns[at]!)])),
  )
}

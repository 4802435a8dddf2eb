import { type SQL, sql } from "drizzle-orm"
import { fileImportRow, type Problem } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { AnyImportKind, RowGroup, RowOutcome, UnderstoodRow, Verdict } from "@/domain/import-kinds/import-kind"
import type { Run } from "./import-lock"

/** Rows looked at to find the next groups. */
const WINDOW = 4_000

export type NextGroups = {
  /** In the order of their first rows, each with all its rows however far apart they lie. */
  groups: RowGroup[]
  /** Groups of more rows than are allowed; their rows are not read. */
  tooLong: { key: string; rows: number }[]
  /** Every row up to this one has its outcome after the batch. */
  reached: number
}

type Asked = {
  /** Which rows wait: written so that the index of outcomes does not offer itself, which would sort all that is left. */
  waiting: SQL
  /** Every row up to this one is done. */
  after: number
  /** Rows of the groups together, unless one group alone has more. */
  atMost: number
}

/** The next groups of rows that wait. @returns null where no row is left */
export async function findNextGroups(tx: Tx, run: Run, kind: AnyImportKind, asked: Asked): Promise<NextGroups | null> {
  return kind.group ? nextGroups(tx, run, kind, kind.group, asked) : nextRows(tx, run, kind, asked)
}

/** Rows that stand alone. */
async function nextRows(
  tx: Tx,
  { companyId, importNo }: Run,
  kind: AnyImportKind,
  { waiting, after, atMost }: Asked,
): Promise<NextGroups | null> {
  const rows = await tx.execute<KeptRow>(sql`
    select row_no, understood, readable, remarks, outcome, changes from ${fileImportRow}
    where company_id = ${companyId} and import_no = ${importNo} and row_no > ${after} and ${waiting}
    order by row_no limit ${atMost}`)
  const last = rows.at(-1)
  if (!last) return null
  const groups = rows.map(row => ({ key: "", rows: [understoodRow(kind, row)] }))
  return { groups, tooLong: [], reached: last.row_no }
}

async function nextGroups(
  tx: Tx,
  run: Run,
  kind: AnyImportKind,
  { mostRows }: NonNullable<AnyImportKind["group"]>,
  { waiting, after, atMost }: Asked,
): Promise<NextGroups | null> {
  const window = await nextWindow(tx, run, waiting, after)
  if (window.length === 0) return null
  const named = [...new Set(window.map(row => row.group_key))]
  const { chosen, tooLong, left } = choose(named, await countRows(tx, run, named), { mostRows, atMost })
  const firstLeft = left === undefined ? undefined : window.find(row => row.group_key === left)!.row_no
  return {
    groups: await readGroups(tx, run, kind, chosen),
    tooLong,
    reached: firstLeft === undefined ? window.at(-1)!.row_no : firstLeft - 1,
  }
}

/** The next rows that wait; those near by alone where there are any: without statistics the database sorts all that are left. */
async function nextWindow(tx: Tx, { companyId, importNo }: Run, waiting: SQL, after: number) {
  const behind = (until: SQL) =>
    tx.execute<{ group_key: string; row_no: number }>(sql`
      select group_key, row_no from ${fileImportRow}
      where company_id = ${companyId} and import_no = ${importNo} and row_no > ${after} and ${until} and ${waiting}
      order by row_no limit ${WINDOW}`)
  const near = await behind(sql`row_no <= ${after + WINDOW}`)
  return near.length > 0 ? near : behind(sql`true`)
}

/** As many groups as fit; `left`: the first that does not. */
function choose(
  named: readonly string[],
  sizes: ReadonlyMap<string, number>,
  { mostRows, atMost }: { mostRows: number; atMost: number },
) {
  const chosen: string[] = []
  const tooLong: NextGroups["tooLong"] = []
  let rows = 0
  for (const key of named) {
    const size = sizes.get(key) ?? 0
    if (size > mostRows) {
      tooLong.push({ key, rows: size })
      continue
    }
    if (rows > 0 && rows + size > atMost) return { chosen, tooLong, left: key }
    chosen.push(key)
    rows += size
  }
  return { chosen, tooLong, left: undefined }
}

// Both statements look into the index once a group (LATERAL): the database has no statistics of rows that were only just
// staged, and would otherwise read all of them each time.

async function countRows(tx: Tx, { companyId, importNo }: Run, keys: readonly string[]): Promise<Map<string, number>> {
  const counted = await tx.execute<{ group_key: string; size: number }>(sql`
    select named.group_key, rows.size from unnest(${sql.param(keys)}::text[]) as named (group_key), lateral (
      select count(*)::int as size from ${fileImportRow}
      where company_id = ${companyId} and import_no = ${importNo} and group_key = named.group_key
    ) as rows`)
  return new Map(counted.map(({ group_key, size }) => [group_key, size]))
}

type KeptRow = {
  row_no: number
  understood: string[]
  readable: boolean
  remarks: Problem[] | null
  /** Read of rows that stand alone. */
  outcome?: RowOutcome | null
  changes?: Verdict["changes"] | null
}

async function readGroups(
  tx: Tx,
  { companyId, importNo }: Run,
  kind: AnyImportKind,
  keys: readonly string[],
): Promise<RowGroup[]> {
  if (keys.length === 0) return []
  const rows = await tx.execute<KeptRow & { group_key: string }>(sql`
    select named.group_key, rows.* from unnest(${sql.param(keys)}::text[]) as named (group_key), lateral (
      select row_no, understood, readable, remarks from ${fileImportRow}
      where company_id = ${companyId} and import_no = ${importNo} and group_key = named.group_key
      offset 0
    ) as rows
    order by row_no`)
  const groups = new Map(keys.map(key => [key, { key, rows: [] as UnderstoodRow[] }]))
  for (const row of rows) groups.get(row.group_key)!.rows.push(understoodRow(kind, row))
  return [...groups.values()]
}

function understoodRow(kind: AnyImportKind, row: KeptRow): UnderstoodRow {
  const { row_no, understood, readable, remarks, outcome, changes } = row
  const values: Record<string, string> = {}
  for (const [at, { name }] of kind.fileColumns.entries()) values[name] = understood[at] ?? ""
  const tried = outcome && { tried: { outcome, changes: changes ?? {} } }
  return { rowNo: row_no, values, refused: !readable, remarks: remarks ?? [], ...tried }
}

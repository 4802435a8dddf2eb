import { sql } from "drizzle-orm"
import { rowsAs } from "@/db/bulk-rows"
import { planChecksOnce } from "@/db/plan-checks-once"
import { event } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { ImportRun, Written } from "@/domain/import-kinds/import-kind"
import { cellChanges, type MasterPlan } from "./judge"
import { type AnyMaster, keyText, type MasterChange } from "./master"
import { columnValue, isKeyed, keyRow, keyTypes, masterColumn } from "./rows"

/** Writes new and changed rows, what is kept beside them, and their history: a constant number of statements. */
export async function writeMaster(
  master: AnyMaster,
  tx: Tx,
  run: ImportRun<unknown>,
  { changes }: MasterPlan,
): Promise<Written> {
  if (changes.length === 0) return { results: new Map(), made: {} }
  await planChecksOnce(tx)
  const numbered = await withNumbers(master, tx, run.companyId, changes)
  await insertRows(
    master,
    tx,
    run,
    numbered.filter(({ before }) => !before),
  )
  await updateRows(
    master,
    tx,
    run,
    numbered.filter(({ before }) => before),
  )
  await master.wrote?.(tx, run, numbered)
  await recordChanges(master, tx, run, numbered)
  return { results: new Map(numbered.map(({ rowNo, after }) => [rowNo, keyText(master, after)])), made: {} }
}

async function withNumbers(master: AnyMaster, tx: Tx, companyId: number, changes: readonly MasterChange[]) {
  const no = master.keys[0]!
  const without = changes.filter(({ after }) => master.number && !after[no])
  const drawn = without.length > 0 ? await master.number!(tx, companyId, without.length) : []
  const byRow = new Map(without.map(({ rowNo }, at) => [rowNo, drawn[at]!]))
  return changes.map(change =>
    byRow.has(change.rowNo) ? { ...change, after: { ...change.after, [no]: byRow.get(change.rowNo)! } } : change,
  )
}

/** A table's columns that a file or its description fills, by their names in code, with their types. */
function filled(master: AnyMaster, run: ImportRun<unknown>, changes: readonly MasterChange[]) {
  const { table } = master
  const rows = changes.map(change => {
    const own = Object.entries(change.after).filter(([name]) => isOwn(master, name))
    const stored = own.map(([name, value]) => [
      masterColumn(table, name).name,
      columnValue(value, masterColumn(table, name)),
    ])
    const stamped = Object.entries(master.stamp?.(change, run) ?? {}).map(([name, value]) => [
      masterColumn(table, name).name,
      value,
    ])
    return { ...keyRow(master, change.before ?? change.after), ...Object.fromEntries([...stored, ...stamped]) }
  })
  const names = new Set(changes.flatMap(change => Object.keys(change.after).filter(name => isOwn(master, name))))
  for (const name of Object.keys(master.stamp?.(changes[0]!, run) ?? {})) names.add(name)
  const columns = [...names].map(name => masterColumn(table, name))
  return { rows, columns, types: Object.fromEntries(columns.map(column => [column.name, column.getSQLType()])) }
}

/** What a new row starts with may be no column of the file. */
const isOwn = (master: AnyMaster, name: string) => !master.fields.some(field => field.name === name && field.beside)

async function insertRows(master: AnyMaster, tx: Tx, run: ImportRun<unknown>, made: readonly MasterChange[]) {
  if (made.length === 0) return
  const { rows, columns, types } = filled(master, run, made)
  const names = sql.join(
    columns.map(({ name }) => sql.identifier(name)),
    sql`, `,
  )
  await tx.execute(sql`
    insert into ${master.table} (company_id, ${names}) select ${run.companyId}::int, ${names} from ${rowsAs(types, rows)}`)
}

async function updateRows(master: AnyMaster, tx: Tx, run: ImportRun<unknown>, changed: readonly MasterChange[]) {
  if (changed.length === 0) return
  const { rows, columns, types } = filled(master, run, changed)
  const set = columns.map(({ name }) => sql`${sql.identifier(name)} = r.${sql.identifier(name)}`)
  await tx.execute(sql`
    update ${master.table} as t set ${sql.join(set, sql`, `)}
    from ${rowsAs({ ...keyTypes(master), ...types }, rows)} where ${isKeyed(master, run.companyId)}`)
}

/** An event a row, as a card's save writes one, that names the import. */
async function recordChanges(master: AnyMaster, tx: Tx, run: ImportRun<unknown>, changes: readonly MasterChange[]) {
  const { companyId, importNo, actor } = run
  const rows = changes.map(change => ({
    kind: `${master.subject}.${change.before ? "changed" : "created"}`,
    subject_no: keyText(master, change.after),
    data: {
      importNo,
      changes: Object.entries(cellChanges(master, change.before ?? {}, change.after))
        .filter(([name, [before, after]]) => isOwn(master, name) && (change.before || before !== after))
        .map(([field, [old, now]]) => ({ field, old, new: now })),
      [`${master.subject}Name`]: change.after.name ?? change.after.description ?? "",
    },
  }))
  await tx.execute(sql`
    insert into ${event} (company_id, actor_id, actor_name, kind, subject_type, subject_no, data)
    select ${companyId}::int, ${actor.userId}::int, ${actor.name}::text, r.kind, ${master.subject}::text, r.subject_no, r.data
    from ${rowsAs({ kind: "text", subject_no: "text", data: "jsonb" }, rows)}`)
}

import { sql } from "drizzle-orm"
import { rowsAs } from "@/db/bulk-rows"
import { event, fileImportRow } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { Refusal } from "@/domain/errors"
import type { ImportRun, Verdict } from "@/domain/import-kinds/import-kind"
import type { AnyMaster, MasterChange } from "./master"
import { findRows, isKeyed, keyed, keyRow, keyTypes } from "./rows"
import { writeMaster } from "./write"

/** Rows that are named where they cannot be undone. */
const NAMED = 5

/**
 * Takes back what an import made of some rows, all of them or none: what was new is deleted, what was changed gets its values
 * from before, each with its event.
 * @throws Refusal for those that somebody has changed since, and new ones that something was made with
 */
export async function undoMaster(
  actor: Actor,
  master: AnyMaster,
  keys: readonly string[],
  importNo: string,
): Promise<void> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const rows = await writtenRows(tx, companyId, importNo, keys)
    const there = await findRows(tx, companyId, master, keys, true)
    const made = rows.filter(({ outcome, resultNo }) => outcome === "new" && there.has(resultNo))
    const changed = rows.filter(({ outcome, resultNo }) => outcome === "changed" && there.has(resultNo))
    const touched = await touchedSince(tx, companyId, master, importNo, [...there.keys()])
    refuseThose("imports.undo_touched", [...touched])
    const madeNos = made.map(({ resultNo }) => resultNo)
    refuseThose("imports.undo_used", [...(await master.used(tx, companyId, madeNos))])
    const back = changed.map(({ rowNo, resultNo, changes }): MasterChange => {
      const before = there.get(resultNo)!
      const was = Object.fromEntries(Object.entries(changes ?? {}).map(([name, [value]]) => [name, value]))
      return { rowNo, before, after: { ...before, ...was }, given: was }
    })
    const run = { companyId, importNo: "", actor, trial: false, today: "", options: {}, answers: {}, memory: null }
    await writeMaster(master, tx, run as ImportRun<unknown>, { changes: back })
    await master.undone?.(tx, actor, [...there.keys()], importNo)
    await deleteRows(tx, companyId, master, madeNos)
  })
}

type WrittenRow = { rowNo: number; outcome: string; resultNo: string; changes: Verdict["changes"] | null }

async function writtenRows(
  tx: Tx,
  companyId: number,
  importNo: string,
  keys: readonly string[],
): Promise<WrittenRow[]> {
  return tx.execute<WrittenRow>(sql`
    select row_no as "rowNo", outcome, result_no as "resultNo", changes from ${fileImportRow}
    where company_id = ${companyId} and import_no = ${importNo} and written and result_no = any(${sql.param(keys)}::text[])`)
}

/** Those whose last event is another than that of the import. */
async function touchedSince(tx: Tx, companyId: number, master: AnyMaster, importNo: string, keys: readonly string[]) {
  const found = await tx.execute<{ no: string }>(sql`
    select asked.no from unnest(${sql.param(keys)}::text[]) as asked (no), lateral (
      select e.data ->> 'importNo' as import_no from ${event} e where e.company_id = ${companyId}
        and e.subject_type = ${master.subject} and e.subject_no = asked.no order by e.id desc limit 1) as last
    where last.import_no is distinct from ${importNo} order by asked.no limit ${NAMED}`)
  return new Set(found.map(({ no }) => no))
}

function refuseThose(code: string, keys: readonly string[]): void {
  if (keys.length > 0)
    throw new Refusal(keys.slice(0, NAMED).map(key => ({ code, params: { no: decodeURIComponent(key) } })))
}

async function deleteRows(tx: Tx, companyId: number, master: AnyMaster, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await tx.execute(sql`
    delete from ${master.table} t using ${rowsAs(
      keyTypes(master),
      keys.map(key => keyRow(master, keyed(master, key))),
    )} where ${isKeyed(master, companyId)}`)
  await master.unmade?.(tx, companyId, keys)
}

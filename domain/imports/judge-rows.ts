import { sql } from "drizzle-orm"
import { fileImport, fileImportRow } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { AnyImportKind, ImportRun } from "@/domain/import-kinds/import-kind"
import { type FileImport, lockRun, type Run, thisImport } from "./import-lock"
import { attemptOf } from "./lay-memory"
import { findNextGroups, type NextGroups } from "./next-groups"
import { openRun } from "./open-run"
import { countOutcomes, writeOutcomes } from "./outcomes"
import { writeProgress } from "./progress"
import { batchTurn } from "./turns"

const waiting = sql`coalesce(outcome, '') = ''`

/**
 * Second stage, the trial: says of every row what would become of it, batch by batch, and writes nothing of the business.
 * Goes on where an earlier run ended, or begins anew where the kind judges in order.
 *
 * @throws Superseded; Refusal where the company's setup allows nothing at all
 */
export async function judgeRows(run: Run, kind: AnyImportKind, own: FileImport): Promise<void> {
  if (kind.inOrder) await judgeAnew(run)
  const open = await openRun(kind, own)
  const asks = new Set<string>()
  const count = { done: 0 }
  let reached: number | null = 0
  while (reached !== null) {
    const after: number = reached
    reached = await batchTurn(() => judgeBatch(run, kind, open, { after, asks, count }))
  }
  await inCompany(run.companyId, async tx => {
    await lockRun(tx, run)
    await countOutcomes(tx, run.companyId, run.importNo)
    await noteAsks(tx, run, asks)
  })
}

/** Forgets what was said of rows that can be read and are not written yet. */
async function judgeAnew(run: Run): Promise<void> {
  await inCompany(run.companyId, async tx => {
    await lockRun(tx, run)
    await tx.execute(sql`
      update ${fileImportRow} set outcome = null, reason = null, params = null, changes = null, result_no = null
      where company_id = ${run.companyId} and import_no = ${run.importNo} and readable and not written
        and outcome is not null`)
  })
}

type Going = { after: number; asks: Set<string>; count: { done: number } }

/** @returns up to which row all have their outcome; null: all of them have */
async function judgeBatch(
  run: Run,
  kind: AnyImportKind,
  open: ImportRun,
  { after, asks, count }: Going,
): Promise<number | null> {
  const batch = await inCompany(run.companyId, async tx => {
    const { rowsRead } = await lockRun(tx, run)
    const next = await findNextGroups(tx, run, kind, { waiting, after, atMost: kind.batch.judged })
    if (!next) return null
    const { attempt, keep } = attemptOf(kind, open)
    const judged = await kind.judge(tx, attempt, next.groups)
    await writeOutcomes(tx, run.companyId, run.importNo, withRemarks(next, judged.verdicts))
    await refuseTooLong(tx, run, kind, next.tooLong)
    const done = Math.min(count.done + judged.verdicts.length, rowsRead!)
    await writeProgress(tx, run.companyId, run.importNo, { done, total: rowsRead! })
    return { judged, keep, reached: next.reached }
  })
  if (!batch) return null
  batch.keep()
  for (const ask of batch.judged.asks ?? []) asks.add(ask)
  count.done += batch.judged.verdicts.length
  return batch.reached
}

/** What was worth saying of how each row was read stays beside what is said of it now. */
export function withRemarks<V extends { rowNo: number }>(
  { groups }: Pick<NextGroups, "groups">,
  verdicts: readonly V[],
) {
  const remarks = new Map(
    groups.flatMap(({ rows }) => rows.filter(row => row.remarks.length > 0).map(row => [row.rowNo, row.remarks])),
  )
  return verdicts.map(verdict => ({ ...verdict, remarks: remarks.get(verdict.rowNo) }))
}

/** Refuses groups of too many rows unread, so that memory stays bounded. */
async function refuseTooLong(tx: Tx, run: Run, kind: AnyImportKind, groups: NextGroups["tooLong"]): Promise<void> {
  for (const { key, rows } of groups) {
    const params = JSON.stringify([{ rows, most: kind.group?.mostRows ?? 0 }])
    await tx.execute(sql`
      update ${fileImportRow} set outcome = 'refused', reason = 'imports.too_many_rows_of_one', params = ${params}::jsonb
      where company_id = ${run.companyId} and import_no = ${run.importNo} and group_key = ${key} and outcome is null`)
  }
}

/** What only a person can say, behind what the reading of the file asks. */
async function noteAsks(tx: Tx, run: Run, asks: ReadonlySet<string>): Promise<void> {
  const own = JSON.stringify([...asks].map(name => ({ about: "rows", name })))
  await tx
    .update(fileImport)
    .set({ asks: sql`coalesce(${fileImport.reading} -> 'asks', '[]'::jsonb) || ${own}::jsonb` })
    .where(thisImport(run.companyId, run.importNo))
}

import { sql } from "drizzle-orm"
import { fileImportRow } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { Refusal } from "@/domain/errors"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { type FileImport, lockRun, type Run } from "./import-lock"
import { askedBy } from "./open-run"
import { countOutcomes, keptReasons } from "./outcomes"
import { writeProgress } from "./progress"

/**
 * Undoes what an import wrote, piece by piece as its kind has it; goes on where an earlier run ended. What cannot be undone,
 * because something was built on it, stays and says why.
 *
 * @throws Superseded; Refusal where who asked no longer may
 */
export async function undoRows(run: Run, kind: AnyImportKind, own: FileImport): Promise<void> {
  const { companyId } = run
  const actor = await inCompany(companyId, tx => askedBy(tx, kind, own))
  let left = await writtenNos(run)
  const total = left.length
  while (left.length > 0) {
    const nos = left.slice(0, kind.undo.batch)
    left = left.slice(kind.undo.batch)
    const refused = await kind.undo.take(actor, nos, run.importNo).catch((error: unknown) => {
      if (error instanceof Refusal) return error
      throw error
    })
    await note(run, nos, refused ?? null, { done: total - left.length, total })
  }
  await inCompany(companyId, async tx => {
    await lockRun(tx, run)
    await countOutcomes(tx, companyId, run.importNo)
  })
}

/** Numbers of what the import made, each once, in the order of the rows. */
async function writtenNos({ companyId, importNo }: Run): Promise<string[]> {
  return inCompany(companyId, async tx => {
    const found = await tx.execute<{ no: string }>(sql`
      select result_no as no from ${fileImportRow}
      where company_id = ${companyId} and import_no = ${importNo} and written
      group by result_no order by min(row_no)`)
    return found.map(({ no }) => no)
  })
}

/** What a row says from then on when it is judged again. */
const undone = JSON.stringify([{ code: "imports.was_undone" }])
const noted = sql`case when remarks @> ${undone}::jsonb then remarks else coalesce(remarks, '[]') || ${undone}::jsonb end`

async function note(
  run: Run,
  nos: readonly string[],
  refused: Refusal | null,
  progress: { done: number; total: number },
): Promise<void> {
  const { companyId, importNo } = run
  const { reason, params } = keptReasons(refused?.issues ?? [])
  await inCompany(companyId, async tx => {
    await lockRun(tx, run)
    await tx.execute(sql`
      update ${fileImportRow} set written = ${refused !== null}, reason = coalesce(${reason}, reason),
        params = coalesce(${params === null ? null : JSON.stringify(params)}::jsonb, params),
        remarks = case when ${refused === null} then ${noted} else remarks end
      where company_id = ${companyId} and import_no = ${importNo} and written
        and result_no = any(${sql.param(nos)}::text[])`)
    await writeProgress(tx, companyId, importNo, progress)
  })
}

import { sql } from "drizzle-orm"
import { fileImport } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Issue, Refusal } from "@/domain/errors"
import type { AnyImportKind, ImportRun, Written } from "@/domain/import-kinds/import-kind"
import { type FileImport, lockRun, type Run, takeTurn, thisImport } from "./import-lock"
import { withRemarks } from "./judge-rows"
import { attemptOf } from "./lay-memory"
import { findNextGroups, type NextGroups } from "./next-groups"
import { askedBy, openRun } from "./open-run"
import { countOutcomes, writeOutcomes } from "./outcomes"
import { writeProgress } from "./progress"
import { batchTurn } from "./turns"

/** Rows that the trial found good and that are not written yet. */
const waiting = sql`coalesce(outcome, '') in ('new', 'changed') and not written`

/** A batch was refused while it was written; nothing of it is. */
class RefusedBatch extends Error {
  constructor(
    readonly next: NextGroups,
    override readonly cause: unknown,
  ) {
    super("a batch was refused")
  }
}

/**
 * The import itself: judges the good rows again and writes them, batch by batch, each a transaction in which its rows are
 * told to be written. Goes on where an earlier run ended. What has become bad since the trial is refused.
 *
 * @param isHopeless whether trying again cannot help after an error nobody foresaw: a row that stands alone is refused then
 * @throws Superseded; Refusal where the company's setup allows nothing, or who asked no longer may
 */
export async function writeRows(
  run: Run,
  kind: AnyImportKind,
  own: FileImport,
  isHopeless: (error: unknown) => boolean,
): Promise<void> {
  const open = await openRun(kind, own)
  const total = own.rowsNew + own.rowsChanged
  let done = own.rowsWritten
  for (let after: number | null = 0; after !== null; ) {
    const progress = (rows: number) => ({ done: Math.min(done + rows, total), total })
    const going: Going = { after, isHopeless, progress }
    const batch: { reached: number; rows: number } | null = await batchTurn(() => writeOrRefuse(run, kind, open, going))
    done += batch?.rows ?? 0
    after = batch?.reached ?? null
  }
  await inCompany(run.companyId, async tx => {
    await lockRun(tx, run)
    await countOutcomes(tx, run.companyId, run.importNo)
  })
}

type Going = {
  after: number
  isHopeless: (error: unknown) => boolean
  progress: (rows: number) => { done: number; total: number }
}

async function writeOrRefuse(run: Run, kind: AnyImportKind, open: ImportRun, going: Going) {
  try {
    const batch = await inCompany(run.companyId, tx => writeBatch(tx, run, kind, open, going))
    batch?.keep()
    return batch
  } catch (error) {
    if (!(error instanceof RefusedBatch)) throw error
    const issues = issuesOf(error.cause, kind, going.isHopeless)
    if (!issues) throw error.cause
    const rows = error.next.groups.flatMap(({ rows }) => rows)
    await inCompany(run.companyId, async tx => {
      await lockRun(tx, run)
      const reasons = issues.map(({ code, params }) => ({ code, params }))
      const refused = rows.map(({ rowNo, remarks }) => ({ rowNo, outcome: "refused" as const, reasons, remarks }))
      await writeOutcomes(tx, run.companyId, run.importNo, refused)
    })
    return { reached: error.next.reached, rows: rows.length }
  }
}

/** Why a row that stands alone cannot be written; undefined: the error is not the row's. */
function issuesOf(error: unknown, kind: AnyImportKind, isHopeless: Going["isHopeless"]): Issue[] | undefined {
  if (kind.batch.written > 1) return undefined
  if (error instanceof Refusal) return error.issues
  return isHopeless(error) ? [{ code: "gave_up" }] : undefined
}

async function writeBatch(tx: Tx, run: Run, kind: AnyImportKind, open: ImportRun, { after, progress }: Going) {
  const own = await lockRun(tx, run)
  await takeTurn(tx, run.companyId)
  const actor = await askedBy(tx, kind, own)
  const next = await findNextGroups(tx, run, kind, { waiting, after, atMost: kind.batch.written })
  if (!next) return null
  const { attempt, keep } = attemptOf(kind, { ...open, actor })
  const { verdicts, written } = await judgeAndWrite(tx, attempt, kind, next)
  const settled = verdicts.map(verdict => {
    const resultNo = written.results.get(verdict.rowNo)
    return resultNo === undefined ? verdict : { ...verdict, resultNo, written: true }
  })
  await writeOutcomes(tx, run.companyId, run.importNo, withRemarks(next, settled))
  await countMade(tx, run, written.made)
  await writeProgress(tx, run.companyId, run.importNo, progress(verdicts.length))
  return { reached: next.reached, rows: verdicts.length, keep }
}

async function judgeAndWrite(tx: Tx, open: ImportRun, kind: AnyImportKind, next: NextGroups) {
  try {
    const { verdicts, plan } = await kind.judge(tx, open, next.groups)
    return { verdicts, written: await kind.write(tx, open, plan) }
  } catch (error) {
    throw new RefusedBatch(next, error)
  }
}

async function countMade(tx: Tx, run: Run, made: Written["made"]): Promise<void> {
  for (const [name, count] of Object.entries(made)) {
    if (count === 0) continue
    const before = sql`coalesce((${fileImport.made} ->> ${name})::int, 0)`
    await tx
      .update(fileImport)
      .set({ made: sql`${fileImport.made} || jsonb_build_object(${name}::text, ${before} + ${count}::int)` })
      .where(thisImport(run.companyId, run.importNo))
  }
}

import { Refusal } from "@/domain/errors"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { beginRun, type FileImport, type Run, Superseded } from "./import-lock"
import { judgeRows } from "./judge-rows"
import { importKindNamed } from "./kinds"
import { failImport, settleImport, settleTrial, settleUndoing } from "./settle-import"
import { stageRows } from "./stage-rows"
import { undoRows } from "./undo-rows"
import { writeRows } from "./write-rows"

export type ImportOutcome = "done" | "failed" | "not_queued" | "superseded"

type IsHopeless = (error: unknown) => boolean

/**
 * Does what an import is queued for: its trial (every row is staged as it is, then judged; nothing of the business is
 * written), the import of its good rows, or its undoing. All go by batches of a transaction each, so a run that dies loses
 * one batch of work at most, and the next run goes on there. Of two runs at once the later one goes on.
 *
 * What the user has to correct (the file, the setup) is written on the import and does not throw.
 *
 * @param isHopeless whether trying again cannot help after an error nobody foresaw
 * @throws whatever passes by itself, such as a lost connection: run it again
 */
export async function runImport(
  companyId: number,
  importNo: string,
  isHopeless: IsHopeless = () => false,
): Promise<ImportOutcome> {
  const run = await beginRun(companyId, importNo)
  if (!run) return "not_queued"
  const kind = importKindNamed(run.begun.kind)
  if (!kind) throw new TypeError(`import ${importNo} is of a kind that is unknown: ${run.begun.kind}`)
  try {
    return await doTask(run, kind, run.begun, isHopeless)
  } catch (error) {
    if (error instanceof Superseded) return "superseded"
    throw error
  }
}

async function doTask(run: Run, kind: AnyImportKind, own: FileImport, isHopeless: IsHopeless): Promise<ImportOutcome> {
  try {
    await tasks[own.task](run, kind, own, isHopeless)
    return "done"
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await failImport(run, error)
    return "failed"
  }
}

const tasks: Record<
  FileImport["task"],
  (run: Run, kind: AnyImportKind, own: FileImport, isHopeless: IsHopeless) => Promise<void>
> = {
  try: async (run, kind, own) => {
    await stageRows(run, kind, own)
    await judgeRows(run, kind, own)
    await settleTrial(run)
  },
  import: async (run, kind, own, isHopeless) => {
    await writeRows(run, kind, own, isHopeless)
    await settleImport(run)
  },
  undo: async (run, kind, own) => {
    await undoRows(run, kind, own)
    await settleUndoing(run)
  },
}

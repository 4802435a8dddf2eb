import { Refusal } from "@/domain/errors"
import { failImport, finishImport } from "./finish-import"
import { beginRun, type Run, Superseded } from "./import-lock"
import { readForm, stageRows } from "./stage-rows"
import { takeInvoices } from "./take-invoices"

export type ImportOutcome = { outcome: "ready" | "failed" | "not_queued" | "superseded" }

/**
 * Imports an uploaded file in two stages (docs/decisions/0005): its rows are staged as they are, then invoices are made
 * of them. Both go by batches of one transaction each, so a run that dies loses one batch of work at most, and the next
 * run goes on there. Of two runs at once the later one goes on and the earlier one ends.
 *
 * What the user has to correct (the file, the setup) is written on the import and does not throw.
 *
 * @throws whatever passes by itself, such as a lost connection: run it again
 */
export async function runSalesImport(companyId: number, importNo: string): Promise<ImportOutcome> {
  const run = await beginRun(companyId, importNo)
  if (!run) return { outcome: "not_queued" }
  try {
    return await bothStages(run)
  } catch (error) {
    if (error instanceof Superseded) return { outcome: "superseded" }
    throw error
  }
}

async function bothStages(run: Run): Promise<ImportOutcome> {
  try {
    const form = await readForm(run)
    await stageRows(run, form)
    await takeInvoices(run, form)
    await finishImport(run)
    return { outcome: "ready" }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await failImport(run, error)
    return { outcome: "failed" }
  }
}

import "server-only"
import { webLog } from "@/app/log"
import { isSmallFile } from "@/domain/file-reading/is-small-file"
import { fileOf } from "@/domain/imports/file-chunks"
import { runImport } from "@/domain/imports/run-import"
import { fileImportWork } from "@/domain/imports/work-kind"
import { enqueue } from "@/jobs/enqueue"
import { jobFor } from "@/jobs/queues"

/** An import that was just queued. */
type Queued = {
  no: string
  generation: number
  /** Null: its file is still to be read. */
  rowsRead: number | null
  fileSize: number
}

/**
 * Has an import done what it is queued for: at once where that is a moment's work, so that its page shows what came of it,
 * otherwise by a worker. What fails here is done by a worker too.
 *
 * @param most rows that are a moment's work, where they are counted
 */
export async function runSoon(companyId: number, own: Queued, most = 0): Promise<void> {
  const { no, generation } = own
  try {
    if (await isMoment(companyId, own, most)) {
      await runImport(companyId, no)
      return
    }
  } catch (err) {
    webLog().warn({ err, no }, "an import that was to be done at once is left to a worker")
  }
  await enqueue(jobFor(fileImportWork, companyId, no, generation))
}

async function isMoment(companyId: number, { no, rowsRead, fileSize }: Queued, most: number): Promise<boolean> {
  return rowsRead === null ? isSmallFile(fileOf(companyId, no), fileSize) : rowsRead <= most
}

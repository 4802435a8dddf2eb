import "server-only"
import { webLog } from "@/app/log"
import { runImport } from "@/domain/imports/run-import"
import { fileImportWork } from "@/domain/imports/work-kind"
import { enqueue } from "@/jobs/enqueue"
import { jobFor } from "@/jobs/queues"

/**
 * Has an import done what it is queued for: at once where that is a moment's work, so that its page shows what came of it,
 * otherwise by a worker. What fails here is done by a worker too.
 */
export async function runSoon(
  companyId: number,
  { no, generation }: { no: string; generation: number },
  isMoment: boolean,
): Promise<void> {
  if (isMoment) {
    try {
      await runImport(companyId, no)
      return
    } catch (err) {
      webLog().warn({ err, no }, "an import that was to be done at once is left to a worker")
    }
  }
  await enqueue(jobFor(fileImportWork, companyId, no, generation))
}

import { sql } from "drizzle-orm"
import { fileImport, fileImportRow } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Refusal } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { type FileImport, lockRun, type Run, thisImport } from "./import-lock"
import { countOutcomes } from "./outcomes"
import { removeProgress } from "./progress"

/** Ends a trial: it waits for a person, who is told. @throws Error where rows are missing from the count: a fault of ours */
export async function settleTrial(run: Run): Promise<void> {
  await settle(run, "tried", "file_import.tried")
}

/** Ends an import: every row has its outcome, and all that was good is written. */
export async function settleImport(run: Run): Promise<void> {
  await settle(run, "finished", "file_import.finished")
}

/** Ends an undoing: undone where nothing of it is left, otherwise as it was before. */
export async function settleUndoing(run: Run): Promise<void> {
  await settle(run, own => (own.rowsWritten === 0 ? "undone" : "finished"), "file_import.undone")
}

type Settled = "tried" | "finished" | "undone"

async function settle(run: Run, state: Settled | ((own: FileImport) => Settled), kind: string): Promise<void> {
  const { companyId, importNo } = run
  await inCompany(companyId, async tx => {
    const own = await lockRun(tx, run)
    await checkCounts(tx, own)
    await end(tx, companyId, importNo, { state: typeof state === "function" ? state(own) : state, failure: null })
    await tell(tx, own, kind, {
      rowsRead: own.rowsRead ?? 0,
      rowsTaken: own.rowsNew + own.rowsChanged + own.rowsUnchanged,
      rowsRefused: own.rowsRefused,
      rowsWritten: own.rowsWritten,
    })
  })
}

/** New + changed + unchanged + refused = read. */
async function checkCounts(tx: Tx, own: FileImport): Promise<void> {
  const [rows] = await tx.execute<{ read: number }>(sql`
    select count(*)::int as read from ${fileImportRow}
    where company_id = ${own.companyId} and import_no = ${own.no}`)
  const said = own.rowsNew + own.rowsChanged + own.rowsUnchanged + own.rowsRefused
  if (rows!.read !== own.rowsRead || said !== own.rowsRead) {
    throw new Error(`import ${own.no}: ${said} rows have an outcome, ${own.rowsRead} were read, ${rows!.read} are kept`)
  }
}

/** Settles an import that cannot go on: its file cannot be read, or the setup is wanting. What was written stays, and is counted. */
export async function failImport(run: Run, refusal: Refusal): Promise<void> {
  const { companyId, importNo } = run
  await inCompany(companyId, async tx => {
    const own = await lockRun(tx, run)
    const failure = refusal.issues.map(({ code, params }) => ({ code, params }))
    await countOutcomes(tx, companyId, importNo)
    await end(tx, companyId, importNo, { state: "failed", failure })
    await tell(tx, own, "file_import.failed", { code: failure[0]?.code })
  })
}

/** Fails a queued import for a reason nobody foresaw, so that whoever asked is told and can try again. */
export async function giveUpImport(companyId: number, no: string): Promise<void> {
  await inCompany(companyId, async tx => {
    const [own] = await tx.select().from(fileImport).where(thisImport(companyId, no)).for("no key update")
    if (own?.state !== "queued") return
    await countOutcomes(tx, companyId, no)
    await end(tx, companyId, no, { state: "failed", failure: [{ code: "gave_up" }] })
    await tell(tx, own, "file_import.failed", { code: "gave_up" })
  })
}

async function end(tx: Tx, companyId: number, no: string, ended: Pick<FileImport, "state" | "failure">): Promise<void> {
  await tx
    .update(fileImport)
    .set({ ...ended, finishedAt: sql`now()` })
    .where(thisImport(companyId, no))
  await removeProgress(tx, companyId, no)
}

/** Milliseconds in which a trial is answered while who asked looks on. */
const MOMENT = 10_000

/** Whether who asked is still looking at the page: nobody needs a bell for what they see. */
function isWaitedFor({ queuedAt }: FileImport, kind: string): boolean {
  return kind === "file_import.tried" && Date.now() - queuedAt.getTime() < MOMENT
}

async function tell(tx: Tx, own: FileImport, kind: string, data: Record<string, unknown>): Promise<void> {
  await recordEvent(tx, {
    companyId: own.companyId,
    actor: null,
    kind,
    subjectType: "file_import",
    subjectNo: own.no,
    data: { fileName: own.fileName, ...data },
    tell: { userIds: isWaitedFor(own, kind) ? [] : [own.requestedBy] },
  })
}

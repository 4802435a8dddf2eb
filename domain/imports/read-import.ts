import { and, desc, eq, ne, sql } from "drizzle-orm"
import { fileImport, fileImportRow, jobProgress } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import type { Ask as FileAsk, Understanding } from "@/domain/file-reading/understanding"
import { type EventRead, readEvents } from "@/domain/history/read-events"
import type { AnyImportKind, RowOutcome } from "@/domain/import-kinds/import-kind"
import { cutForward } from "@/domain/lists/cut-page"
import { hasFile } from "./file-chunks"
import type { FileImport } from "./import-lock"
import { findImport } from "./lock-import"
import { progressOf } from "./progress"
import type { ImportChoices } from "./understand-file"

/** Events of the history that are shown, and imports on one page. */
const historyLength = 20
const IMPORTS_PER_PAGE = 20

/** What nothing settles: of how the file is read, or of what its rows mean. */
export type ImportAsk = FileAsk | { about: "rows"; name: string }

/** How many rows have a reason: one with several counts under each. */
export type ReasonCount = {
  outcome: RowOutcome
  code: string
  /** Of one of the rows. */
  params: Record<string, string | number>
  rows: number
}

export type ImportRead = {
  kind: AnyImportKind
  import: Omit<FileImport, "companyId" | "reading" | "asks" | "choices">
  /** How it was read; null: not yet, or before that was kept. */
  reading: Understanding<string> | null
  choices: ImportChoices
  asks: ImportAsk[]
  /** Rows done and in all; null: not begun, or ended. */
  progress: { done: number; total: number; at: Date } | null
  /** The most frequent first; none while it is at work. */
  reasons: ReasonCount[]
  /** Whether it can be read in another way: nothing of it is written, and the file is there. */
  mayReadAgain: boolean
  history: EventRead[]
}

/**
 * One import: how it was read, how far it is, and what becomes of its rows.
 * @throws Forbidden; NotFound
 */
export async function readImport(actor: Actor, no: string): Promise<ImportRead> {
  const { companyId } = actor
  return inCompany(companyId, async tx => {
    const { own, kind } = await findImport(tx, actor, no)
    const { companyId: _, reading, asks, choices, ...header } = own
    const [progress] = await tx.select().from(jobProgress).where(progressOf(companyId, no))
    const waits = own.state === "tried" || own.state === "failed"
    return {
      kind,
      import: header,
      reading: reading as Understanding<string> | null,
      choices: choices as ImportChoices,
      asks: asks as ImportAsk[],
      progress: progress ?? null,
      reasons: own.state === "queued" ? [] : await countReasons(tx, companyId, no),
      mayReadAgain: waits && own.rowsWritten === 0 && (await hasFile(tx, companyId, no)),
      history: await readEvents(tx, companyId, "file_import", no, historyLength),
    }
  })
}

async function countReasons(tx: Tx, companyId: number, no: string): Promise<ReasonCount[]> {
  const rows = await tx.execute<Omit<ReasonCount, "params"> & { params: ReasonCount["params"] | null }>(sql`
    select outcome, code, (array_agg(params -> (place::int - 1)))[1] as params, sum(rows)::int as rows from (
      select outcome, reason, min(params::text)::jsonb as params, count(*) as rows from ${fileImportRow}
      where company_id = ${companyId} and import_no = ${no} and reason is not null and outcome is not null
      group by outcome, reason) as kept, unnest(string_to_array(reason, ' ')) with ordinality as each (code, place)
    group by outcome, code order by rows desc, code`)
  return rows.map(({ params, ...count }) => ({ ...count, params: params ?? {} }))
}

export type ImportListed = Pick<
  FileImport,
  "no" | "state" | "task" | "fileName" | "requestedByName" | "requestedAt" | "rowsRead" | "rowsWritten" | "rowsRefused"
>

/**
 * A page of the company's imports of a kind, the latest first.
 * @param before number of the last import of the page before; an unknown one begins anew
 * @returns `next`: what to pass as `before` for the page behind, where there is one
 * @throws Forbidden
 */
export async function listImports(
  kind: AnyImportKind,
  actor: Actor,
  { before }: { before?: string } = {},
): Promise<{ imports: ImportListed[]; next?: string }> {
  authorise(actor, kind.right)
  const { companyId } = actor
  const i = fileImport
  const place = sql`(${i.requestedAt}, ${i.no})`
  const rows = await inCompany(companyId, tx =>
    tx
      .select({
        no: i.no,
        state: i.state,
        task: i.task,
        fileName: i.fileName,
        requestedByName: i.requestedByName,
        requestedAt: i.requestedAt,
        rowsRead: i.rowsRead,
        rowsWritten: i.rowsWritten,
        rowsRefused: i.rowsRefused,
      })
      .from(i)
      .where(
        and(
          eq(i.companyId, companyId),
          eq(i.kind, kind.name),
          // Nobody but its sender knows of a file that is still coming in.
          ne(i.state, "uploading"),
          before === undefined
            ? undefined
            : sql`${place} < coalesce((select (b.requested_at, b.no) from ${i} as b
                where b.company_id = ${companyId} and b.kind = ${kind.name} and b.no = ${before}),
                ('infinity'::timestamptz, ''))`,
        ),
      )
      .orderBy(desc(i.requestedAt), desc(i.no))
      .limit(IMPORTS_PER_PAGE + 1),
  )
  const { rows: imports, next } = cutForward(rows, IMPORTS_PER_PAGE, ({ no }) => no)
  return { imports, next }
}

import { sql } from "drizzle-orm"
import { fileImport } from "@/db/schema"
import { numberOf, textOf, type WorkKind } from "@/domain/background-work/work-kind"
import { runImport } from "./run-import"
import { giveUpImport } from "./settle-import"

const countsOf = (_: string, data: Record<string, unknown>) => ({
  fileName: textOf(data.fileName),
  rows: numberOf(data.rowsRead),
  written: numberOf(data.rowsWritten),
  refused: numberOf(data.rowsRefused),
})

/** Files that are imported, of whatever kind. */
export const fileImportWork: WorkKind = {
  name: "file_import",
  job: "fileimport",
  queue: {
    name: "file-imports",
    title: "imports.queue",
    attempts: 5,
    pause: { milliseconds: 1_000, doubling: true },
    // What holds memory goes in turn (turns.ts): a small file waits for batches of large ones, not for their ends.
    atOnce: 4,
  },
  kept: { table: fileImport, no: sql<string>`${fileImport.no}`, attempts: fileImport.attempts },
  run: runImport,
  giveUp: giveUpImport,
  page: no => `imports/${encodeURIComponent(no)}`,
  letters: {
    finished: countsOf,
    undone: countsOf,
    failed: (_, data) => ({ fileName: textOf(data.fileName) }),
  },
}

import { sql } from "drizzle-orm"
import { salesImport } from "@/db/schema"
import { numberOf, textOf, type WorkKind } from "@/domain/background-work/work-kind"
import { giveUpSalesImport } from "./give-up-import"
import { runSalesImport } from "./run-sales-import"

/** Files of sales invoices, imported in two stages. */
export const salesImportWork: WorkKind = {
  name: "sales_import",
  job: "import",
  queue: {
    name: "sales-imports",
    title: "sales_import.queue",
    attempts: 5,
    pause: { milliseconds: 1_000, doubling: true },
    // An import reads a whole file: one at a time keeps the process within its memory.
    atOnce: 1,
  },
  kept: { table: salesImport, no: sql<string>`${salesImport.no}`, attempts: salesImport.attempts },
  run: async (companyId, no) => (await runSalesImport(companyId, no)).outcome,
  giveUp: giveUpSalesImport,
  page: no => `sales-invoices/import/${encodeURIComponent(no)}`,
  letters: {
    finished: (_, data) => ({
      fileName: textOf(data.fileName),
      invoices: numberOf(data.invoicesMade),
      rows: numberOf(data.rowsRead),
      refused: numberOf(data.rowsRefused),
    }),
    failed: (_, data) => ({ fileName: textOf(data.fileName) }),
  },
}

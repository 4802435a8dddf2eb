import { sql } from "drizzle-orm"
import { paymentImport } from "@/db/schema"
import { numberOf, textOf, type WorkKind } from "@/domain/background-work/work-kind"
import { giveUpPaymentImport } from "./finish-import"
import { runPaymentImport } from "./run-payment-import"

/** Files of payments, registered row by row. */
export const paymentImportWork: WorkKind = {
  name: "payment_import",
  job: "pay",
  queue: {
    name: "payment-imports",
    title: "payment_import.queue",
    attempts: 5,
    pause: { milliseconds: 1_000, doubling: true },
    // Postings of one company wait for each other at its counter; another company's need not.
    atOnce: 2,
  },
  kept: {
    table: paymentImport,
    no: sql<string>`${paymentImport.id}::text`,
    attempts: paymentImport.generation,
  },
  run: (companyId, no, isHopeless) => runPaymentImport(companyId, Number(no), isHopeless),
  giveUp: (companyId, no) => giveUpPaymentImport(companyId, Number(no)),
  page: no => `payments/import/${no}`,
  letters: {
    finished: (_, data) => ({
      fileName: textOf(data.fileName),
      rows: numberOf(data.rowCount),
      registered: numberOf(data.registered),
      refused: numberOf(data.refused),
    }),
  },
}

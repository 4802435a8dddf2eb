import { pieceKind } from "@/domain/background-work/piece-kind"
import { payRow } from "./pay-row"

/** Files of payments, registered row by row: rows of one vendor would only wait for each other. */
export const paymentImportWork = pieceKind({
  name: "payment_import",
  job: "pay",
  queue: { name: "payment-imports", title: "payment_import.queue" },
  right: "purchase_invoice.post",
  mayNot: "payment_import.requester_may_not",
  take: payRow,
  page: no => `payments/import/${no}`,
  words: { name: "fileName", count: "rowCount", done: "registered" },
})

import { sql } from "drizzle-orm"
import { purchaseRequest } from "@/db/schema"
import { numberOf, textOf, type WorkKind } from "@/domain/background-work/work-kind"
import { buildPurchaseInvoice } from "./build-purchase-invoice"
import { giveUpPurchaseRequest } from "./give-up-purchase-request"

/** Purchase requests, of each of which a purchase invoice is built. */
export const purchaseRequestWork: WorkKind = {
  name: "purchase_request",
  job: "build",
  queue: {
    name: "purchase-requests",
    title: "purchase_requests.queue",
    // What it needs is back within seconds as a rule; who waits for a draft must not wait longer than that.
    attempts: 8,
    pause: { milliseconds: 1_000, doubling: false, jitter: 0.5 },
  },
  kept: { table: purchaseRequest, no: sql<string>`${purchaseRequest.no}`, attempts: purchaseRequest.attempts },
  run: async (companyId, no) => (await buildPurchaseInvoice(companyId, no)).outcome,
  giveUp: giveUpPurchaseRequest,
  page: (no, { kind, data }) =>
    kind === "purchase_request.ready" && typeof data.purchaseInvoiceNo === "string"
      ? `purchase-invoices/${encodeURIComponent(data.purchaseInvoiceNo)}`
      : `purchase-requests/${encodeURIComponent(no)}`,
  letters: {
    ready: (_, data) => ({
      no: textOf(data.purchaseInvoiceNo),
      vendor: textOf(data.vendorName),
      lines: numberOf(data.lineCount),
      costChanges: numberOf(data.costChanges),
    }),
    failed: (no, data) => ({ no, vendor: textOf(data.vendorName) }),
  },
}

import type { customer } from "@/db/schema"

/** Whether nothing may be invoiced to a customer: blocked for invoices, or altogether. One for whom only shipping is blocked is invoiced. */
export function isInvoicingBlocked(blocked: (typeof customer.$inferSelect)["blocked"]): boolean {
  return blocked === "invoice" || blocked === "all"
}

import { parameter, type Search, word } from "@/app/_lists/list-address"
import { listQueryIn } from "@/app/_lists/list-query"
import { type SalesInvoiceQuery, salesInvoiceSorts } from "@/domain/sales-invoices/list-sales-invoices"

export const salesInvoiceDues = ["overdue", "this_week"] as const

/** What the address asks of the list of sales invoices, and of its file. */
export function salesInvoiceQueryIn(search: Search): SalesInvoiceQuery {
  return {
    ...listQueryIn(search, salesInvoiceSorts),
    due: word(search, "due", salesInvoiceDues),
    customerNo: parameter(search, "customer"),
  }
}

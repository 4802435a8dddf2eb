import { paymentSorts } from "@/domain/payments/list-payments"
import { postedSorts } from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import { purchaseDocumentSorts } from "@/domain/purchase-documents/list-purchase-documents"
import { salesInvoiceSorts } from "@/domain/sales-invoices/list-sales-invoices"

/** Where a list is turned to: its middle and its end, by a date at that share of the time its documents span, the newest first. */
type At = { middle: string; end: string }

const cursor = (key: string, no: string) => Buffer.from(JSON.stringify(["after", key, no])).toString("base64url")
const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const middle = 550
const dated = (end: number): At => ({ middle: cursor(dayBefore(middle), "z"), end: cursor(dayBefore(end), "z") })
const moments = (end: number): At => {
  const at = (days: number) => cursor(`${dayBefore(days)} 00:00:00+00`, "z")
  return { middle: at(middle), end: at(end) }
}

/** Before how many days the last page of fifty begins, of a company of a million and of one of a thousand. */
const ends = { large: 1094, small: 1035 }
/** Of a tenth of as many: credit memos, of which there are few, and payments. */
const endsOfFew = { large: 1085, small: 530 }

const turned = (list: string, { middle, end }: At) => [list, `${list}?cursor=${middle}`, `${list}?cursor=${end}`]
const sorted = (list: string, sorts: readonly string[]) =>
  sorts.flatMap(sort => [`${list}?sort=${sort}`, `${list}?sort=${sort}&order=desc`])
const filtered = (list: string, filters: readonly string[]) => filters.map(filter => `${list}?${filter}`)

/** The first vendor has one document of ten, the other five, as any. */
const vendors = ["vendor=L0000002", "vendor=L0000103"]
const dues = ["due=overdue", "due=this_week"]

/** Pages of a company of the large data, below its own address: the same in either, drawing as many rows. */
export const pages = (company: keyof typeof ends): string[] => [
  "",
  ...turned("sales-invoices", dated(ends[company])),
  ...sorted("sales-invoices", salesInvoiceSorts),
  ...filtered("sales-invoices", [...dues, "customer=D0000103"]),
  ...turned("purchase-requests", moments(ends[company])),
  ...filtered("purchase-requests", ["state=failed", "state=queued", "who=me", "sort=oldest"]),
  ...turned("purchase-invoices", dated(ends[company])),
  ...sorted("purchase-invoices", purchaseDocumentSorts),
  ...filtered("purchase-invoices", [
    ...dues,
    ...vendors,
    "state=ready_for_review",
    "state=reviewed",
    "state=sent_back",
    "vendor_invoice_no=missing",
  ]),
  ...turned("purchase-credit-memos", dated(endsOfFew[company])),
  "review",
  `review?cursor=${cursor(`${dayBefore(550)} 00:00:00+00`, "0")}`,
  ...turned("posted-purchase-invoices", dated(ends[company])),
  ...sorted("posted-purchase-invoices", postedSorts),
  ...filtered("posted-purchase-invoices", [...vendors, "state=open", "state=overdue", "state=paid", "state=cancelled"]),
  ...turned("posted-purchase-credit-memos", dated(endsOfFew[company])),
  ...turned("payments", dated(endsOfFew[company])),
  ...sorted("payments", paymentSorts),
  ...filtered("payments", [...vendors, "state=open", "state=settled", "state=reversed"]),
  "vendors",
  ...filtered("vendors", ["sort=-name", "sort=no", "sort=-no", "blocked=yes", "blocked=no"]),
  ...["items", "customers"].flatMap(list => [
    list,
    ...filtered(list, ["sort=-name", "sort=no", "sort=-no", "blocked=yes", "blocked=no"]),
  ]),
  "items/A0000500",
  "customers/D0000103",
  "notifications",
  "books/trial-balance",
  "books/chart-of-accounts",
  "books/aged-payables",
  "books/aged-payables/file?format=xlsx",
  "books/gl-entries",
  ...filtered("books/gl-entries", ["document=G0000500", "order=asc", "account=1600"]),
  "books/vendor-ledger-entries",
  ...filtered("books/vendor-ledger-entries", ["vendor=L0000103", "state=open", "state=overdue", "sort=dueDate"]),
  "books/vat-entries",
  ...filtered("books/vat-entries", ["vendor=L0000103", "document=G0000500"]),
  "books/item-ledger-entries",
  ...filtered("books/item-ledger-entries", ["vendor=L0000103", "item=A0000500"]),
  "sales-invoices/S0000500",
  "sales-invoices/S0000500/create-purchase-invoice",
  "purchase-requests/R0000501",
  "purchase-invoices/F0000502",
  "posted-purchase-invoices/G0000501",
  "posted-purchase-invoices/G0000501/entries",
  "vendors/L0000103",
]

/** What is typed, letter by letter: numbers, a common word, a rare one, with a typing error, and what nothing holds. */
const typed = ["bakker", "noordkade", "nordkade", "beheer", "behere", "qqqqqq", "bouw zaandam"]
const asTyped = (words: readonly string[]) =>
  words.flatMap(word => Array.from({ length: word.length }, (_, end) => word.slice(0, end + 1)))

const lookUp = (what: string, words: readonly string[], more = "") =>
  asTyped(words).map(text => `lookup/${what}?q=${encodeURIComponent(text)}${more}`)

/** Lookups of a company of the large data, below its address of /api, as they are asked for while somebody types. */
export const lookups: Record<string, string[]> = {
  vendors: lookUp("vendors", ["l0000500", ...typed]),
  customers: lookUp("customers", ["d0000500", ...typed]),
  items: lookUp("items", ["a0000500", "v-0000500", "schroef", "schrof", "schroef zwart m8", "qqqqqq"]),
  items_to_buy: lookUp("items", ["a0000500", "schroef", "schrof", "kwast wit"], "&draft=F0000502"),
}

/** Searches of the lists, below the company's address. */
export const searches: Record<string, string[]> = {
  vendors: asTyped(typed).map(text => `vendors?search=${encodeURIComponent(text)}`),
  items: asTyped(["a0000500", "v-0000500", "schroef", "schrof", "schroef zwart", "qqqqqq"]).map(
    text => `items?search=${encodeURIComponent(text)}`,
  ),
  customers: asTyped(typed).map(text => `customers?search=${encodeURIComponent(text)}`),
  sales_invoices: asTyped(["s0000500", ...typed]).map(text => `sales-invoices?q=${encodeURIComponent(text)}`),
  purchase_invoices: asTyped(["f0000500", ...typed]).map(text => `purchase-invoices?q=${encodeURIComponent(text)}`),
  posted_purchase_invoices: asTyped(["g0000500", ...typed]).map(
    text => `posted-purchase-invoices?q=${encodeURIComponent(text)}`,
  ),
  purchase_requests: asTyped(["r0000500", ...typed]).map(
    text => `purchase-requests?search=${encodeURIComponent(text)}`,
  ),
  payments: asTyped(["b0000100", "bakker"]).map(text => `payments?q=${encodeURIComponent(text)}`),
}

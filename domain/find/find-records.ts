import { type Actor, authorise, may } from "@/domain/access/actor"
import type { Right } from "@/domain/access/rights"
import { findCustomers } from "@/domain/customers/find-customers"
import { findItems } from "@/domain/items/find-items"
import { listPayments } from "@/domain/payments/list-payments"
import { listPostedPurchaseDocuments } from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import { listPurchaseDocuments } from "@/domain/purchase-documents/list-purchase-documents"
import { listPurchaseRequests } from "@/domain/purchase-requests/list-purchase-requests"
import { listSalesInvoices } from "@/domain/sales-invoices/list-sales-invoices"
import { cutText } from "@/domain/text/cut-text"
import { listVendorChoice } from "@/domain/vendors/list-vendor-choice"

/** A record that a text may mean; `detail` is what it may have been found by besides, or blank. */
export type FoundRecord = { kind: FoundKind; no: string; name: string; detail: string }

type Finder = { right: Right; find: (actor: Actor, search: string) => Promise<Omit<FoundRecord, "kind">[]> }

/** So many of each kind. */
const MOST = 5

const drafts = (documentType: "invoice" | "credit_memo") => async (actor: Actor, search: string) => {
  const { rows } = await listPurchaseDocuments(actor, { search, documentType })
  return rows.map(({ no, buyFromVendorName, vendorInvoiceNo }) => ({
    no,
    name: buyFromVendorName,
    detail: vendorInvoiceNo,
  }))
}

const posted = (documentType: "invoice" | "credit_memo") => async (actor: Actor, search: string) => {
  const { rows } = await listPostedPurchaseDocuments(actor, { search, documentType })
  return rows.map(({ no, buyFromVendorName, vendorInvoiceNo }) => ({
    no,
    name: buyFromVendorName,
    detail: vendorInvoiceNo,
  }))
}

/** What is found, by the part of the address where it stands, in the order in which it is shown. */
const finders = {
  "sales-invoices": {
    right: "sales_invoice.see",
    find: async (actor, search) =>
      (await listSalesInvoices(actor, { search })).rows.map(({ no, customerName, externalDocumentNo }) => ({
        no,
        name: customerName,
        detail: externalDocumentNo,
      })),
  },
  "purchase-invoices": { right: "purchase_invoice.edit_own", find: drafts("invoice") },
  "purchase-credit-memos": { right: "purchase_invoice.edit_all", find: drafts("credit_memo") },
  "posted-purchase-invoices": { right: "books.see", find: posted("invoice") },
  "posted-purchase-credit-memos": { right: "books.see", find: posted("credit_memo") },
  vendors: {
    right: "master_data.see",
    find: async (actor, search) =>
      (await listVendorChoice(actor, { search, limit: MOST })).vendors.map(({ no, name, city }) => ({
        no,
        name,
        detail: city,
      })),
  },
  items: {
    right: "master_data.see",
    find: async (actor, search) =>
      (await findItems(actor, search, MOST)).map(({ no, description, vendorItemNo }) => ({
        no,
        name: description,
        detail: vendorItemNo,
      })),
  },
  customers: {
    right: "master_data.see",
    find: async (actor, search) =>
      (await findCustomers(actor, search, MOST)).map(({ no, name, city }) => ({ no, name, detail: city })),
  },
  "purchase-requests": {
    right: "purchase_request.see_own",
    find: async (actor, search) =>
      (await listPurchaseRequests(actor, { search })).rows.map(({ no, vendorName, salesInvoiceNo }) => ({
        no,
        name: vendorName,
        detail: salesInvoiceNo,
      })),
  },
  payments: {
    right: "books.see",
    find: async (actor, search) =>
      (await listPayments(actor, { search })).rows.map(({ no, vendorName }) => ({ no, name: vendorName, detail: "" })),
  },
} as const satisfies Record<string, Finder>

export type FoundKind = keyof typeof finders

const allFinders = Object.entries(finders) as [FoundKind, Finder][]

/**
 * Records that a text may mean (docs/semantics/speed-and-find.md, 22), of the kinds that the actor may see: those of exactly that number
 * first, then those that begin so, each by kind, five of each, the best first. Each kind is searched as its list is, one after
 * another: a search of all holds one connection, not ten.
 *
 * @throws Forbidden for who is not of the company
 */
export async function findRecords(actor: Actor, text: string): Promise<FoundRecord[]> {
  authorise(actor, "company.enter")
  const search = cutText(text.trim(), 100)
  if (search === "") return []
  const found: FoundRecord[] = []
  for (const [kind, { right, find }] of allFinders) {
    if (!may(actor, right)) continue
    const records = await find(actor, search)
    found.push(...records.slice(0, MOST).map(record => ({ kind, ...record })))
  }
  return found.toSorted((one, other) => distance(one, search) - distance(other, search))
}

/** Whether a text is a record's number, in whatever case. */
export function isNumberOf({ no }: FoundRecord, text: string): boolean {
  return no.toLowerCase() === text.trim().toLowerCase()
}

/** How far a record is from what was typed: exactly its number, its number or name begins so, or something else of it is like it. */
function distance(record: FoundRecord, search: string): number {
  if (isNumberOf(record, search)) return 0
  const typed = search.toLowerCase()
  const { no, name } = record
  return [no, name].some(text => text.toLowerCase().startsWith(typed)) ? 1 : 2
}

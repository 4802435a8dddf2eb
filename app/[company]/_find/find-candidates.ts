import "server-only"
import type { Candidate } from "@/components/document-form/view"
import type { NavEntry } from "@/components/frame-navigation"
import type { Actor } from "@/domain/access/actor"
import { type FoundKind, type FoundRecord, findRecords, isNumberOf } from "@/domain/find/find-records"
import { messages } from "@/messages"
import { foundPages } from "./found-pages"

/** What the list of a kind is called in the navigation. */
const listOf: Record<FoundKind, NavEntry["name"]> = {
  "sales-invoices": "salesInvoices",
  "purchase-invoices": "purchaseInvoices",
  "purchase-credit-memos": "purchaseCreditMemos",
  "posted-purchase-invoices": "postedPurchaseInvoices",
  "posted-purchase-credit-memos": "postedPurchaseCreditMemos",
  vendors: "vendors",
  items: "items",
  customers: "customers",
  "purchase-requests": "purchaseRequests",
  payments: "payments",
}

/** What a list of records is called. */
export const kindName = (actor: Actor, kind: FoundKind): string => messages[actor.language].frame.entry[listOf[kind]]

/** Where a record stands. */
export const recordPath = (company: string, { kind, no }: Pick<FoundRecord, "kind" | "no">) =>
  `/${company}/${kind}/${encodeURIComponent(no)}`

/** What a text may mean, to go to: a record of exactly that number, pages, then all other records. */
export async function findCandidates(actor: Actor, text: string, company: string): Promise<Candidate[]> {
  const records = await findRecords(actor, text)
  const pages = foundPages(actor, company, text)
  const isExact = (record: FoundRecord) => isNumberOf(record, text)
  const shown = (record: FoundRecord): Candidate => ({
    value: record.no,
    label: `${record.no} ${record.name}`,
    hint: [kindName(actor, record.kind), record.detail].filter(Boolean).join(" · "),
    card: recordPath(company, record),
  })
  return [
    ...records.filter(isExact).map(shown),
    ...pages.map(({ name, href }): Candidate => ({ value: name, label: name, card: href })),
    ...records.filter(record => !isExact(record)).map(shown),
  ]
}

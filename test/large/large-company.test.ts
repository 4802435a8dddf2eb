/** Pages of a company of twelve thousand of each, planned as those of a million: none reads a whole table, counts it or adds it up. */
import postgres from "postgres"
import { beforeAll, expect, inject, test } from "vitest"
import { makeLargeData } from "@/bin/bench/large/make-large-data"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { Period } from "@/domain/books/account-balances"
import { listGlEntries } from "@/domain/books/list-gl-entries"
import { listItemLedgerEntries } from "@/domain/books/list-item-ledger-entries"
import { listVatEntries } from "@/domain/books/list-vat-entries"
import { listVendorLedgerEntries, vendorEntrySorts } from "@/domain/books/list-vendor-ledger-entries"
import { readAgedPayables } from "@/domain/books/read-aged-payables"
import { readChartOfAccounts } from "@/domain/books/read-chart-of-accounts"
import { readTrialBalance } from "@/domain/books/read-trial-balance"
import { findCustomers } from "@/domain/customers/find-customers"
import { factsOfDrafts } from "@/domain/facts/read-facts"
import { frameCounts } from "@/domain/frame/frame-counts"
import { listAudit } from "@/domain/history/list-audit"
import { findItems, findNamedItems } from "@/domain/items/find-items"
import { countUnread, listNotifications } from "@/domain/notifications/notifications"
import { listPayments, paymentSorts, paymentStates } from "@/domain/payments/list-payments"
import { readOpenEntries } from "@/domain/payments/read-entries"
import {
  listPostedPurchaseDocuments,
  postedSorts,
} from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import { findDuplicates } from "@/domain/purchase-documents/find-duplicates"
import { listPurchaseDocuments, purchaseDocumentSorts } from "@/domain/purchase-documents/list-purchase-documents"
import { listReadyForReview } from "@/domain/purchase-documents/list-ready-for-review"
import { lookUpItems } from "@/domain/purchase-documents/look-up-items"
import { checkDraft } from "@/domain/purchase-documents/preview-posting"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { listPurchaseRequests } from "@/domain/purchase-requests/list-purchase-requests"
import { readQueue } from "@/domain/review-queue/read-queue"
import { readRoleCenter } from "@/domain/role-center/read-role-center"
import { listSalesInvoices, salesInvoiceSorts } from "@/domain/sales-invoices/list-sales-invoices"
import { listSecurityLog } from "@/domain/security-log/list-security-log"
import { listVendorChoice } from "@/domain/vendors/list-vendor-choice"
import { listVendors } from "@/domain/vendors/list-vendors"
import { env } from "@/env"
import { onDatabase } from "@/test/services"
import { rowsRead } from "./rows-read"
import { type Sent, sentBy } from "./sent-by"

const rows = 12_000
const vendors = 12_000
/** Counts to a thousand and one, of a few things at once and with what is joined to their rows; a table has twice as many. */
const READ_AT_MOST = 8_500
/** What is in an order of its own: counted so, and nothing else looked at. */
const COUNTED = 1_100
/** The same with each row of another table. */
const COUNTED_JOINED = 2_300
const STATEMENTS_AT_MOST = 40

let large: Actor

beforeAll(async () => {
  const adminUrl = onDatabase(inject("services").adminUrl, new URL(env().DATABASE_URL).pathname.slice(1))
  const { ids, user } = await makeLargeData(adminUrl, { rows, vendors, few: rows / 10 })
  await planAsOfMillions(adminUrl)
  const { id: userId, name } = user
  large = { userId, name, language: "en", companyId: ids.large, roles: ["purchasing_manager"] }
}, 120_000)

/** Tells the planner a hundred times the rows: a table of thousands it reads whole with good reason. */
async function planAsOfMillions(adminUrl: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
  const tables = await admin<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and reltuples >= ${rows / 10}`
  for (const { name } of tables) await admin.unsafe(`alter table ${name} set (autovacuum_enabled = false)`)
  await admin.begin(async tx => {
    await tx`set local allow_system_table_mods = on`
    await tx`update pg_class set reltuples = reltuples * 100 where relnamespace = 'public'::regnamespace and reltuples > 0`
  })
  await admin.end()
}

type Page = [name: string, read: (actor: Actor) => Promise<unknown>, mostRows?: number]

const today = new Date().toISOString().slice(0, 10) as `${number}-${number}-${number}`
const vendorNo = "L0000103"
/** Every tenth document is of this one. */
const manifoldVendorNo = "L0000002"
/** Of the manifold vendor. */
const draftNo = "F0000502"
/** Of vendors one each. */
const draftNos = Array.from({ length: 20 }, (_, index) => `F${String(index + 103).padStart(7, "0")}`)
const typedNumber = {
  no: draftNo,
  documentType: "invoice",
  vendorNo: manifoldVendorNo,
  vendorInvoiceNo: "VI-7",
} as const
const both = [false, true]
const searched = ["b", "ba", "beheer", "nordkade", "0000500", "qqqqqq"]

const pages: Page[] = [
  ...within(COUNTED, [
    ...purchaseDocumentSorts.map(sort =>
      of(`credit memos ${sort}`, listPurchaseDocuments, { documentType: "credit_memo", sort, descending: true }),
    ),
    of("drafts of a manifold vendor", listPurchaseDocuments, { vendorNo: manifoldVendorNo }),
    ["draft", actor => readPurchaseDocument(actor, draftNo)],
    ["draft, checked", actor => checkDraft(actor, draftNo)],
    ["vendor invoice number, typed", actor => findDuplicates(actor, typedNumber)],
    ...vendorEntrySorts.flatMap(sort =>
      (["open", "overdue"] as const).map(state =>
        of(`vendor entries ${state} by ${sort}`, listVendorLedgerEntries, { today, state, sort }),
      ),
    ),
    of("vendor entries of a manifold vendor", listVendorLedgerEntries, { today, vendorNo: manifoldVendorNo }),
  ]),
  ...within(
    COUNTED_JOINED,
    (["postingDate", "dueDate"] as const).flatMap(sort => [
      of(`posted open by ${sort}`, listPostedPurchaseDocuments, { documentType: "invoice", state: "open", sort }),
      of(`posted credit memos open by ${sort}`, listPostedPurchaseDocuments, {
        documentType: "credit_memo",
        state: "open",
        sort,
      }),
    ]),
  ),
  ["frame", frameCounts],
  ["home", readRoleCenter],
  ["unread", countUnread],
  ["notifications", actor => listNotifications(actor, { limit: 50 })],
  ["review", actor => listReadyForReview(actor)],
  ["waiting for somebody", actor => readQueue(actor)],
  ["facts of drafts", actor => inCompany(actor.companyId, tx => factsOfDrafts(tx, actor, draftNos))],
  ["the first page of changes", actor => listAudit(actor, {}, { limit: 50 })],
  [
    "the first page of the security log",
    actor => listSecurityLog({ ...actor, roles: ["administrator"] }, {}, { limit: 50 }),
  ],
  ...both.flatMap(descending => [
    ...salesInvoiceSorts.map(sort => of(`sales ${sort}`, listSalesInvoices, { sort, descending })),
    ...purchaseDocumentSorts.map(sort => of(`drafts ${sort}`, listPurchaseDocuments, { sort, descending })),
    ...postedSorts.map(sort =>
      of(`posted ${sort}`, listPostedPurchaseDocuments, { documentType: "invoice", sort, descending }),
    ),
    ...paymentSorts.map(sort => of(`payments ${sort}`, listPayments, { sort, descending })),
  ]),
  ...(["overdue", "this_week"] as const).flatMap(due => [
    of(`sales ${due}`, listSalesInvoices, { due }),
    of(`drafts ${due}`, listPurchaseDocuments, { due }),
  ]),
  ...(["ready_for_review", "reviewed", "sent_back"] as const).map(state =>
    of(`drafts ${state}`, listPurchaseDocuments, { state }),
  ),
  of("drafts without number", listPurchaseDocuments, { withoutVendorInvoiceNo: true }),
  ...(["open", "overdue", "paid", "cancelled"] as const).map(state =>
    of(`posted ${state}`, listPostedPurchaseDocuments, { documentType: "invoice", state }),
  ),
  ...paymentStates.map(state => of(`payments ${state}`, listPayments, { state })),
  of("sales of a customer", listSalesInvoices, { customerNo: "D0000103" }),
  of("posted of a manifold vendor", listPostedPurchaseDocuments, {
    documentType: "invoice",
    vendorNo: manifoldVendorNo,
  }),
  of("payments of a manifold vendor", listPayments, { vendorNo: manifoldVendorNo }),
  [
    "what to pay a vendor",
    actor => inCompany(actor.companyId, tx => readOpenEntries(tx, actor.companyId, manifoldVendorNo, "owed")),
  ],
  of("drafts of a vendor", listPurchaseDocuments, { vendorNo }),
  of("posted of a vendor", listPostedPurchaseDocuments, { documentType: "invoice", vendorNo }),
  of("payments of a vendor", listPayments, { vendorNo }),
  of("requests", listPurchaseRequests, {}),
  // A beginning that all numbers have.
  of("requests by number", listPurchaseRequests, { search: "r00" }),
  of("payments by number", listPayments, { search: "b00" }),
  of("sales by number", listSalesInvoices, { search: "s00" }),
  of("drafts by number", listPurchaseDocuments, { search: "f00" }),
  of("posted by number", listPostedPurchaseDocuments, { documentType: "invoice", search: "g00" }),
  of("requests failed", listPurchaseRequests, { states: ["failed"] }),
  of("vendors", listVendors, {}),
  of("vendors blocked", listVendors, { blocked: "yes" }),
  of("vendors unproven", listVendors, { waits: "unproven" }),
  of("vendors with a proposed bank account", listVendors, { waits: "bank_account" }),
  of("vendors with something open", listVendors, { owes: "open" }),
  of("vendors with something overdue", listVendors, { owes: "overdue" }),
  of("vendor choice", listVendorChoice, {}),
  of("trial balance", readTrialBalance, { from: `${today.slice(0, 4)}-01-01`, to: today } as Period),
  of("chart of accounts", readChartOfAccounts, { from: `${today.slice(0, 4)}-01-01`, to: today } as Period),
  of("aged payables", readAgedPayables, { at: today, limit: 50 }),
  of("G/L entries", listGlEntries, {}),
  of("G/L entries of an account", listGlEntries, { account: "1600" }),
  of("VAT entries", listVatEntries, {}),
  of("vendor entries", listVendorLedgerEntries, { today }),
  of("vendor entries closed", listVendorLedgerEntries, { today, state: "closed" }),
  of("vendor entries of a vendor", listVendorLedgerEntries, { today, vendorNo }),
  of("VAT entries of a vendor", listVatEntries, { vendorNo }),
  of("item entries", listItemLedgerEntries, {}),
  of("item entries of a vendor", listItemLedgerEntries, { vendorNo }),
  of("items named", findNamedItems, ["A0000500", "v-0000500", "BOUT zwart m1x1", "4006381333931", "nothing"]),
  ...searched.flatMap(search => [
    of(`sales "${search}"`, listSalesInvoices, { search }),
    of(`drafts "${search}"`, listPurchaseDocuments, { search }),
    of(`posted "${search}"`, listPostedPurchaseDocuments, { documentType: "invoice", search }),
    of(`requests "${search}"`, listPurchaseRequests, { search }),
    of(`payments "${search}"`, listPayments, { search }),
    of(`vendors "${search}"`, listVendors, { search }),
    of(`vendor choice "${search}"`, listVendorChoice, { search }),
    of(`customers "${search}"`, findCustomers, search),
    of(`items "${search}"`, findItems, search),
    [`items to buy "${search}"`, actor => lookUpItems(actor, "F0000502", search)] satisfies Page,
  ]),
]

/** Pages of which no statement reads more rows. */
function within(mostRows: number, few: Page[]): Page[] {
  return few.map(([name, read]) => [name, read, mostRows])
}

function of<Query>(name: string, read: (actor: Actor, query: Query) => Promise<unknown>, query: Query): Page {
  return [name, actor => read(actor, query)]
}

test.each(pages)("%s reads a bounded part of a large company", async (_, read, mostRows = READ_AT_MOST) => {
  const sent = await sentBy(() => read(large))
  expect(sent.length).toBeLessThanOrEqual(STATEMENTS_AT_MOST)
  const app = postgres(env().DATABASE_URL, { max: 1 })
  try {
    const readings = []
    for (const statement of sent.filter(isReading)) readings.push(await rowsRead(app, large.companyId, statement))
    expect(readings.filter(each => each.rows > mostRows)).toEqual([])
  } finally {
    await app.end()
  }
})

const isReading = ({ query }: Sent) => /^\s*(select|with)\b/iu.test(query) && !query.includes("set_config")

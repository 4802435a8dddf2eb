import { administration } from "./administration"
import { approvals } from "./approvals"
import { books } from "./books"
import type { Rights } from "./cast"
import { customers } from "./customers"
import { imports } from "./imports"
import { insight } from "./insight"
import { items } from "./items"
import { machines } from "./machines"
import { merging } from "./merging"
import { openingBalances } from "./opening-balances"
import { papers } from "./papers"
import { payments } from "./payments"
import { postedPurchaseDocuments } from "./posted-purchase-documents"
import { prices } from "./prices"
import { purchaseDocuments } from "./purchase-documents"
import { purchaseRequests } from "./purchase-requests"
import { review } from "./review"
import { roleCenter } from "./role-center"
import { salesInvoices } from "./sales-invoices"
import { settings } from "./settings"
import { setupTables } from "./setup-tables"
import { vendorTemplates } from "./vendor-templates"
import { vendors } from "./vendors"

const nouns: Rights[] = [
  administration,
  approvals,
  books,
  customers,
  imports,
  insight,
  items,
  machines,
  merging,
  openingBalances,
  papers,
  payments,
  postedPurchaseDocuments,
  prices,
  purchaseDocuments,
  purchaseRequests,
  review,
  roleCenter,
  salesInvoices,
  settings,
  setupTables,
  vendorTemplates,
  vendors,
]

/** Pages that need no document, of every noun. */
export const openPages = nouns.flatMap(noun => Object.entries(noun.openPages ?? {}))

/** Pages about something, of every noun. */
export const pagesOf = nouns.flatMap(noun => noun.pagesOf ?? [])

/** Every noun's actions. */
export const operations = nouns.flatMap(noun => Object.entries(noun.operations ?? {}))

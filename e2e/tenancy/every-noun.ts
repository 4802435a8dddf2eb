import { administration } from "./administration"
import { approvals } from "./approvals"
import { books } from "./books"
import { customers } from "./customers"
import type { Cases } from "./foreign"
import { imports } from "./imports"
import { insight } from "./insight"
import { items } from "./items"
import { lookups } from "./lookups"
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

const nouns: Cases[] = [
  administration,
  approvals,
  books,
  customers,
  imports,
  insight,
  items,
  lookups,
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

/** Every noun's addresses. */
export const addresses = nouns.flatMap(noun => Object.entries(noun.addresses ?? {}))

/** Every noun's actions. */
export const actionCases = nouns.flatMap(noun => Object.entries(noun.actions ?? {}))

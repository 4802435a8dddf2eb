import type { NavEntry } from "@/components/frame-navigation"
import { type Actor, may } from "@/domain/access/actor"
import type { FrameCounts } from "@/domain/frame/frame-counts"

/** What everybody trades with, with what waits behind it. */
export function entriesFor(actor: Actor, counts: Partial<FrameCounts>, home: string): NavEntry[] {
  const entries: (NavEntry | false)[] = [
    { name: "roleCenter", href: home },
    may(actor, "sales_invoice.see") && {
      name: "salesInvoices",
      href: `${home}/sales-invoices`,
      count: counts.salesInvoices,
    },
    may(actor, "purchase_request.see_own") && {
      name: "purchaseRequests",
      href: `${home}/purchase-requests`,
      count: counts.purchaseRequests,
    },
    may(actor, "purchase_invoice.edit_own") && {
      name: "purchaseInvoices",
      href: `${home}/purchase-invoices`,
      count: counts.purchaseInvoices,
    },
    may(actor, "purchase_invoice.edit_all") && {
      name: "purchaseCreditMemos",
      href: `${home}/purchase-credit-memos`,
      count: counts.purchaseCreditMemos,
    },
    may(actor, "purchase_invoice.review") && {
      name: "readyForReview",
      href: `${home}/review`,
      count: counts.readyForReview,
    },
    may(actor, "books.see") && { name: "postedPurchaseInvoices", href: `${home}/posted-purchase-invoices` },
    may(actor, "books.see") && { name: "postedPurchaseCreditMemos", href: `${home}/posted-purchase-credit-memos` },
    may(actor, "books.see") && { name: "payments", href: `${home}/payments` },
    may(actor, "insight.see") && { name: "insight", href: `${home}/insight` },
    may(actor, "master_data.see") && { name: "vendors", href: `${home}/vendors` },
    may(actor, "master_data.see") && { name: "items", href: `${home}/items` },
    may(actor, "master_data.see") && { name: "customers", href: `${home}/customers` },
    may(actor, "master_data.see") && { name: "purchasePrices", href: `${home}/prices/purchase-prices` },
    may(actor, "master_data.see") && { name: "salesPrices", href: `${home}/prices/sales-prices` },
  ]
  return entries.filter(entry => entry !== false)
}

export function books(home: string): NavEntry[] {
  return [
    { name: "chartOfAccounts", href: `${home}/books/chart-of-accounts` },
    { name: "glEntries", href: `${home}/books/gl-entries` },
    { name: "vendorLedgerEntries", href: `${home}/books/vendor-ledger-entries` },
    { name: "vatEntries", href: `${home}/books/vat-entries` },
    { name: "itemLedgerEntries", href: `${home}/books/item-ledger-entries` },
    { name: "trialBalance", href: `${home}/books/trial-balance` },
    { name: "agedPayables", href: `${home}/books/aged-payables` },
    { name: "chain", href: `${home}/books/chain` },
  ]
}

export function administration(actor: Actor, home: string): NavEntry[] {
  const administers = may(actor, "company.administer")
  const entries: (NavEntry | false)[] = [
    administers && { name: "users", href: `${home}/administration/users` },
    may(actor, "books.see") && { name: "openingBalances", href: `${home}/administration/opening-balances` },
    may(actor, "user_history.see") && { name: "userHistory", href: `${home}/administration/user-history` },
    may(actor, "audit.see") && { name: "audit", href: `${home}/administration/audit` },
    administers && { name: "approvalEntries", href: `${home}/administration/approvals` },
    administers && { name: "signIn", href: `${home}/administration/sign-in` },
    administers && { name: "api", href: `${home}/administration/api` },
    administers && { name: "webhooks", href: `${home}/administration/webhooks` },
    administers && { name: "securityLog", href: `${home}/administration/security-log` },
    administers && { name: "companySetup", href: `${home}/administration/setup` },
    administers && { name: "firstSteps", href: `${home}/administration/first-steps` },
    administers && { name: "readiness", href: `${home}/administration/readiness` },
    administers && { name: "capturedMail", href: `${home}/administration/captured-mail` },
    administers && { name: "jobQueue", href: `${home}/administration/job-queue` },
  ]
  return entries.filter(entry => entry !== false)
}

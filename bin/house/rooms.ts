/**
 * Rooms of domain/, a storey a line, from the ground up: a room leans on rooms of lower storeys alone. Who needs a file of
 * the same storey or of a higher one moves the file down, or the room up; either way the order is seen here.
 */
export const storeys: readonly (readonly string[])[] = [
  ["countries", "dates", "errors", "text"],
  ["access", "lists", "money", "numbering", "operators"],
  ["api", "file-reading", "history", "object-store", "security-log"],
  ["recent-picks", "records"],
  ["books", "calendar", "charges", "frame", "gl-accounts", "items", "vat"],
  ["documents", "facts", "live", "vendors"],
  ["background-work", "customers", "import-kinds", "price-lists"],
  ["approvals", "chain", "notifications", "pricing"],
  ["posting", "purchase-requests", "setup", "users", "vendor-bank-accounts"],
  ["outside"],
  ["companies", "cost-comparison", "master-import", "payments", "push", "sales-import", "sales-invoices", "webhooks"],
  ["opening-balances", "payment-import", "payment-orders", "purchase-documents"],
  [
    "batch-posting",
    "clean-up",
    "imports",
    "insight",
    "merging",
    "papers",
    "posted-purchase-documents",
    "purchase-approvals",
    "review-queue",
  ],
  ["approval-clock", "bank-account-approvals", "find", "payment-approvals"],
  ["attachments", "comments", "job-queue", "readiness", "role-center"],
  ["approval-questions"],
]

/** The room of a file of domain/: its folder there, or the file itself. */
export function domainRoom(file: string): string | undefined {
  return /^domain\/([^/.]+)/u.exec(file)?.[1]
}

/** The room of a file of app/: the folder of a noun, or one whose name begins with _; what stands loose is one of its own. */
export function appRoom(file: string): string | undefined {
  return /^(app(?:\/api)?(?:\/\[company\])?(?:\/[^/]+(?=\/))?)\//u.exec(file)?.[1]
}

/** Whether others may import from a room of app/: what several nouns share is loose, or stands in a room that is no route. */
export const isShared = (room: string) => /^app(?:\/\[company\])?(?:\/_[^/]+)?$/u.test(room)

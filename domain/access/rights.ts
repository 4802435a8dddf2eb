/** Roles a user holds in one company; several at once are allowed. */
export const roles = ["order_processor", "purchaser", "purchasing_manager", "administrator"] as const
export type Role = (typeof roles)[number]

const trade: Role[] = ["order_processor", "purchaser", "purchasing_manager"]
const purchasing: Role[] = ["purchaser", "purchasing_manager"]
const managers: Role[] = ["purchasing_manager"]
const administrators: Role[] = ["administrator"]

/**
 * Who may do what: the one table, walked whole by the tests. A right ending in `_own` concerns what the actor asked
 * for; the operation decides whether a record is one's own.
 */
export const rights = {
  /** What everybody has who belongs to a company: their role center and notifications, the counts of the navigation. */
  "company.enter": roles,
  "sales_invoice.see": trade,
  "sales_invoice.edit": trade,
  "sales_invoice.import": trade,
  "purchase_request.create": trade,
  "purchase_request.see_own": trade,
  "purchase_request.manage_own": trade,
  "purchase_request.see_all": purchasing,
  "purchase_request.manage_all": purchasing,
  /** Those of one's own requests, until they are reviewed. */
  "purchase_invoice.edit_own": trade,
  "purchase_invoice.edit_all": purchasing,
  /** Mark reviewed, send back, approve; never one's own. */
  "purchase_invoice.review": managers,
  "purchase_invoice.post": managers,
  "posted_purchase_invoice.correct": managers,
  "master_data.see": trade,
  "master_data.edit": purchasing,
  "vendor_bank_account.see": purchasing,
  "vendor_bank_account.edit": managers,
  "books.see": ["purchaser", "purchasing_manager", "administrator"],
  /** What a company had on the day before it began here; whoever sees the books sees it prepared. */
  "opening_balance.post": managers,
  /** Who gave whom which rights: those who give them, and those whose second pair of eyes the books rest on. */
  "user_history.see": ["purchasing_manager", "administrator"],
  /** What purchases come to, how long they take, and what is left of the sale: whoever manages them. */
  "insight.see": managers,
  /** All that happened in the company, of everybody: whoever answers for it. */
  "audit.see": ["purchasing_manager", "administrator"],
  "company.administer": administrators,
} as const satisfies Record<string, readonly Role[]>

export type Right = keyof typeof rights

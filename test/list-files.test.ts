import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname } from "node:path"
import { expect, test } from "vitest"

/** Lists that are no file, and why. */
const without: Record<string, string> = {
  "administration/approvals": "what waits of the documents, whose own lists are files",
  "administration/captured-mail": "what was mailed is not kept",
  "administration/first-steps": "where one is, each with its link",
  "administration/job-queue": "work that comes and goes",
  "administration/opening-balances/prepared/[part]": "a file that was just read",
  "administration/readiness": "what is missing now, each with its link",
  "administration/user-history": "in the audit's file, by person",
  "administration/webhooks": "a handful, with secrets",
  "administration/webhooks/[webhook]": "deliveries, kept for days",
  "batch-postings": "work; what it posted is in the posted documents' file",
  "books/chain": "checked, not read",
  "imports/new/[kind]": "a form",
  "insight/[kind]": "opens the lists that its figures are made of",
  notifications: "a reader's own, in the file of one's own data",
  "payment-orders": "what was paid is in the payments' file",
  "prices/[list]": "its files are those of purchase-prices, purchase-line-discounts and sales-prices",
  review: "what waits of the documents, whose own lists are files",
  "settings/notifications": "a form",
  "vendor-registrations": "what waits; what came of it is in the vendors' file",
}

/** Words of a page that shows rows of the company's. */
const listing = /<Table\b|Pager\b|<ListFilters\b|CardList\b|ListView\b/

const room = "app/[company]"
const lists = readdirSync(room, { recursive: true, encoding: "utf8" })
  .filter(path => path.endsWith("page.tsx") && listing.test(readFileSync(`${room}/${path}`, "utf8")))
  .map(path => dirname(path))
  // A page of one row is no list of the company's.
  .filter(path => !/\[(no|key|\.\.\.key|userId|code|id)\]/.test(path))

test("every list is a file, but for those that say why they are none", () => {
  const missing = lists.filter(list => !existsSync(`${room}/${list}/file/route.ts`))
  expect(missing.toSorted()).toEqual(Object.keys(without).toSorted())
})

import { expect, test } from "vitest"
import { Forbidden } from "@/domain/errors"
import { authorise, may } from "./actor"
import { type Right, type Role, rights, roles } from "./rights"

/** DESIGN.md's table, written out a second time: order processor, purchaser, purchasing manager, administrator. */
const table: Record<Right, string> = {
  "company.enter": "✓✓✓✓",
  "sales_invoice.see": "✓✓✓–",
  "sales_invoice.edit": "✓✓✓–",
  "sales_invoice.import": "✓✓✓–",
  "purchase_request.create": "✓✓✓–",
  "purchase_request.see_own": "✓✓✓–",
  "purchase_request.manage_own": "✓✓✓–",
  "purchase_request.see_all": "–✓✓–",
  "purchase_request.manage_all": "–✓✓–",
  "purchase_invoice.edit_own": "✓✓✓–",
  "purchase_invoice.edit_all": "–✓✓–",
  "purchase_invoice.review": "––✓–",
  "purchase_invoice.post": "––✓–",
  "posted_purchase_invoice.correct": "––✓–",
  "master_data.see": "✓✓✓–",
  "master_data.edit": "–✓✓–",
  "vendor_bank_account.see": "–✓✓–",
  "vendor_bank_account.edit": "––✓–",
  "books.see": "–✓✓✓",
  "user_history.see": "––✓✓",
  "company.administer": "–––✓",
}

test.each(Object.keys(rights) as Right[])("%s", right => {
  roles.forEach((role, column) => {
    const allowed = table[right][column] === "✓"
    expect([role, may({ roles: [role] }, right)]).toEqual([role, allowed])
    if (allowed) expect(() => authorise({ roles: [role] }, right)).not.toThrow()
    else expect(() => authorise({ roles: [role] }, right)).toThrow(Forbidden)
  })
})

test("several roles add up, none allow nothing", () => {
  const both: Role[] = ["order_processor", "administrator"]
  expect(may({ roles: both }, "sales_invoice.edit") && may({ roles: both }, "company.administer")).toBe(true)
  expect((Object.keys(rights) as Right[]).filter(right => may({ roles: [] }, right))).toEqual([])
})

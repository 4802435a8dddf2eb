import { expect, test } from "vitest"
import { rights } from "@/domain/access/rights"
import { pathOfEvent } from "./path-of-event"

test("of a bank account that one person alone proposed, administrators are led to what they may see", () => {
  const told = { subjectType: "vendor", subjectNo: "L 1", data: {} } as const
  expect(pathOfEvent({ ...told, kind: "vendor.bank_account_proposed_alone" })).toBe(
    "administration/security-log?kind=bank_account_changed",
  )
  expect(pathOfEvent({ ...told, kind: "vendor.bank_account_proposed" })).toBe("vendors/L%201")
  expect(rights["company.administer"]).toEqual(["administrator"])
  expect(rights["master_data.see"]).not.toContain("administrator")
})

test("an approval leads to the document that it is of", () => {
  const pathOf = (documentType: string) =>
    pathOfEvent({ kind: "approval.sent", subjectType: "purchase_invoice", subjectNo: "IC1", data: { documentType } })
  expect(pathOf("credit_memo")).toBe("purchase-credit-memos/IC1")
  expect(pathOf("invoice")).toBe("purchase-invoices/IC1")
})

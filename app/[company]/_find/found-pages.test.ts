import { expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { foundPages } from "./found-pages"

test("pages are found by their names in both languages and by what others call them, those one may open alone", () => {
  const purchaser = { userId: 1, companyId: 1, name: "Piet", language: "en", roles: ["purchaser"] } as unknown as Actor
  const administrator: Actor = { ...purchaser, roles: ["administrator"] }
  const found = (text: string, actor = purchaser) => foundPages(actor, "acme", text).map(({ name }) => name)
  expect(found("vend led")).toEqual(["Vendor Ledger Entries"])
  expect(found("leveranciersposten")).toEqual(["Vendor Ledger Entries"])
  expect(found("supplier")).toContain("Vendors")
  expect(found("fiatteren", { ...purchaser, roles: ["purchasing_manager"] })).toEqual(["Ready for review"])
  expect(found("fiatteren"), "no page of a purchaser").toEqual([])
  expect(found("ending")).toEqual([])
  expect(found("")).toEqual([])
  expect(foundPages(administrator, "acme", "betalingsvoorw")).toEqual([
    { name: "Payment Terms", href: "/acme/administration/setup/payment-terms" },
  ])
  expect(found("payment terms")).toEqual([])
})

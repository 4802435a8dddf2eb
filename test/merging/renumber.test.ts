import { and, eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { event, itemUnitOfMeasure, noSeries, purchasePrice, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { proposeBankAccount } from "@/domain/bank-account-approvals/propose-bank-account"
import { NotFound, Refusal } from "@/domain/errors"
import { readRenumber, renumberCard } from "@/domain/merging/renumber-card"
import { neverApprovesOrder } from "@/domain/payment-orders/never-approves-order"
import { neverApproves } from "@/domain/purchase-approvals/never-approves"
import { neverApprovesAccount } from "@/domain/vendor-bank-accounts/never-approves-account"

import { readBankAccounts } from "@/domain/vendor-bank-accounts/read-bank-accounts"
import { saveVendor } from "@/domain/vendors/save-vendor"
import { makeActor, makeCompany, makeCustomer, makeItem, makeVendor } from "@/test/factories"
import { hold, untilWaiting } from "@/test/held-locks"
import { makePurchaseInvoice } from "@/test/purchase-invoices"

let actor: Actor

beforeEach(async () => {
  const { id } = await makeCompany()
  actor = await makeActor(id, "purchasing_manager")
  await inCompany(id, tx => tx.update(noSeries).set({ manualNos: true }).where(eq(noSeries.companyId, id)))
})

const codes = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof Refusal ? error.issues.map(({ field, code }) => [field, code]) : error
}

/** Without the bank account that others have. */
const bareVendor = () => saveVendor(actor, { key: null, version: 0, typed: { name: "Nieuw", countryRegionCode: "NL" } })

const change = async (noun: "vendor" | "item" | "customer", no: string, newNo: string) =>
  renumberCard(actor, noun, { no, newNo, version: (await readRenumber(actor, noun, no)).version })

test("a card that nothing names gets another number, its units and what it says with it, and its old number is free", async () => {
  const [made, bought, sold] = [
    await makeItem(actor.companyId),
    await bareVendor(),
    await makeCustomer(actor.companyId),
  ]
  expect(await change("item", made.no, " nieuw-1 ")).toBe("NIEUW-1")
  expect(await change("vendor", bought.no, "V-NEW")).toBe("V-NEW")
  expect(await change("customer", sold.no, "C-NEW")).toBe("C-NEW")
  const units = await inCompany(actor.companyId, tx =>
    tx
      .select({ itemNo: itemUnitOfMeasure.itemNo })
      .from(itemUnitOfMeasure)
      .where(eq(itemUnitOfMeasure.companyId, actor.companyId)),
  )
  expect(new Set(units.map(({ itemNo }) => itemNo))).toEqual(new Set(["NIEUW-1"]))
  await expect(readRenumber(actor, "item", made.no)).rejects.toThrow(NotFound)
  const told = await inCompany(actor.companyId, tx =>
    tx
      .select({ kind: event.kind, no: event.subjectNo, data: event.data })
      .from(event)
      .where(and(eq(event.companyId, actor.companyId), eq(event.subjectType, "vendor"))),
  )
  expect(told.filter(({ kind }) => kind.startsWith("vendor.renumbered"))).toMatchObject([
    { kind: "vendor.renumbered_to", no: bought.no, data: { toNo: "V-NEW" } },
    { kind: "vendor.renumbered", no: "V-NEW", data: { fromNo: bought.no } },
  ])
})

test("what names a card is said, and keeps its number", async () => {
  const { companyId } = actor
  const [bought, made] = [await makeVendor(companyId), await makeItem(companyId)]
  await makePurchaseInvoice(actor, bought.no, [{ no: made.no, quantity: "1", price: "2" }])
  await inCompany(companyId, tx =>
    tx
      .insert(purchasePrice)
      .values({ companyId, vendorNo: bought.no, itemNo: made.no, currencyCode: "EUR", directUnitCost: "1" }),
  )
  // No key keeps the item of a line: only that it is looked for.
  const only = await makeItem(companyId)
  await makePurchaseInvoice(actor, bought.no, [{ no: only.no, quantity: "1", price: "2" }])
  expect(await codes(change("item", only.no, "I-NEW"))).toEqual([["newNo", "card_no.named"]])
  expect((await readRenumber(actor, "vendor", bought.no)).naming).toEqual(["accounts", "drafts", "prices"])
  expect((await readRenumber(actor, "item", made.no)).naming).toEqual(["lines", "prices"])
  expect(await codes(change("vendor", bought.no, "V-NEW"))).toEqual([["newNo", "card_no.named"]])
})

test("a number that is taken, the same, no code, or the series' alone is refused beside its field", async () => {
  const { companyId } = actor
  const [one, other] = [await makeVendor(companyId), await makeVendor(companyId)]
  expect(await codes(change("vendor", one.no, other.no))).toEqual([["newNo", "card_no.taken"]])
  expect(await codes(change("vendor", one.no, one.no))).toEqual([["newNo", "card_no.same"]])
  expect(await codes(change("vendor", one.no, "."))).toEqual([["newNo", "setup.code_form"]])
  expect(await codes(renumberCard(actor, "vendor", { no: one.no, newNo: "V-NEW", version: 99 }))).toEqual([
    ["newNo", "card_no.stale"],
  ])
  await inCompany(companyId, tx =>
    tx.update(noSeries).set({ manualNos: false }).where(eq(noSeries.companyId, companyId)),
  )
  expect(await codes(change("vendor", one.no, "V-NEW"))).toEqual([["newNo", "card_no.series"]])
})

test("a form sent twice changes the number once; another company's number is unknown", async () => {
  const { no } = await bareVendor()
  const { version } = await readRenumber(actor, "vendor", no)
  const input = { no, newNo: "V-NEW", version }
  expect(await Promise.all([renumberCard(actor, "vendor", input), renumberCard(actor, "vendor", input)])).toEqual([
    "V-NEW",
    "V-NEW",
  ])
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  await expect(renumberCard(stranger, "vendor", { ...input, no: "V-NEW", newNo: "V-2" })).rejects.toThrow(NotFound)
})

test("a document that comes to name the card at that very moment keeps it its number", async () => {
  const { companyId } = actor
  const [bought, made] = [await bareVendor(), await makeItem(companyId)]
  const { version } = await readRenumber(actor, "vendor", bought.no)
  const release = await hold(companyId, tx =>
    tx
      .insert(purchasePrice)
      .values({ companyId, vendorNo: bought.no, itemNo: made.no, currencyCode: "EUR", directUnitCost: "1" }),
  )
  const renumbering = codes(renumberCard(actor, "vendor", { no: bought.no, newNo: "V-NEW", version }))
  await untilWaiting(1)
  await release()
  expect(await renumbering).toEqual([["newNo", "card_no.named"]])
  const left = await inCompany(companyId, tx =>
    tx
      .select({ no: vendor.no })
      .from(vendor)
      .where(and(eq(vendor.companyId, companyId), eq(vendor.no, bought.no))),
  )
  expect(left).toHaveLength(1)
})

test("another number does not hide who registered a vendor, nor what was changed of it", async () => {
  const { companyId } = actor
  const { no } = await bareVendor()
  await change("vendor", no, "V-2")
  await change("vendor", "V-2", "V-3")
  const other = await makeActor(companyId, "purchasing_manager")
  const ofVendor = { companyId, no: "none", requestedBy: other.userId }
  const [document, order, account] = await inCompany(companyId, async tx => [
    await neverApproves(tx, { ...ofVendor, buyFromVendorNo: "V-3", payToVendorNo: "V-3" }, other.userId),
    await neverApprovesOrder(tx, { ...ofVendor, vendorNo: "V-3" }, other.userId),
    await neverApprovesAccount(tx, { companyId, id: null, vendorNo: "V-3", proposedBy: other.userId }, other.userId),
  ])
  for (const excluded of [document, order, account]) expect(excluded.get(actor.userId)).toBe("registered_vendor")
  await proposeBankAccount(other, "V-3", {
    iban: "NL91ABNA0417164300",
    accountNo: "",
    bic: "",
    accountHolder: "Nieuw",
    evidence: "Letter",
    verifiedHow: "called_back",
    verifiedOn: "2026-01-05",
  })
  const [waiting] = await readBankAccounts(actor, "V-3")
  expect(waiting!.contactChanges).toMatchObject([{ by: expect.any(String), field: null }])
})

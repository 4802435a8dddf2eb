/** Setup cannot be changed so that the books it was posted by no longer hold together. */
import postgres from "postgres"
import { beforeEach, expect, test } from "vitest"
import { verifyBooks } from "@/bin/verify-books/verify"
import type { Actor } from "@/domain/access/actor"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { deleteSetup, type SetupInUse } from "@/domain/setup/delete-setup"
import { saveSetup } from "@/domain/setup/save-setup"
import { env } from "@/env"
import { makeActor, makeCompany, makeItem, makeVendor } from "./factories"
import { makePurchaseInvoice } from "./purchase-invoices"
import { changeSetup as change, issuesOf } from "./setup-form"

let admin: Actor
let manager: Actor

beforeEach(async () => {
  const { id } = await makeCompany()
  admin = await makeActor(id, "administrator")
  manager = await makeActor(id, "purchasing_manager")
})

test("what entries rest on stays: accounts, the kind of VAT, decimals of a currency; the books stay whole", async () => {
  const { companyId } = admin
  const seller = await makeVendor(companyId)
  const goods = await makeItem(companyId)
  const draft = () => makePurchaseInvoice(manager, seller.no, [{ no: goods.no, quantity: "1", price: "10" }])
  await postPurchaseDocument(manager, await draft(), { unreviewed: true })
  const refused = (slug: string, key: string[], typed: Record<string, string>) =>
    issuesOf(change(admin, slug, key, typed))
  expect(await refused("chart-of-accounts", ["7000"], { accountType: "heading" })).toEqual([
    ["setup.accountType", "setup.account_has_entries"],
  ])
  expect(await refused("chart-of-accounts", ["7600"], { accountType: "heading" })).toEqual([
    ["setup.accountType", "setup.account_named"],
  ])
  expect(await refused("chart-of-accounts", ["1600"], { directPosting: "on" })).toEqual([
    ["setup.directPosting", "setup.control_account_posted_directly"],
  ])
  expect(await refused("vendor-posting-groups", ["BINNENL"], { payablesAccountNo: "1610" })).toEqual([
    ["setup.payablesAccountNo", "setup.group_account_used"],
  ])
  expect(await refused("inventory-posting-groups", ["HANDEL"], { inventoryAccountNo: "3010" })).toEqual([
    ["setup.inventoryAccountNo", "setup.group_account_used"],
  ])
  const vat = { vatCalculationType: "reverse_charge", purchaseVatAccountNo: "1510", reverseChargeVatAccountNo: "1720" }
  expect(await refused("vat-posting-setup", ["BINNENL", "HOOG"], vat)).toEqual([
    ["setup.vatCalculationType", "setup.vat_entries_used"],
    ["setup.purchaseVatAccountNo", "setup.vat_entries_used"],
  ])
  expect(await refused("currencies", ["EUR"], { amountDecimals: "3", unitAmountDecimals: "4" })).toEqual([
    ["setup.amountDecimals", "setup.currency_used"],
    ["setup.unitAmountDecimals", "setup.currency_used"],
  ])
  const kept = await deleteSetup(admin, "chart-of-accounts", ["7000"], 0).catch(error => error as SetupInUse)
  expect((kept as SetupInUse).usages).toContainEqual({ noun: "gl_entries" })
  // However knowingly: its entries find their account by it.
  const vatRow = await deleteSetup(admin, "vat-posting-setup", ["BINNENL", "HOOG"], 0, true).catch(error => error)
  expect((vatRow as SetupInUse).usages).toEqual([{ noun: "vat_entries" }])
  // What nothing rests on moves: an unused group, the rate of a VAT that has entries.
  await change(admin, "vendor-posting-groups", ["BUITENL"], { payablesAccountNo: "1610" })
  await change(admin, "vat-posting-setup", ["BINNENL", "HOOG"], { vatPercent: "22" })
  await postPurchaseDocument(manager, await draft(), { unreviewed: true })
  const sql = postgres(env().DATABASE_URL, { max: 1 })
  expect((await verifyBooks(sql, companyId)).wrong).toEqual([])
  await sql.end()
})

test("a control account holds the entries of one ledger and nothing else", async () => {
  const seller = await makeVendor(admin.companyId)
  const goods = await makeItem(admin.companyId)
  const no = await makePurchaseInvoice(manager, seller.no, [{ no: goods.no, quantity: "1", price: "10" }])
  await postPurchaseDocument(manager, no, { unreviewed: true })
  const group = (payablesAccountNo: string, invoiceRoundingAccountNo = "") =>
    issuesOf(
      saveSetup(admin, "vendor-posting-groups", {
        key: null,
        version: 0,
        typed: { code: "NIEUW", payablesAccountNo, invoiceRoundingAccountNo },
      }),
    )
  const payables = "setup.payablesAccountNo"
  expect(await group("3000")).toEqual([[payables, "setup.account_of_other_ledger"]])
  expect(await group("7600")).toEqual([[payables, "setup.account_posted_otherwise"]])
  const account = (typed: Record<string, string>) =>
    saveSetup(admin, "chart-of-accounts", {
      key: null,
      version: 0,
      typed: {
        name: typed.no!,
        accountType: "posting",
        incomeBalance: "balance_sheet",
        vatProdPostingGroup: "NUL",
        indentation: "0",
        ...typed,
      },
    })
  await account({ no: "1630" })
  await account({ no: "1640", directPosting: "on" })
  expect(await group("1640")).toEqual([[payables, "setup.account_takes_direct_posting"]])
  const paper = await makePurchaseInvoice(manager, seller.no, [
    { type: "gl_account", no: "1640", quantity: "1", price: "5" },
  ])
  await postPurchaseDocument(manager, paper, { unreviewed: true })
  await change(admin, "chart-of-accounts", ["1640"], { name: "Paper", directPosting: "" })
  expect(await group("1640")).toEqual([[payables, "setup.account_has_other_entries"]])
  expect(await group("1630", "1630")).toEqual([
    [payables, "setup.account_posted_otherwise"],
    ["setup.invoiceRoundingAccountNo", "setup.account_is_control"],
  ])
  expect(
    await issuesOf(change(admin, "general-posting-setup", ["EU", "HANDEL"], { purchaseAccountNo: "1600" })),
  ).toEqual([["setup.purchaseAccountNo", "setup.account_is_control"]])
  await saveSetup(admin, "vendor-posting-groups", {
    key: null,
    version: 0,
    typed: { code: "NIEUW", payablesAccountNo: "1630" },
  })
})

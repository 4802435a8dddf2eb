/** What `npm run verify-books` says of opening balances. */
import { beforeAll, describe, expect, test } from "vitest"
import type { IsoDate } from "@/domain/dates/date"
import { reverseOpening } from "@/domain/opening-balances/reverse-opening"
import { wrongAfter } from "@/test/corrupt"
import { makeItem, makeVendor } from "@/test/factories"
import { openingCorruptions } from "@/test/opening-corruptions"
import { makeBeginner, postPrepared, prepare, wrongBooks } from "@/test/openings"

let companyId: number

/** 1 an invoice, 2 a credit memo, 3 the bank, 4 the rest with stock and VAT; 5 to 8 take them back, 9 to 12 are them anew. */
beforeAll(async () => {
  const manager = await makeBeginner()
  companyId = manager.companyId
  await makeVendor(companyId, { no: "L1" })
  await makeItem(companyId, { no: "STOCK" })
  const paper = { vendorNo: "L1", documentDate: "2025-12-10" }
  await prepare(manager, {
    vendors: [
      { ...paper, vendorInvoiceNo: "F-1", amount: "100", paymentTermsCode: "30D/8D2%" },
      { ...paper, vendorInvoiceNo: "C-1", amount: "-20" },
    ],
    accounts: [
      { glAccountNo: "1100", balance: "500" },
      { glAccountNo: "1500", balance: "21" },
      { glAccountNo: "1600", balance: "-80" },
      { glAccountNo: "3000", balance: "60" },
      { glAccountNo: "0510", balance: "-501" },
    ],
    stock: [{ itemNo: "STOCK", quantity: "6", unitCost: "10" }],
  })
  await postPrepared(manager)
  await reverseOpening(manager, 1, "2026-01-02" as IsoDate, "Wrong")
  await postPrepared(manager)
})

test("finds nothing wrong with what was opened", async () => {
  expect(await wrongBooks(companyId)).toEqual([])
})

describe("one value that is wrong is named", () => {
  test.each(openingCorruptions)("%s: %s, %s, %s", async (rule, table, key, statement) => {
    const wrong = await wrongAfter(companyId, statement)
    const found = wrong.find(row => row.rule === rule && row.table === table)
    expect(found).toMatchObject({ key })
    expect(found!.expected).not.toBe(found!.found)
  })
})

import { beforeAll, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { readSalesInvoice } from "@/domain/sales-invoices/read-sales-invoice"
import {
  itemLine,
  makeActor,
  makeCompany,
  makeItem,
  makeSalesInvoice,
  makeVendor,
  type TestItem,
} from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"

let companyId: number
let manager: Actor
let items: TestItem[]

beforeAll(async () => {
  companyId = (await makeCompany()).id
  manager = await makeActor(companyId, "purchasing_manager")
  items = await Promise.all(
    ["HOOG", "LAAG", "VRIJ"].map(vatProdPostingGroup => makeItem(companyId, { vatProdPostingGroup })),
  )
})

const labels = (groups: readonly { vatIdentifier: string; description: string }[]) =>
  groups.map(({ vatIdentifier, description }) => `${vatIdentifier}: ${description}`)

const domestic = ["HOOG: Hoog, 21 %", "LAAG: Laag, 9 %", "VRIJ: Vrijgesteld"]

test("each VAT group of a sales invoice is called by its own setup", async () => {
  const { no } = await makeSalesInvoice(
    companyId,
    items.map(each => itemLine(each)),
  )
  expect(labels((await readSalesInvoice(manager, no)).vatGroups)).toEqual(domestic)
})

test("each VAT group of a purchase invoice, draft and posted, is called by the setup of its business group", async () => {
  const groups = {
    EU: ["EU-HOOG: EU, btw verlegd, 21 %", "EU-LAAG: EU, btw verlegd, 9 %", domestic[2]],
    BINNENL: domestic,
  }
  for (const [group, expected] of Object.entries(groups)) {
    const { no: vendorNo } = await makeVendor(companyId, { genBusPostingGroup: group, vatBusPostingGroup: group })
    const no = await makePurchaseInvoice(
      manager,
      vendorNo,
      items.map(each => ({ no: each.no, quantity: "1" })),
    )
    expect(labels((await readPurchaseDocument(manager, no)).vatGroups)).toEqual(expected)
    const posted = await postPurchaseDocument(manager, no, { unreviewed: true })
    const { vatGroups } = await readPostedPurchaseDocument(manager, "invoice", posted.no)
    expect(labels(vatGroups)).toEqual(expected)
  }
})

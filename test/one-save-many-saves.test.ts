/** The same changes, saved at once or one by one, give the same document (docs/semantics.md, "Amounts"). */
import { randomUUID } from "node:crypto"
import fc from "fast-check"
import { beforeAll, expect, test } from "vitest"
import { currencyExchangeRate } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import type { DraftEdit } from "@/domain/documents/draft"
import type { DraftLine, LineField, LineValues } from "@/domain/documents/line-fields"
import { readPurchaseDocument } from "@/domain/purchase-documents/read-purchase-document"
import { savePurchaseDocument } from "@/domain/purchase-documents/save-purchase-document"
import { createSalesInvoice } from "@/domain/sales-invoices/create-sales-invoice"
import { readSalesInvoice } from "@/domain/sales-invoices/read-sales-invoice"
import { saveSalesInvoice } from "@/domain/sales-invoices/save-sales-invoice"
import { editOf } from "./edit"
import {
  makeActor,
  makeCompany,
  makeCustomer,
  makeItem,
  makePurchaseLineDiscount,
  makePurchasePrice,
  makeVendor,
} from "./factories"
import { makePurchaseInvoice } from "./purchase-invoices"

type Page = { header: Record<string, unknown> & { version: number }; lines: DraftLine[] }

/** What makes, reads and saves documents of a kind. */
type Kind = {
  make: () => Promise<string>
  read: (no: string) => Promise<Page>
  save: (no: string, edit: DraftEdit) => Promise<unknown>
  /** Fields that may change, with the values they may change to. */
  header: Record<string, string[]>
  line: Partial<Record<LineField, string[]>>
}

/** One change. `line` 1 is there when the document is made, 2 is made by its number. */
type Change = { line: 0 | 1 | 2; field: string; value: string }

let companyId: number
let actor: Actor
let purchase: Kind
let sales: Kind

beforeAll(async () => {
  companyId = (await makeCompany()).id
  actor = await makeActor(companyId, "purchaser")
  await inCompany(companyId, tx =>
    tx.insert(currencyExchangeRate).values({
      companyId,
      currencyCode: "USD",
      startingDate: "2026-03-01",
      exchangeRateAmount: "1.05",
      relationalExchangeRateAmount: "1",
    }),
  )
  const [bolt, book] = [
    await makeItem(companyId, { lastDirectCost: "137.5", unitPrice: "12" }, { DOOS: "12" }),
    await makeItem(companyId, { lastDirectCost: "9", unitPrice: "19.95", vatProdPostingGroup: "LAAG" }, { DOOS: "6" }),
  ]
  const [home, abroad, gross] = [
    await makeVendor(companyId),
    await makeVendor(companyId, { currencyCode: "USD", vatBusPostingGroup: "EU", genBusPostingGroup: "EU" }),
    await makeVendor(companyId, { pricesIncludingVat: true, paymentTermsCode: "14D" }),
  ]
  // A default is never what is typed below: of the two a form can say nothing where they are the same.
  for (const { no: vendorNo } of [home, abroad, gross]) {
    for (const { no: itemNo } of [bolt, book]) {
      await makePurchaseLineDiscount(companyId, { vendorNo, itemNo, lineDiscountPercent: "1" })
    }
    const priced = { vendorNo, itemNo: bolt.no }
    await makePurchasePrice(companyId, { ...priced, directUnitCost: "120", minimumQuantity: "10" })
    const perThousand = { directUnitCost: "8701.23456", pricePer: "1000", minimumQuantity: "10" }
    await makePurchasePrice(companyId, { vendorNo, itemNo: book.no, ...perThousand })
    await makePurchasePrice(companyId, { ...priced, directUnitCost: "110", startingDate: "2026-03-01" })
    await makePurchaseLineDiscount(companyId, { ...priced, lineDiscountPercent: "2", minimumQuantity: "5" })
    await makePurchaseLineDiscount(companyId, { ...priced, lineDiscountPercent: "4", startingDate: "2026-03-01" })
  }
  const dates = { postingDate: ["2026-02-02", "2026-03-03", "2026-08-08"], documentDate: ["2026-02-01", "2026-03-01"] }
  const line = {
    no: [bolt.no, book.no],
    description: ["as agreed", "second choice"],
    quantity: ["7", "12", "0"],
    unitOfMeasureCode: ["DOOS"],
    price: ["0", "101.5", "88"],
    pricePer: ["100"],
    lineDiscountAmount: ["0.01"],
    lineAmount: ["0.02"],
    vatProdPostingGroup: ["VRIJ"],
    lineDiscountPercent: ["12.5"],
  }
  purchase = {
    make: () => makePurchaseInvoice(actor, home.no, [{ no: bolt.no, quantity: "2" }], { postingDate: "2026-01-15" }),
    read: no => readPurchaseDocument(actor, no),
    // Costs typed before are asked about when prices turn to include VAT; those of one save are meant in the new form.
    save: (no, edit) => savePurchaseDocument(actor, no, { ...edit, typedCosts: "figure" }),
    header: {
      ...dates,
      buyFromVendorNo: [abroad.no, gross.no],
      currencyCode: ["USD", "GBP"],
      dueDate: ["2026-12-12"],
      paymentTermsCode: ["14D"],
    },
    line: {
      ...line,
      price: [...line.price, "0.061232374"],
      lineDiscountPercent: ["0", "12.5"],
      allowInvoiceDiscount: ["no"],
    },
  }
  const [buyer, foreigner] = [await makeCustomer(companyId), await makeCustomer(companyId, { currencyCode: "USD" })]
  sales = {
    async make() {
      const no = await createSalesInvoice(actor, { formId: randomUUID(), customerNo: buyer.no })
      const page = await readSalesInvoice(actor, no)
      const added = [{ id: "new1", type: "item" as const, values: { no: bolt.no, quantity: "2" } }]
      await saveSalesInvoice(actor, no, editOf(page, { added, header: { postingDate: "2026-01-15" } }))
      return no
    },
    read: no => readSalesInvoice(actor, no),
    save: (no, edit) => saveSalesInvoice(actor, no, edit),
    header: { ...dates, customerNo: [foreigner.no], dueDate: ["2026-12-12"] },
    line,
  }
})

/**
 * What gives other fields anew is chosen before they are typed: in one save it counts as if it were. An item or unit chosen
 * afterwards begins anew what was typed for another.
 */
const givenBy: Record<string, string[]> = {
  buyFromVendorNo: ["currencyCode", "paymentTermsCode", "dueDate"],
  customerNo: ["dueDate"],
  paymentTermsCode: ["dueDate"],
  documentDate: ["dueDate"],
  no: [
    "description",
    "quantity",
    "unitOfMeasureCode",
    "price",
    "pricePer",
    "lineDiscountPercent",
    "lineDiscountAmount",
    "lineAmount",
    "allowInvoiceDiscount",
    "vatProdPostingGroup",
  ],
  // An amount is typed of a quantity, and of percent and amounts the one typed last counts.
  quantity: ["lineDiscountAmount", "lineAmount"],
  lineDiscountPercent: ["lineDiscountAmount", "lineAmount"],
  lineDiscountAmount: ["lineAmount"],
  unitOfMeasureCode: ["price"],
}

function changes(kind: Kind): fc.Arbitrary<Change[]> {
  const of = (line: Change["line"], fields: Record<string, string[]>, needed: string[] = []) =>
    Object.entries(fields).map(([field, values]) =>
      fc.option(fc.constantFrom(...values), { nil: needed.includes(field) ? values[0]! : undefined }).map(value => {
        return value === undefined ? [] : [{ line, field, value }]
      }),
    )
  const every = [...of(0, kind.header), ...of(1, kind.line), ...of(2, kind.line, ["no"])]
  return fc.tuple(...every).map(lists => withPerOfCosts(withoutAmountsOfNothing(lists.flat())))
}

/** A typed cost is that of as many as stand beside it, which another quantity may change: whoever types it says of how many. */
function withPerOfCosts(all: Change[]): Change[] {
  const has = (line: Change["line"], field: string) =>
    all.some(change => change.line === line && change.field === field)
  const missing = all.filter(({ line, field }) => field === "price" && !has(line, "pricePer"))
  return [...all, ...missing.map(({ line }) => ({ line, field: "pricePer", value: "100" }))]
}

/** An amount is typed of something: it is refused where quantity or price is nothing, or hardly anything, at any time. */
function withoutAmountsOfNothing(all: Change[]): Change[] {
  const value = (line: Change["line"], field: string) =>
    all.find(change => change.line === line && change.field === field)?.value
  const isOfNothing = ({ line, field }: Change) => {
    if (field !== "lineDiscountAmount" && field !== "lineAmount") return false
    const quantity = value(line, "quantity") ?? (line === 2 ? "0" : "2")
    return quantity === "0" || ["0", "0.061232374"].includes(value(line, "price") ?? "1")
  }
  return all.filter(change => !isOfNothing(change))
}

/** Puts changes into any order in which what gives others comes before them. */
function ordered(all: readonly Change[], ranks: readonly number[]): Change[] {
  const left = all.map((change, index) => ({ change, rank: ranks[index % ranks.length]! }))
  left.sort((a, b) => a.rank - b.rank)
  const order: Change[] = []
  while (left.length > 0) {
    const waits = ({ change: { line, field } }: (typeof left)[number]) =>
      left.some(({ change }) => change.line === line && givenBy[change.field]?.includes(field))
    const [next] = left.splice(
      left.findIndex(each => !waits(each)),
      1,
    )
    order.push(next!.change)
  }
  return order
}

async function save(kind: Kind, no: string, some: readonly Change[]): Promise<void> {
  const page = await kind.read(no)
  const of = (line: Change["line"]) =>
    Object.fromEntries(some.filter(change => change.line === line).map(({ field, value }) => [field, value]))
  const [header, first, second] = [of(0), of(1) as LineValues, of(2) as LineValues]
  const isThere = page.lines.length > 1
  const [firstId, secondId] = page.lines.map(({ lineId }) => lineId)
  const lines = { [firstId!]: first, ...(isThere && { [secondId!]: second }) }
  const blank = { description: "", unitOfMeasureCode: "", quantity: "", price: "", lineDiscountPercent: "" }
  const isAdded = !isThere && Object.keys(second).length > 0
  const added = isAdded ? [{ id: "new1", type: "item" as const, values: { ...blank, ...second } }] : []
  await kind.save(no, editOf(page, { header, lines, added }))
}

/** What two documents of one content differ in: their numbers, and what counts their saves. */
const own = [
  ...["no", "postingDescription", "vendorInvoiceNo", "vendorInvoiceDigits"],
  ...["version", "createdAt", "updatedAt", "reviewStateAt"],
]

/** Everything else that the document says. */
function said({ header, lines }: Page) {
  return { header: Object.fromEntries(Object.entries(header).filter(([field]) => !own.includes(field))), lines }
}

async function holds(kind: Kind) {
  const saves = fc.array(fc.boolean(), { minLength: 30, maxLength: 30 })
  const ranks = fc.array(fc.nat(), { minLength: 30, maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(changes(kind), ranks, saves, async (all, ranks, cuts) => {
      const [once, often] = [await kind.make(), await kind.make()]
      await save(kind, once, all)
      let some: Change[] = []
      for (const [index, change] of ordered(all, ranks).entries()) {
        some.push(change)
        if (!cuts[index]) continue
        await save(kind, often, some)
        some = []
      }
      await save(kind, often, some)
      expect(said(await kind.read(often))).toEqual(said(await kind.read(once)))
    }),
    { numRuns: 12, endOnFailure: true },
  )
}

test("of a purchase invoice", () => holds(purchase), 240_000)
test("of a sales invoice", () => holds(sales), 240_000)

test("a default cost is converted at the rate of the date that is saved with it", async () => {
  const { no: vendorNo } = await makeVendor(companyId, { currencyCode: "USD" })
  const { no: itemNo } = await makeItem(companyId, { lastDirectCost: "137.5" })
  const no = await makePurchaseInvoice(actor, vendorNo, [{ no: itemNo, quantity: "1" }], { postingDate: "2026-03-01" })
  expect((await readPurchaseDocument(actor, no)).lines[0]!.price).toBe("144.375")
})

test("a zero typed on a new line stands, and a blank is the default", async () => {
  const { no: vendorNo } = await makeVendor(companyId)
  const { no: itemNo } = await makeItem(companyId, { lastDirectCost: "10", unitPrice: "15" })
  await makePurchaseLineDiscount(companyId, { vendorNo, itemNo, lineDiscountPercent: "3" })
  const typed = { no: itemNo, quantity: "1", price: "0", lineDiscountPercent: "0" }
  const no = await makePurchaseInvoice(actor, vendorNo, [
    typed,
    { ...typed, price: "0.00", lineDiscountPercent: " 0 " },
    { ...typed, price: "", lineDiscountPercent: " " },
  ])
  expect((await readPurchaseDocument(actor, no)).lines).toMatchObject([
    { price: "0", lineDiscountPercent: "0", costSource: { kind: "typed", insteadOf: "10" } },
    { price: "0", lineDiscountPercent: "0", costSource: { kind: "typed", insteadOf: "10" } },
    { price: "10", lineDiscountPercent: "3", costSource: { kind: "last_direct_cost" } },
  ])
  const soldNo = await sales.make()
  const page = await readSalesInvoice(actor, soldNo)
  const added = ["0", ""].map((price, index) => ({
    id: `new${index + 1}`,
    type: "item" as const,
    values: { no: itemNo, quantity: "1", price },
  }))
  await saveSalesInvoice(actor, soldNo, editOf(page, { added }))
  expect((await readSalesInvoice(actor, soldNo)).lines.slice(1).map(({ price }) => price)).toEqual(["0", "15"])
})

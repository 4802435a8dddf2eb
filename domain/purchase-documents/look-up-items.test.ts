import { beforeAll, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { saveItemVendor } from "@/domain/items/item-vendors"
import { Decimal } from "@/domain/money/decimal"
import { makeActor, makeCompany, makeItem, makePurchasePrice, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { lookUpItems } from "./look-up-items"
import { postPurchaseDocument } from "./post-purchase-document"
import { readPurchaseDocument } from "./read-purchase-document"

let actor: Actor
let draft: string

beforeAll(async () => {
  const { id } = await makeCompany()
  actor = await makeActor(id, "purchaser", "purchasing_manager")
  const [home, other] = [(await makeVendor(id)).no, (await makeVendor(id)).no]
  const named = (no: string, description: string, more = {}) => makeItem(id, { no, description, ...more })
  await named("LAMP", "Peertje", { lastDirectCost: "3" })
  await named("X-1", "Gloeidraad", { vendorNo: home, vendorItemNo: "lamp" })
  await named("X-2", "Fitting met lamp")
  await named("X-3", "Lampenkap")
  await named("X-4", "Bureaulamp", { lastDirectCost: "20" })
  await named("X-5", "Lamp, geblokkeerd", { blocked: true })
  await named("X-6", "Wandarmatuur", { vendorNo: other, vendorItemNo: "lamp" })
  await named("X-7", "Schakelaar", { gtin: "4006381333931" })
  await makePurchasePrice(id, { vendorNo: home, itemNo: "X-4", directUnitCost: "17.5" })
  await makePurchasePrice(id, {
    vendorNo: home,
    itemNo: "X-4",
    minimumQuantity: "12",
    directUnitCost: "1500",
    pricePer: "100",
  })
  const bought = await makePurchaseInvoice(actor, home, [{ no: "X-4", quantity: "6", price: "18" }])
  await postPurchaseDocument(actor, bought, { unreviewed: true })
  draft = await makePurchaseInvoice(actor, home, [])
})

const found = async (text: string) => (await lookUpItems(actor, draft, text)).items.map(({ no }) => no)

test("the number, then this vendor's number, then what was bought here before, then beginnings, then parts", async () => {
  const nos = await found("lamp")
  expect(nos.slice(0, 3)).toEqual(["LAMP", "X-1", "X-4"])
  expect(nos.slice(3, 6).sort()).toEqual(["X-3", "X-5", "X-6"])
  expect(nos[6]).toBe("X-2")
})

test("each says what it costs of this vendor, what is in stock, and why it cannot be bought", async () => {
  const { items, currencyCode } = await lookUpItems(actor, draft, "lamp")
  const of = (no: string) => items.find(item => item.no === no)
  expect(currencyCode).toBe("EUR")
  expect(of("X-4")).toMatchObject({
    unitCost: "17.5",
    stock: "6",
    unitOfMeasureCode: "STUK",
    boughtBefore: true,
    faults: [],
  })
  expect(of("LAMP")).toMatchObject({ unitCost: "3", stock: "0", boughtBefore: false })
  expect(of("X-5")!.faults).toMatchObject([{ code: "item_blocked" }])
  expect(of("X-6")).toMatchObject({ vendorItemNo: "" })
})

test("what the draft's vendor calls an item finds it, whoever its default vendor is and however it is written", async () => {
  const { no: other } = await makeVendor(actor.companyId)
  const item = await makeItem(actor.companyId, {
    no: "DRAAD",
    description: "Draadje",
    vendorNo: other,
    vendorItemNo: "ZZ-1",
  })
  const { buyFromVendorNo } = (await readPurchaseDocument(actor, draft)).header
  await saveItemVendor(actor, item.no, { ofVendorNo: buyFromVendorNo, vendorItemNo: "00 77-q", leadTime: "" })
  const [found] = (await lookUpItems(actor, draft, "77-Q")).items
  expect(found).toMatchObject({ no: "DRAAD", vendorItemNo: "00 77-q", boughtBefore: true })
  const bought = await makePurchaseInvoice(actor, buyFromVendorNo, [{ no: "DRAAD", quantity: "1" }])
  expect((await readPurchaseDocument(actor, bought)).lines[0]).toMatchObject({ vendorItemNo: "00 77-q" })
})

test("a GTIN finds its item, with its leading zero as well, and its check digit is checked", async () => {
  expect(await found("4006381333931")).toEqual(["X-7"])
  expect(await found("04006381333931")).toEqual(["X-7"])
  const { companyId } = actor
  await expect(makeItem(companyId, { gtin: "4006381333932" })).rejects.toThrow()
  await expect(makeItem(companyId, { gtin: "04006381333931" })).rejects.toThrow()
  await makeItem((await makeCompany()).id, { gtin: "4006381333931" })
})

test("an item says what it cost last and of whom, and what it costs at the quantity of the line", async () => {
  const of = async (quantity?: Decimal) =>
    (await lookUpItems(actor, draft, "bureaulamp", quantity)).items.find(({ no }) => no === "X-4")!
  expect((await of()).lastBought).toMatchObject({ unitCost: "18", vendorName: expect.stringMatching(/^Vendor/) })
  expect((await of()).unitCost).toBe("17.5")
  expect(await of(new Decimal(12))).toMatchObject({ unitCost: "1500", pricePer: "100" })
  expect((await lookUpItems(actor, draft, "gloeidraad")).items[0]!.lastBought).toBeNull()
})

test("what was bought in boxes is in stock by the piece", async () => {
  const box = await makeItem(actor.companyId, { no: "KIST", description: "Kistje" }, { DOOS: "12" })
  const line = { no: box.no, quantity: "2", unitOfMeasureCode: "DOOS", price: "24" }
  const { no: vendorNo } = await makeVendor(actor.companyId)
  await postPurchaseDocument(actor, await makePurchaseInvoice(actor, vendorNo, [line]), { unreviewed: true })
  const { items } = await lookUpItems(actor, draft, "KIST")
  expect(items[0]).toMatchObject({ no: "KIST", stock: "24", unitOfMeasureCode: "STUK" })
})

test("one letter finds beginnings, every word has to match, and an error of typing is forgiven", async () => {
  expect(await found("x")).toHaveLength(7)
  expect(await found("met lamp")).toEqual(["X-2"])
  expect(await found("lamp fitting")).toEqual(["X-2"])
  expect(await found("gloeidrad")).toEqual(["X-1"])
  expect(await found("  ")).toEqual([])
  expect(await found("100%_")).toEqual([])
})

test("nothing of another company's is found, nor by another company's draft", async () => {
  const { id } = await makeCompany()
  const stranger = await makeActor(id, "purchaser")
  const theirs = await makePurchaseInvoice(stranger, (await makeVendor(id)).no, [])
  expect((await lookUpItems(stranger, theirs, "lamp")).items).toEqual([])
  await expect(lookUpItems(stranger, "no such draft", "lamp")).rejects.toBeInstanceOf(NotFound)
})

import { eq, sql } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import {
  currencyExchangeRate,
  event,
  notification,
  purchaseInvoice,
  purchaseInvoiceLine,
  type vendor,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { StaleDraft } from "@/domain/documents/stale-draft"
import { Forbidden, NotFound, Refusal } from "@/domain/errors"
import { Decimal, sum, toPlain } from "@/domain/money/decimal"
import { countStatements } from "@/test/count-statements"
import { editOf } from "@/test/edit"
import {
  makeActor,
  makeCompany,
  makeItem,
  makePurchaseLineDiscount,
  makePurchasePrice,
  makeVendor,
  type TestCompany,
  type TestItem,
} from "@/test/factories"
import { newPurchaseDocument } from "./new-purchase-document"
import { readPurchaseDocument } from "./read-purchase-document"
import { markReviewed } from "./review"
import { savePurchaseDocument } from "./save-purchase-document"

let home: TestCompany
let marit: Actor
let jelle: Actor
let seller: typeof vendor.$inferSelect
let cable: TestItem
let box: TestItem
let book: TestItem

beforeAll(async () => {
  home = await makeCompany()
  marit = await makeActor(home.id, "purchaser")
  jelle = await makeActor(home.id, "purchasing_manager")
  seller = await makeVendor(home.id, { name: "Noordkade Elektro B.V." })
  cable = await makeItem(home.id, { vendorNo: seller.no, vendorItemNo: "NK-1" }, { RING: "100" })
  box = await makeItem(home.id, { lastDirectCost: "1.28" })
  book = await makeItem(home.id, { lastDirectCost: "58.25", vatProdPostingGroup: "LAAG" })
  await makePurchasePrice(home.id, { vendorNo: seller.no, itemNo: cable.no, directUnitCost: "0.61" })
  await makePurchaseLineDiscount(home.id, { vendorNo: seller.no, itemNo: cable.no, lineDiscountPercent: "2.5" })
})

let forms = 0
const fresh = () => newPurchaseDocument(marit, { formId: `form-${++forms}`, vendorNo: seller.no })

const itemEntry = (id: string, no: string, quantity: string, more = {}) => ({
  id,
  type: "item" as const,
  values: { no, quantity, ...more },
})

/** An invoice with a comment, cable, boxes and books: lines 1 to 4. */
async function filled(): Promise<string> {
  const no = await fresh()
  const page = await readPurchaseDocument(marit, no)
  await savePurchaseDocument(
    marit,
    no,
    editOf(page, {
      added: [
        { id: "new1", type: "comment", values: { description: "Levering bouwdeel B" } },
        itemEntry("new2", cable.no, "6", { unitOfMeasureCode: "RING" }),
        itemEntry("new3", box.no, "60"),
        itemEntry("new4", book.no, "3"),
      ],
    }),
  )
  return no
}

const stored = (no: string) => readPurchaseDocument(jelle, no)

async function rejected<E>(type: new (...args: never[]) => E, work: Promise<unknown>): Promise<E> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(type)
  return error as E
}

const fieldsOf = (refusal: Refusal) => refusal.issues.map(({ field, code }) => `${field}: ${code}`)

describe("lines", () => {
  test("added ones take description, unit, cost, discount and VAT from item and vendor", async () => {
    const { header, lines, vatGroups } = await stored(await filled())
    expect(lines).toMatchObject([
      { lineNo: 10_000, type: "comment", description: "Levering bouwdeel B", amount: "0" },
      {
        lineNo: 20_000,
        no: cable.no,
        description: cable.description,
        unitOfMeasureCode: "RING",
        qtyPerUnitOfMeasure: "100",
        price: "61",
        lineDiscountPercent: "2.5",
        lineDiscountAmount: "9.15",
        lineAmount: "356.85",
        vendorItemNo: "NK-1",
        vatPercent: "21",
        costSource: { kind: "price_list" },
      },
      { lineNo: 30_000, unitOfMeasureCode: "STUK", price: "1.28", lineAmount: "76.8", vendorItemNo: "" },
      { lineNo: 40_000, price: "58.25", lineAmount: "174.75", vatPercent: "9" },
    ])
    expect(header).toMatchObject({ version: 2, lineCount: 4, lastLineId: 4, reviewState: "ready_for_review" })
    expect(vatGroups.map(({ vatPercent, base, vat }) => [vatPercent, base, vat])).toEqual([
      ["21", "433.65", "91.07"],
      ["9", "174.75", "15.73"],
    ])
    expect([header.amount, header.amountIncludingVat]).toEqual(["608.4", "715.2"])
    const of = (pick: "amount" | "amountIncludingVat") => toPlain(sum(lines.map(line => new Decimal(line[pick]))))
    expect([of("amount"), of("amountIncludingVat")]).toEqual([header.amount, header.amountIncludingVat])
  })

  test("are changed, moved and deleted in one save; the rest is numbered anew", async () => {
    const no = await filled()
    const page = await stored(no)
    await savePurchaseDocument(
      jelle,
      no,
      editOf(page, { order: [4, 1, 2, 3], lines: { 2: { price: "60", lineDiscountPercent: "" }, 3: null } }),
    )
    const after = await stored(no)
    expect(after.lines.map(({ lineId, lineNo }) => [lineId, lineNo])).toEqual([
      [4, 10_000],
      [1, 20_000],
      [2, 30_000],
    ])
    expect(after.lines[2]).toMatchObject({
      price: "60",
      lineDiscountPercent: "0",
      lineAmount: "360",
      costSource: { kind: "typed" },
    })
    expect(after.header).toMatchObject({ lineCount: 3, amount: "534.75" })
    expect(after.history[0]).toMatchObject({
      by: jelle.name,
      kind: "purchase_invoice.saved",
      data: {
        changesCount: 2,
        changes: [
          { field: "lines.2.directUnitCost", before: "61", after: "60", line: { lineNo: 30_000 } },
          { field: "lines.2.lineDiscountPercent", before: "2.5", after: "0" },
        ],
        moved: [{ lineId: 4 }],
        removed: [{ lineId: 3 }],
        added: [],
      },
    })
  })

  test("move to a place on another page by its number", async () => {
    const no = await filled()
    const edit = editOf(await stored(no))
    const lines = edit.lines.map(line => (line.id === "1" ? { ...line, moveTo: 40_000 } : line))
    await savePurchaseDocument(marit, no, { ...edit, lines })
    expect((await stored(no)).lines.map(line => line.lineId)).toEqual([2, 3, 1, 4])
  })

  test("another quantity reaches another price, another unit converts it, a typed cost stays", async () => {
    const item = await makeItem(home.id, {}, { DOOS: "12" })
    await makePurchasePrice(home.id, { vendorNo: seller.no, itemNo: item.no, directUnitCost: "2" })
    await makePurchasePrice(home.id, {
      vendorNo: seller.no,
      itemNo: item.no,
      directUnitCost: "1.5",
      minimumQuantity: "100",
    })
    const no = await fresh()
    await savePurchaseDocument(marit, no, editOf(await stored(no), { added: [itemEntry("new1", item.no, "1")] }))
    const change = async (values: Record<string, string>) => {
      await savePurchaseDocument(marit, no, editOf(await stored(no), { lines: { 1: values } }))
      return (await stored(no)).lines[0]!.price
    }
    expect(await change({ quantity: "100" })).toBe("1.5")
    expect(await change({ unitOfMeasureCode: "doos" })).toBe("18")
    expect(await change({ quantity: "1" })).toBe("24")
    expect(await change({ price: "20" })).toBe("20")
    expect(await change({ quantity: "200" })).toBe("20")
    expect(await change({ no: box.no, unitOfMeasureCode: "" })).toBe("1.28")
    expect((await stored(no)).lines[0]).toMatchObject({ description: box.description, unitOfMeasureCode: "STUK" })
  })

  test("a draft allows a quantity of zero and a negative one", async () => {
    const no = await filled()
    await savePurchaseDocument(
      marit,
      no,
      editOf(await stored(no), { lines: { 3: { quantity: "0" }, 4: { quantity: "-3" } } }),
    )
    expect((await stored(no)).header).toMatchObject({ amount: "182.1", amountIncludingVat: "241.31" })
  })

  test("nothing changed: nothing written, the version stays", async () => {
    const no = await filled()
    expect(await savePurchaseDocument(marit, no, editOf(await stored(no)))).toMatchObject({ version: 2 })
    expect((await stored(no)).history).toHaveLength(2)
  })

  test("each thing wrong is told beside its field, and nothing is written", async () => {
    const blocked = await makeItem(home.id, { blocked: true })
    const foreign = await makeItem((await makeCompany()).id)
    const no = await filled()
    const page = await stored(no)
    const refuse = async (changes: Parameters<typeof editOf>[1]) =>
      fieldsOf(await rejected(Refusal, savePurchaseDocument(marit, no, editOf(page, changes))))
    expect(
      await refuse({
        header: { dueDate: "2026-02-30", vendorInvoiceNo: "x".repeat(36), documentDate: "" },
        lines: {
          2: { quantity: "abc", lineDiscountPercent: "101" },
          3: { price: "-1", description: "x".repeat(251) },
          4: { quantity: "1.1234567" },
        },
      }),
    ).toEqual([
      "header.vendorInvoiceNo: too_long",
      "header.documentDate: required",
      "header.dueDate: not_a_date",
      "lines.2.quantity: not_a_number",
      "lines.2.lineDiscountPercent: percent_out_of_range",
      "lines.3.description: too_long",
      "lines.3.directUnitCost: price_negative",
      "lines.4.quantity: too_many_decimals",
    ])
    expect(
      await refuse({
        lines: { 2: { unitOfMeasureCode: "KRAT" }, 3: { no: "" } },
        added: [itemEntry("new1", blocked.no, "1"), itemEntry("new2", foreign.no, "1"), itemEntry("new3", "", "1")],
      }),
    ).toEqual([
      "lines.3.no: item_no_missing",
      "lines.new3.no: item_no_missing",
      "lines.2.unitOfMeasureCode: item_unit_missing",
      "lines.new1.no: item_blocked",
      "lines.new2.no: item_not_found",
    ])
    expect(
      await refuse({ header: { buyFromVendorNo: "L99999", paymentTermsCode: "NO", purchaserCode: "NO" } }),
    ).toEqual([
      "header.buyFromVendorNo: vendor_not_found",
      "header.paymentTermsCode: code_not_found",
      "header.purchaserCode: code_not_found",
    ])
    expect((await stored(no)).header.version).toBe(2)
  })

  test("ten thousand at most", async () => {
    const no = await fresh()
    const added = Array.from({ length: 10_001 }, (_, n) => ({
      id: `new${n}`,
      type: "comment" as const,
      values: { description: "x" },
    }))
    const refusal = await rejected(Refusal, savePurchaseDocument(marit, no, editOf(await stored(no), { added })))
    expect(refusal.issues).toEqual([{ code: "too_many_lines", params: { maximum: 10_000 } }])
  })

  test("the same statements at 10 lines and at 10,000", async () => {
    const counts = []
    for (const length of [10, 10_000]) {
      const no = await fresh()
      const added = Array.from({ length }, (_, n) => itemEntry(`new${n}`, n % 2 ? cable.no : box.no, "2"))
      await savePurchaseDocument(marit, no, editOf(await stored(no), { added }))
      const page = await stored(no)
      const changes = {
        order: [2, 1, ...page.lines.slice(2).map(line => line.lineId)],
        lines: { 3: null, 4: { quantity: "5" } },
        added: [itemEntry("new1", box.no, "1")],
      }
      const statements = await countStatements(() => savePurchaseDocument(marit, no, editOf(page, changes)))
      counts.push(statements.length)
      expect((await stored(no)).header.lineCount).toBe(length)
    }
    expect(counts[0]).toBe(counts[1])
  }, 60_000)
})

describe("the header", () => {
  test("another document date or terms give the due dates anew, unless they are typed", async () => {
    const no = await filled()
    const save = async (header: Record<string, string>) => {
      await savePurchaseDocument(marit, no, editOf(await stored(no), { header }))
      return (await stored(no)).header.dueDate
    }
    expect(await save({ documentDate: "2026-03-01" })).toBe("2026-03-31")
    expect(await save({ documentDate: "2026-03-02", dueDate: "2026-05-05" })).toBe("2026-05-05")
    expect(await save({ paymentTermsCode: "" })).toBe("2026-03-02")
  })

  test("another vendor gives the header, the VAT and the untyped costs anew; a typed cost stays", async () => {
    const abroad = await makeVendor(home.id, {
      name: "Rheinkabel GmbH",
      countryRegionCode: "DE",
      vatRegistrationNo: "DE123456789",
      vatBusPostingGroup: "EU",
      genBusPostingGroup: "EU",
      paymentTermsCode: "14D",
      purchaserCode: null,
    })
    const no = await filled()
    await savePurchaseDocument(
      marit,
      no,
      editOf(await stored(no), {
        header: { vendorInvoiceNo: "NK-1", documentDate: "2026-03-01" },
        lines: { 3: { price: "1.3" } },
      }),
    )
    const saved = await savePurchaseDocument(
      marit,
      no,
      editOf(await stored(no), { header: { buyFromVendorNo: abroad.no } }),
    )
    expect(saved.typedCostsKept).toBe(1)
    const { header, lines } = await stored(no)
    expect(header).toMatchObject({
      buyFromVendorName: "Rheinkabel GmbH",
      payToVendorNo: abroad.no,
      vatRegistrationNo: "DE123456789",
      vatBusPostingGroup: "EU",
      purchaserCode: null,
      vendorInvoiceNo: "NK-1",
      documentDate: "2026-03-01",
      dueDate: "2026-03-15",
      amount: "6252.75",
      amountIncludingVat: "6252.75",
    })
    expect(lines.map(line => [line.price, line.vendorItemNo, line.vatPercent])).toEqual([
      ["0", "", "0"],
      ["1000", "", "0"],
      ["1.3", "", "0"],
      ["58.25", "", "0"],
    ])
  })

  test("costs are checked with the currency's decimals after the save: those typed, and no others", async () => {
    const { id: companyId } = home
    const rate = { startingDate: "2020-01-01", exchangeRateAmount: "160", relationalExchangeRateAmount: "1" }
    await inCompany(companyId, tx =>
      tx
        .insert(currencyExchangeRate)
        .values({ companyId, currencyCode: "JPY", ...rate })
        .onConflictDoNothing(),
    )
    const no = await filled()
    const price = async (price: string) => {
      const page = await stored(no)
      await savePurchaseDocument(marit, no, editOf(page, { lines: { 3: { price }, 4: { price: "58.12345" } } }))
    }
    const inYen = async (price: string, priceDecimals?: number) => {
      const edit = editOf(await stored(no), { header: { currencyCode: "JPY" }, lines: { 3: { price } } })
      return { ...edit, lines: edit.lines.map(line => (line.id === "3" ? { ...line, priceDecimals } : line)) }
    }
    await price("0.12345")
    for (const edit of [await inYen("1.23456789012"), await inYen("1.25", 11)]) {
      const { issues } = await rejected(Refusal, savePurchaseDocument(marit, no, edit))
      const params = { maximum: 10 }
      expect(issues).toEqual([{ field: "lines.3.directUnitCost", code: "too_many_decimals", params }])
    }
    await savePurchaseDocument(marit, no, await inYen("1.25", 10))
    expect((await stored(no)).lines.map(line => line.price)).toMatchObject({ 2: "1.25", 3: "58.12345" })
    // By another vendor too.
    const yen = await makeVendor(companyId, { currencyCode: "JPY" })
    await savePurchaseDocument(marit, no, editOf(await stored(no), { header: { currencyCode: "EUR" } }))
    const change = { header: { buyFromVendorNo: yen.no }, lines: { 3: { price: "0.12345678901" } } }
    const refusal = await rejected(Refusal, savePurchaseDocument(marit, no, editOf(await stored(no), change)))
    expect(fieldsOf(refusal)).toEqual(["lines.3.directUnitCost: too_many_decimals"])
  })

  test("a blocked vendor cannot be chosen", async () => {
    const blocked = await makeVendor(home.id, { blocked: "all" })
    const no = await filled()
    const edit = editOf(await stored(no), { header: { buyFromVendorNo: blocked.no } })
    expect(fieldsOf(await rejected(Refusal, savePurchaseDocument(marit, no, edit)))).toEqual([
      "header.buyFromVendorNo: vendor_blocked",
    ])
  })

  test("an edit after the review makes it wait for review again", async () => {
    const no = await filled()
    await markReviewed(jelle, no, 2)
    expect((await stored(no)).header.reviewState).toBe("reviewed")
    await savePurchaseDocument(marit, no, editOf(await stored(no), { header: { dueDate: "2099-12-31" } }))
    const page = await stored(no)
    expect(page.header).toMatchObject({ reviewState: "ready_for_review", reviewedBy: null, version: 3 })
    expect(page.history[0]).toMatchObject({ kind: "purchase_invoice.ready_for_review" })
    const told = await inCompany(home.id, tx =>
      tx.select().from(notification).where(eq(notification.eventId, page.history[0]!.id)),
    )
    expect(told.map(({ userId, mailState }) => [userId, mailState])).toEqual([[jelle.userId, "none"]])
  })
})

describe("somebody else saved first", () => {
  test("what both changed is asked by name, the rest is merged, and the choices go through", async () => {
    const no = await filled()
    const page = await stored(no)
    await savePurchaseDocument(
      jelle,
      no,
      editOf(page, {
        header: { dueDate: "2099-01-04" },
        lines: { 3: { quantity: "26" }, 4: { price: "57" } },
        added: [{ id: "new1", type: "comment", values: { description: "Van Jelle" } }],
      }),
    )
    const mine = editOf(page, {
      header: { ...headerOf(page), vendorInvoiceNo: "NK-2611" },
      lines: { 3: { quantity: "30" }, 2: { description: "Kabel" } },
    })
    const stale = await rejected(StaleDraft, savePurchaseDocument(marit, no, mine))
    expect(stale.currentVersion).toBe(3)
    expect(stale.savedBy.by).toBe(jelle.name)
    expect(stale.conflicts).toMatchObject([
      { field: "lines.3.quantity", before: "60", mine: "30", theirs: "26", by: jelle.name, line: { lineNo: 30_000 } },
    ])
    expect(stale.taken.map(({ field, theirs, mine }) => [field, theirs, mine])).toEqual([
      ["header.dueDate", "2099-01-04", null],
      ["lines.4.directUnitCost", "57", null],
      ["lines.5", "Van Jelle", null],
    ])
    expect(stale.form.header).toMatchObject({ dueDate: "2099-01-04", vendorInvoiceNo: "NK-2611" })
    expect(stale.form.lines.map(({ id, values }) => [id, values.quantity, values.description, values.price])).toEqual([
      ["1", "0", "Levering bouwdeel B", "0"],
      ["2", "6", "Kabel", "61"],
      ["3", "30", box.description, "1.28"],
      ["4", "3", book.description, "57"],
      ["5", "0", "Van Jelle", "0"],
    ])
    expect((await stored(no)).header.version).toBe(3)

    for (const [choice, quantity] of [
      ["theirs", "26"],
      ["mine", "30"],
    ] as const) {
      const { version } = (await stored(no)).header
      await savePurchaseDocument(marit, no, { version, ...stale.form, choices: { "lines.3.quantity": choice } })
      const { header, lines } = await stored(no)
      expect(header).toMatchObject({ vendorInvoiceNo: "NK-2611", dueDate: "2099-01-04" })
      expect(lines.map(line => line.quantity)).toEqual(["0", "6", quantity, "3", "0"])
      expect(lines[1]!.description).toBe("Kabel")
    }
  })

  test("a line that the other deleted while I changed it: kept or dropped, as I choose", async () => {
    for (const choice of ["mine", "theirs"] as const) {
      const no = await filled()
      const page = await stored(no)
      await savePurchaseDocument(jelle, no, editOf(page, { lines: { 3: null, 4: null } }))
      const mine = editOf(page, { lines: { 3: { quantity: "61" } } })
      const stale = await rejected(StaleDraft, savePurchaseDocument(marit, no, mine))
      expect(stale.conflicts).toMatchObject([{ field: "lines.3", theirs: null, mine: box.description }])
      expect(stale.taken).toMatchObject([{ field: "lines.4", theirs: null }])
      expect(stale.form.lines.map(line => line.id)).toEqual(["1", "2", "3"])
      const again = { version: stale.currentVersion, ...stale.form, choices: {} }
      expect((await rejected(StaleDraft, savePurchaseDocument(marit, no, again))).conflicts).toMatchObject([
        { field: "lines.3" },
      ])
      await savePurchaseDocument(marit, no, { ...again, choices: { "lines.3": choice } })
      const { lines } = await stored(no)
      const kept = lines.map(({ lineId, no, quantity }) => [lineId, no, quantity])
      const others = [
        [1, null, "0"],
        [2, cable.no, "6"],
      ]
      expect(kept).toEqual(choice === "mine" ? [...others, [3, box.no, "61"]] : others)
    }
  })

  test("a line that I deleted while the other changed it: deleted or kept, as I choose", async () => {
    for (const choice of ["mine", "theirs"] as const) {
      const no = await filled()
      const page = await stored(no)
      await savePurchaseDocument(jelle, no, editOf(page, { lines: { 3: { quantity: "5", description: "Doos" } } }))
      const stale = await rejected(StaleDraft, savePurchaseDocument(marit, no, editOf(page, { lines: { 3: null } })))
      expect(stale.conflicts).toMatchObject([{ field: "lines.3", mine: null, theirs: "Doos" }])
      const again = { version: stale.currentVersion, ...stale.form, choices: { "lines.3": choice } }
      await savePurchaseDocument(marit, no, again)
      expect((await stored(no)).lines.map(line => line.lineId)).toEqual(choice === "mine" ? [1, 2, 4] : [1, 2, 3, 4])
    }
  })

  test("both saying the same is no conflict; several saves in between count as one", async () => {
    const no = await filled()
    const page = await stored(no)
    await savePurchaseDocument(jelle, no, editOf(page, { lines: { 3: { quantity: "5" } } }))
    await savePurchaseDocument(
      jelle,
      no,
      editOf(await stored(no), { lines: { 3: { quantity: "7" }, 4: { quantity: "9" } } }),
    )
    const mine = editOf(page, { lines: { 3: { quantity: "7" }, 4: { quantity: "8" } } })
    const stale = await rejected(StaleDraft, savePurchaseDocument(marit, no, mine))
    expect(stale.conflicts).toMatchObject([{ field: "lines.4.quantity", before: "3", mine: "8", theirs: "9" }])
  })

  test("a double click saves once, and moves of both are kept", async () => {
    const no = await filled()
    const page = await stored(no)
    const edit = editOf(page, { order: [2, 1, 3, 4], added: [itemEntry("new1", box.no, "1")] })
    const [first, second] = await Promise.all([
      savePurchaseDocument(marit, no, edit),
      savePurchaseDocument(marit, no, edit),
    ])
    expect([first.version, second.version]).toEqual([3, 3])
    const stale = await rejected(
      StaleDraft,
      savePurchaseDocument(jelle, no, editOf(page, { order: [1, 2, 4, 3], lines: { 4: { quantity: "4" } } })),
    )
    expect(stale.conflicts).toEqual([])
    expect(stale.form.lines.map(line => line.id)).toEqual(["2", "4", "1", "3", "5"])
    await savePurchaseDocument(jelle, no, { version: 3, ...stale.form, choices: {} })
    expect((await stored(no)).lines.map(line => line.lineId)).toEqual([2, 4, 1, 3, 5])
  })
})

const headerOf = (page: Awaited<ReturnType<typeof stored>>) => ({
  dueDate: page.header.dueDate,
  vendorInvoiceNo: page.header.vendorInvoiceNo,
  postingDescription: page.header.postingDescription,
})

describe("who may", () => {
  test("an order processor edits those of own requests until they are reviewed, and sees no others", async () => {
    const processor = await makeActor(home.id, "order_processor")
    const no = await filled()
    await expect(readPurchaseDocument(processor, no)).rejects.toThrow(NotFound)
    const edit = editOf(await stored(no), { header: { vendorInvoiceNo: "A" } })
    await expect(savePurchaseDocument(processor, no, edit)).rejects.toThrow(NotFound)
    await inCompany(home.id, tx =>
      tx.update(purchaseInvoice).set({ requestedBy: processor.userId }).where(eq(purchaseInvoice.no, no)),
    )
    await savePurchaseDocument(processor, no, edit)
    await markReviewed(jelle, no, 3)
    const later = editOf(await stored(no), { header: { vendorInvoiceNo: "B" } })
    await expect(savePurchaseDocument(processor, no, later)).rejects.toThrow(Forbidden)
  })

  test("another company's number answers as an unknown one, and nothing changes", async () => {
    const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
    const no = await filled()
    const edit = editOf(await stored(no), { header: { vendorInvoiceNo: "A" } })
    await expect(savePurchaseDocument(stranger, no, edit)).rejects.toThrow(NotFound)
    await expect(readPurchaseDocument(stranger, no)).rejects.toThrow(NotFound)
    await expect(readPurchaseDocument(marit, "IF99-99999")).rejects.toThrow(NotFound)
    expect((await stored(no)).header.version).toBe(2)
    const administrator = await makeActor(home.id, "administrator")
    await expect(readPurchaseDocument(administrator, no)).rejects.toThrow(Forbidden)
  })

  test("the lines hold what the header sums up", async () => {
    const [row] = await inCompany(home.id, tx =>
      tx
        .select({
          invoices: sql<number>`count(*)::int`,
          wrong: sql<number>`count(*) filter (where i.amount <> l.amount or i.amount_including_vat <> l.gross or
            i.line_count <> l.lines)::int`,
          events: sql<number>`(select count(*)::int from ${event})`,
        })
        .from(
          sql`${purchaseInvoice} i left join lateral (select coalesce(sum(amount), 0) amount,
            coalesce(sum(amount_including_vat), 0) gross, count(*) lines from ${purchaseInvoiceLine}
            where document_no = i.no and company_id = i.company_id) l on true`,
        ),
    )
    expect(row).toMatchObject({ wrong: 0 })
    expect(row!.invoices).toBeGreaterThan(10)
  })
})

/** Entries as they are written, column by column; exact-cents.test.ts has the arithmetic. Amounts in dollars: two are a euro. */
import { expect, test } from "vitest"
import { Decimal } from "@/domain/money/decimal"
import {
  changed,
  handAccountLine,
  handCurrency,
  handDocument,
  handDollars,
  handLine,
  handPurchases,
  handSetup,
} from "@/test/posting/made-by-hand"
import { composePosting } from "./compose-posting"
import type { PostingDocument } from "./posting-document"

const setup = handSetup()
const compose = (document: PostingDocument, overrides: Parameters<typeof handSetup>[0] = {}) =>
  composePosting(document, handSetup(overrides))

/** As data: a Decimal is its text. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

/** Account, amount, general product group and VAT product group of each G/L entry, in order. */
const entriesOf = ({ gl }: ReturnType<typeof composePosting>) =>
  gl.map(entry => [entry.glAccountNo, entry.amount.toFixed(), entry.genProdPostingGroup, entry.vatProdPostingGroup])

const service = (overrides: Parameters<typeof handLine>[0] = {}) =>
  handLine({ no: "SERVICE", description: "Advice", genProdPostingGroup: "DIENSTEN", ...overrides })
const text = handLine({ type: "comment", no: null, quantity: "0", description: "As agreed" })
const box = handLine({ quantity: "2", unitOfMeasureCode: "DOOS", qtyPerUnitOfMeasure: "12", price: "120" })

test("an invoice debits what is bought and its VAT, credits the vendor, and puts stock on its account", () => {
  const posting = compose(handDocument([text, box, service(), handAccountLine({ quantity: "1", price: "10" })]))
  expect(entriesOf(posting)).toEqual([
    ["7000", "240", "HANDEL", "HOOG"],
    ["1500", "73.5", null, "HOOG"],
    ["7100", "100", "DIENSTEN", "HOOG"],
    ["4310", "10", null, "HOOG"],
    ["1600", "-423.5", null, null],
    ["3000", "240", null, null],
    ["7400", "-240", "HANDEL", null],
  ])
  expect(new Set(posting.gl.map(({ description }) => description))).toEqual(new Set(["Invoice IF1"]))
  expect(plain(posting.vat)).toEqual([
    {
      vatProdPostingGroup: "HOOG",
      vatIdentifier: "HOOG",
      vatCalculationType: "normal",
      vatPercent: "21",
      base: "350",
      amount: "73.5",
      vatDifference: "0",
      nonDeductiblePercent: "0",
      nonDeductibleBase: "0",
      nonDeductibleAmount: "0",
    },
  ])
  expect(plain(posting.vendor)).toEqual({ amount: "-423.5", amountLcy: "-423.5" })
  expect(plain(posting.items)).toEqual([
    {
      itemNo: "STOCK",
      description: "A lamp",
      quantity: "24",
      unitOfMeasureCode: "DOOS",
      qtyPerUnitOfMeasure: "12",
      inventoryPostingGroup: "HANDEL",
      inventoryAccountNo: "3000",
      costAmount: "240",
      costPerUnit: "10",
    },
  ])
  expect(plain([...posting.lastDirectCosts])).toEqual([
    ["STOCK", "10"],
    ["SERVICE", "100"],
  ])
  expect(posting.lines).toHaveLength(4)
  expect(plain([posting.amount, posting.amountIncludingVat])).toEqual(["350", "423.5"])
})

test("a credit memo turns every sign, on its own purchase account, and says nothing of what is last paid", () => {
  const generalSetups = changed(setup.generalSetups, "HANDEL", { purchaseCreditMemoAccountNo: "7010" })
  const posting = compose(handDocument([box], {}, { documentType: "credit_memo" }), { generalSetups })
  expect(entriesOf(posting)).toEqual([
    ["7010", "-240", "HANDEL", "HOOG"],
    ["1500", "-50.4", null, "HOOG"],
    ["1600", "290.4", null, null],
    ["3000", "-240", null, null],
    ["7400", "240", "HANDEL", null],
  ])
  expect(plain(posting.vat)).toMatchObject([{ base: "-240", amount: "-50.4" }])
  expect(plain(posting.vendor)).toEqual({ amount: "290.4", amountLcy: "290.4" })
  expect(plain(posting.items)).toMatchObject([{ quantity: "-24", costAmount: "-240", costPerUnit: "10" }])
  expect(posting.lastDirectCosts.size).toBe(0)
  expect(plain([posting.amount, posting.amountIncludingVat])).toEqual(["240", "290.4"])
})

test("a reverse charge is booked both ways, once a VAT product group, and not where its account is not set up", () => {
  const reverse = { vatIdentifier: "VERLEGD", vatPercent: "0", vatCalculationType: "reverse_charge" } as const
  const lines = [
    service({ ...reverse, vatProdPostingGroup: "VERLEGD", price: "10.02" }),
    service({ ...reverse, vatProdPostingGroup: "VERLEGD", price: "10.02" }),
  ]
  const posting = compose(handDocument(lines))
  expect(entriesOf(posting)).toEqual([
    ["7100", "20.04", "DIENSTEN", "VERLEGD"],
    ["1530", "4.21", null, "VERLEGD"],
    ["1730", "-4.21", null, "VERLEGD"],
    ["1600", "-20.04", null, null],
  ])
  expect(plain(posting.vat)).toMatchObject([{ vatPercent: "21", base: "20.04", amount: "4.21" }])
  const [first, second] = lines as [(typeof lines)[0], (typeof lines)[0]]
  const parted = compose(handDocument([first, { ...second, vatProdPostingGroup: "HOOG" }]), {
    vatSetups: changed(setup.vatSetups, "HOOG", { vatPercent: "9", purchaseVatAccountNo: null }),
  })
  expect(plain(parted.vat)).toMatchObject([
    { vatProdPostingGroup: "VERLEGD", vatPercent: "21", amount: "2.1" },
    { vatProdPostingGroup: "HOOG", vatPercent: "9", amount: "0.9" },
  ])
  expect(entriesOf(parted).map(([account]) => account)).not.toContain(null)
})

test("VAT that was typed is part of its VAT entry, converted as it is, and turned in a credit memo", () => {
  const document = handDocument([service({ vatDifference: "0.06" }), service({ price: "10" })], { currencyCode: "USD" })
  const [entry] = plain(compose(document, { currency: handDollars() }).vat)
  expect(entry).toMatchObject({ base: "55", amount: "11.58", vatDifference: "0.03" })
  const [given] = plain(compose({ ...document, documentType: "credit_memo" }, { currency: handDollars() }).vat)
  expect(given).toMatchObject({ base: "-55", amount: "-11.58", vatDifference: "-0.03" })
})

test("untaxed lines make a VAT entry of nothing, and none on an account", () => {
  const untaxed = { vatProdPostingGroup: "VRIJ", vatIdentifier: "VRIJ", vatPercent: "0", vatCalculationType: "exempt" }
  const posting = compose(handDocument([service(untaxed as Parameters<typeof service>[0])]), {
    vatSetups: changed(setup.vatSetups, "VRIJ", { purchaseVatAccountNo: "1500" }),
  })
  expect(entriesOf(posting)).toEqual([
    ["7100", "100", "DIENSTEN", "VRIJ"],
    ["1600", "-100", null, null],
  ])
  expect(plain(posting.vat)).toMatchObject([{ vatIdentifier: "VRIJ", base: "100", amount: "0" }])
  // Nor has normal VAT anything to do with the account of a reverse charge.
  const both = { vatSetups: changed(setup.vatSetups, "HOOG", { reverseChargeVatAccountNo: "1730" }) }
  expect(entriesOf(compose(handDocument([service()]), both)).map(([account]) => account)).not.toContain("1730")
})

test("discounts that are posted stand on their accounts, what was bought before them", () => {
  const ten = { lineDiscountPercent: "10" }
  const document = handDocument([service(ten), handAccountLine(ten)], {
    invoiceDiscountCalculation: "percent",
    invoiceDiscountValue: "10",
  })
  const posted = (discountPosting: "none" | "line" | "invoice" | "all") =>
    entriesOf(compose(document, { purchases: handPurchases({ discountPosting }) })).filter(
      ([account]) => account !== "1500" && account !== "1600",
    )
  const bought = (amount: string) => ["7100", amount, "DIENSTEN", "HOOG"]
  const [line, invoice] = [
    ["7600", "-10", "DIENSTEN", "HOOG"],
    ["7610", "-9", "DIENSTEN", "HOOG"],
  ]
  const freight = ["4310", "81", null, "HOOG"]
  expect(posted("none")).toEqual([bought("81"), freight])
  expect(posted("line")).toEqual([bought("91"), line, freight])
  expect(posted("invoice")).toEqual([bought("90"), invoice, freight])
  expect(posted("all")).toEqual([bought("100"), line, invoice, freight])
  const gross = handDocument([service({ ...ten, price: "121" })], { pricesIncludingVat: true })
  expect(entriesOf(compose(gross, { purchases: handPurchases({ discountPosting: "all" }) }))).toMatchObject([
    bought("100"),
    line,
    ["1500", "18.9", null, "HOOG"],
    ["1600", "-108.9", null, null],
  ])
})

test("dollars are converted account by account; what is left over goes to the rounding account, of no group", () => {
  // 0.25 are 0.13 euro and 0.05 VAT are 0.03, but 0.30 together 0.15.
  const posting = compose(handDocument([service({ price: "0.25" })], { currencyCode: "USD" }), {
    currency: handDollars(),
  })
  expect(entriesOf(posting)).toEqual([
    ["7100", "0.13", "DIENSTEN", "HOOG"],
    ["1500", "0.03", null, "HOOG"],
    ["1600", "-0.15", null, null],
    ["9320", "-0.01", null, null],
  ])
  expect(plain(posting.vendor)).toEqual({ amount: "-0.3", amountLcy: "-0.15" })
  expect(plain([...posting.lastDirectCosts])).toEqual([["SERVICE", "0.13"]])
})

test("items share what their account is converted to, item by item, in whatever order they stand", () => {
  const cents = { price: "0.01" }
  const lines = [
    handLine(cents),
    handLine({ ...cents, no: "BOOK" }),
    handLine(cents),
    handLine({ ...cents, no: "BOOK" }),
  ]
  const { items } = compose(handDocument(lines, { currencyCode: "USD" }), { currency: handDollars() })
  // Half a cent each, half away from zero: 0.005, 0.01, 0.015, 0.02 item by item.
  expect(items.map(({ itemNo, costAmount }) => [itemNo, costAmount.toFixed()])).toEqual([
    ["STOCK", "0.01"],
    ["BOOK", "0.01"],
    ["STOCK", "0"],
    ["BOOK", "0"],
  ])
})

test("of several lines the last one that is paid for says what an item costs", () => {
  const lines = [
    handLine({ quantity: "3", price: "50" }),
    handLine({ quantity: "4", price: "20", lineDiscountPercent: "50" }),
    handLine({ lineDiscountPercent: "100" }),
    handLine({ quantity: "-1", price: "70" }),
    service({ quantity: "-1", price: "5" }),
  ]
  const invoiced = { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "10" } as const
  expect(plain([...compose(handDocument(lines, invoiced)).lastDirectCosts])).toEqual([["STOCK", "20"]])
  const gross = handDocument([handLine({ price: "121", lineDiscountPercent: "50" })], { pricesIncludingVat: true })
  expect(plain([...compose(gross).lastDirectCosts])).toEqual([["STOCK", "100"]])
  // Too little to be a cost at all.
  const tiny = handLine({ price: "0.01", qtyPerUnitOfMeasure: "100000" })
  expect(compose(handDocument([tiny]), {}).lastDirectCosts.size).toBe(0)
})

test("the total is rounded by a line of its own, without VAT, after the last one", () => {
  const currency = handCurrency({ invoiceRoundingPrecision: new Decimal("0.05") })
  const document = handDocument([service({ price: "10.01" }), text, text])
  const posting = compose(document, { currency })
  expect(entriesOf(posting)).toEqual([
    ["7100", "10.01", "DIENSTEN", "HOOG"],
    ["1500", "2.1", null, "HOOG"],
    ["4990", "-0.01", null, null],
    ["1600", "-12.1", null, null],
  ])
  expect(posting.vat).toHaveLength(1)
  expect(plain([posting.amount, posting.amountIncludingVat])).toEqual(["10", "12.1"])
  expect(posting.lines).toHaveLength(4)
  expect(posting.lines.at(-1)).toEqual({
    lineId: 4,
    lineNo: 40_000,
    type: "gl_account",
    no: "4990",
    description: "Account 4990",
    quantity: "1",
    unitOfMeasureCode: "",
    qtyPerUnitOfMeasure: "1",
    price: "-0.01",
    pricePer: "1",
    lineDiscountPercent: "0",
    lineDiscountAmount: "0",
    lineAmount: "-0.01",
    typedAmount: null,
    vatProdPostingGroup: null,
    genProdPostingGroup: null,
    vatIdentifier: "",
    vatPercent: "0",
    vatCalculationType: "exempt",
    allowInvoiceDiscount: false,
    amount: "-0.01",
    amountIncludingVat: "-0.01",
    costSource: null,
    vendorItemNo: "",
    invoiceDiscountAmount: "0",
    vatDifference: "0",
    creditsLineNo: null,
    chargeAccountNo: null,
    nonDeductibleVatPercent: "0",
    nonDeductibleVatAmount: "0",
    nonDedVatAccountNo: null,
  })
  const renumbered = { ...document, lines: document.lines.map(line => ({ ...line, lineId: 9 - line.lineId })) }
  expect(compose(renumbered, { currency }).lines.at(-1)).toMatchObject({ lineId: 9, lineNo: 40_000 })
})

test("nothing is rounded without a precision, without an account, or where the total is one already", () => {
  const precise = handCurrency({ invoiceRoundingPrecision: new Decimal("0.05") })
  const odd = handDocument([service({ price: "10.01" })])
  expect(compose(odd).lines).toHaveLength(1)
  const vendorPostingGroup = { ...setup.vendorPostingGroup!, invoiceRoundingAccountNo: null }
  expect(compose(odd, { currency: precise, vendorPostingGroup }).lines).toHaveLength(1)
  expect(compose(handDocument([service()]), { currency: precise }).lines).toHaveLength(1)
})

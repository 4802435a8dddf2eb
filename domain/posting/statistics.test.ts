import { expect, test } from "vitest"
import { Decimal } from "@/domain/money/decimal"
import { handAccountLine, handCurrency, handDocument, handDollars, handLine } from "@/test/posting/made-by-hand"
import { workOutStatistics } from "./statistics"

const percent = () => new Decimal(21)
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

/** An item line without a number is text, whatever its quantity. */
const text = handLine({ no: null, quantity: "7" })
const reverse = { vatProdPostingGroup: "VERLEGD", vatIdentifier: "VERLEGD", vatPercent: "0" }
const document = handDocument(
  [
    handLine({ quantity: "2", lineDiscountPercent: "10", vatDifference: "0.05" }),
    text,
    handAccountLine({ ...reverse, vatCalculationType: "reverse_charge", price: "50.01", allowInvoiceDiscount: false }),
    handLine({ price: "20" }),
  ],
  { invoiceDiscountCalculation: "percent", invoiceDiscountValue: "5" },
)

test("each VAT group is added up, and all of them, with their discounts", () => {
  const { groups, ...totals } = plain(workOutStatistics(document.lines, handCurrency(), percent))
  expect(groups).toEqual([
    {
      vatIdentifier: "HOOG",
      vatCalculationType: "normal",
      vatProdPostingGroup: "HOOG",
      vatPercent: "21",
      base: "190",
      vatBase: "190",
      vat: "39.95",
      amountIncludingVat: "229.95",
      lineAmount: "200",
      invoiceDiscountAmount: "10",
      vatDifference: "0.05",
      lcy: { base: "190", vatBase: "190", vat: "39.95", amountIncludingVat: "229.95" },
      nonDeductible: { percent: "0", amount: "0" },
      reverseCharge: { percent: "0", amount: "0" },
    },
    {
      vatIdentifier: "VERLEGD",
      vatCalculationType: "reverse_charge",
      vatProdPostingGroup: "VERLEGD",
      vatPercent: "0",
      base: "50.01",
      vatBase: "50.01",
      vat: "0",
      amountIncludingVat: "50.01",
      lineAmount: "50.01",
      invoiceDiscountAmount: "0",
      vatDifference: "0",
      lcy: { base: "50.01", vatBase: "50.01", vat: "0", amountIncludingVat: "50.01" },
      nonDeductible: { percent: "0", amount: "0" },
      reverseCharge: { percent: "21", amount: "10.5" },
    },
  ])
  expect(totals).toEqual({
    base: "240.01",
    vatBase: "240.01",
    vat: "39.95",
    amountIncludingVat: "279.96",
    quantity: "4",
    lineDiscountAmount: "20",
    lineAmount: "250.01",
    invoiceDiscountAmount: "10",
    vatDifference: "0.05",
    lcy: { base: "240.01", vatBase: "240.01", vat: "39.95", amountIncludingVat: "279.96", rounding: "0" },
    reverseCharge: "10.5",
  })
})

test("groups of a foreign currency are converted each as a whole, and what that leaves over is said", () => {
  const cents = handDocument([handLine({ price: "0.25" })], { currencyCode: "USD" })
  const { lcy, groups } = workOutStatistics(cents.lines, handDollars(), percent)
  // 0.25 are 0.13 euro and 0.05 VAT are 0.03, but 0.30 together 0.15.
  expect(plain(lcy)).toEqual({
    base: "0.13",
    vatBase: "0.13",
    vat: "0.03",
    amountIncludingVat: "0.15",
    rounding: "-0.01",
  })
  expect(plain(groups[0]!.lcy)).toEqual({ base: "0.13", vatBase: "0.13", vat: "0.03", amountIncludingVat: "0.16" })
})

test("lines of one rate stand apart by product group, by identifier and by kind", () => {
  const line = { vatPercent: "0" }
  const { groups } = workOutStatistics(
    handDocument([
      handLine(line),
      handLine({ ...line, vatProdPostingGroup: "NUL" }),
      handLine({ ...line, vatIdentifier: "NUL" }),
      handLine({ ...line, vatCalculationType: "exempt" }),
      handLine(line),
    ]).lines,
    handCurrency(),
    percent,
  )
  expect(groups.map(({ base }) => base.toFixed())).toEqual(["200", "100", "100", "100"])
})

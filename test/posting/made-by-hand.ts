/**
 * A purchase document and the setup it is posted by, made without a database, for the pure rules of posting: a vendor at home
 * (BINNENL), an inventory item (STOCK), a service (SERVICE), prices in euro, 21 % VAT; tell otherwise what a test is about.
 */
import { workOutAmounts } from "@/domain/documents/draft-amounts"
import { emptyLine } from "@/domain/documents/empty-line"
import { Decimal } from "@/domain/money/decimal"
import type { PostingDocument, PostingHeader, PostingLine } from "@/domain/posting/posting-document"
import type { PostingItem } from "@/domain/posting/posting-items"
import type { GeneralSetup, PostingSetup, PostingVatSetup } from "@/domain/posting/read-posting-setup"
import type { VendorTerms } from "@/domain/pricing/vendor-terms"

/** A line of one piece of stock at 100.00. */
export const handLine = (overrides: Partial<PostingLine> = {}): PostingLine => ({
  ...emptyLine(1, "item"),
  lineNo: 10_000,
  no: "STOCK",
  description: "A lamp",
  quantity: "1",
  unitOfMeasureCode: "STUK",
  price: "100",
  vatProdPostingGroup: "HOOG",
  genProdPostingGroup: "HANDEL",
  vatIdentifier: "HOOG",
  vatPercent: "21",
  ...overrides,
})

/** A line on an account of one's own choice, without a general product posting group. */
export const handAccountLine = (overrides: Partial<PostingLine> = {}): PostingLine =>
  handLine({ type: "gl_account", no: "4310", description: "Freight", genProdPostingGroup: null, ...overrides })

/**
 * A draft with its amounts worked out.
 *
 * @param lines numbered in order
 */
export function handDocument(
  lines: readonly PostingLine[],
  header: Partial<PostingHeader> = {},
  more: Partial<Omit<PostingDocument, "header" | "lines">> = {},
): PostingDocument {
  const numbered = lines.map((line, index) => ({ ...line, lineId: index + 1, lineNo: (index + 1) * 10_000 }))
  const { invoiceDiscountCalculation: calculation = "none", invoiceDiscountValue: value = "0" } = header
  const worked = workOutAmounts(numbered, {
    pricesIncludingVat: header.pricesIncludingVat ?? false,
    vatBaseDiscountPercent: header.vatBaseDiscountPercent,
    decimals: 2,
    invoiceDiscount: calculation === "tiers" ? { calculation: "amount", value } : { calculation, value },
  })
  const { lines: priced, ...totals } = worked
  const own = {
    companyId: 1,
    no: "IF1",
    buyFromVendorNo: "L1",
    payToVendorNo: "L1",
    vendorInvoiceNo: "F-1",
    vendorPostingGroup: "BINNENL",
    genBusPostingGroup: "BINNENL",
    vatBusPostingGroup: "BINNENL",
    currencyCode: "EUR",
    pricesIncludingVat: false,
    vatBaseDiscountPercent: "0",
    postingDate: "2026-06-15",
    documentDate: "2026-06-15",
    postingDescription: "Invoice IF1",
    duplicateReason: "",
    invoiceDiscountCalculation: "none",
    controlAmountIncludingVat: null,
    controlVatAmount: null,
  }
  return {
    documentType: "invoice",
    correctsNo: null,
    header: { ...own, ...totals, ...header } as PostingHeader,
    lines: priced,
    ...more,
  }
}

const general = (group: string, purchaseAccountNo: string): [string, GeneralSetup] => [
  group,
  {
    companyId: 1,
    genBusPostingGroup: "BINNENL",
    genProdPostingGroup: group,
    salesAccountNo: null,
    salesCreditMemoAccountNo: null,
    purchaseAccountNo,
    purchaseCreditMemoAccountNo: null,
    purchaseLineDiscountAccountNo: "7600",
    purchaseInvoiceDiscountAccountNo: "7610",
    costOfGoodsSoldAccountNo: null,
    inventoryAdjustmentAccountNo: null,
    directCostAppliedAccountNo: "7400",
    blocked: false,
  },
]

const vat = (group: string, more: Partial<PostingVatSetup>): [string, PostingVatSetup] => [
  group,
  {
    companyId: 1,
    vatBusPostingGroup: "BINNENL",
    vatProdPostingGroup: group,
    description: group,
    vatIdentifier: group,
    vatPercent: "21",
    vatCalculationType: "normal",
    purchaseVatAccountNo: "1500",
    salesVatAccountNo: null,
    reverseChargeVatAccountNo: null,
    nonDeductibleVatPercent: "0",
    nonDedVatAccountNo: null,
    adjustForPaymentDiscount: false,
    blocked: false,
    ...more,
  },
]

const item = (no: string, more: Partial<PostingItem> = {}): [string, PostingItem] => [
  no,
  {
    no,
    description: no,
    type: "inventory",
    inventoryPostingGroup: "HANDEL",
    blocked: false,
    purchasingBlocked: false,
    ...more,
  },
]

const accountNos = [
  ...["1500", "1530", "1600", "1730", "3000", "4310", "4990", "7000", "7010", "7100", "7200", "7400", "7600", "7610"],
  "9320",
]

/** Accounts of the chart by number, all to post on; those that a test tells of are so. */
export function handAccounts(
  ...told: Partial<PostingSetup["accounts"] extends ReadonlyMap<string, infer Account> ? Account : never>[]
): PostingSetup["accounts"] {
  const accounts = accountNos.map(no => {
    const posts = { accountType: "posting" as const, blocked: false, directPosting: true }
    const own = { no, name: `Account ${no}`, ...posts, nonDeductibleVatPercent: null }
    return { ...own, ...told.find(account => account.no === no) }
  })
  return new Map(accounts.map(account => [account.no, account]))
}

/** The terms of the vendor. @param party of the vendor's card */
export function handVendor(party: Partial<VendorTerms["buyFrom"]> = {}, more: Partial<VendorTerms> = {}): VendorTerms {
  const own = {
    no: "L1",
    name: "Bakker",
    blocked: "",
    privacyBlocked: false,
    vendorPostingGroup: "BINNENL",
    genBusPostingGroup: "BINNENL",
    vatBusPostingGroup: "BINNENL",
    pricesIncludingVat: false,
    ...party,
  } as VendorTerms["buyFrom"]
  return {
    date: "2026-06-15" as VendorTerms["date"],
    buyFrom: own,
    payTo: own,
    companyCurrencyCode: "EUR",
    currencyCode: "EUR",
    amountDecimals: 2,
    unitAmountDecimals: 5,
    exchangeRate: null,
    paymentTerms: null,
    vatTolerancePercent: "0",
    ...more,
  }
}

/** The setup; maps of it are made anew with each call. */
export function handSetup(overrides: Partial<PostingSetup> = {}): PostingSetup {
  return {
    today: "2026-06-15" as PostingSetup["today"],
    currency: handCurrency(),
    purchases: handPurchases(),
    userRange: null,
    vendor: handVendor(),
    vendorPostingGroup: {
      companyId: 1,
      code: "BINNENL",
      description: "",
      payablesAccountNo: "1600",
      invoiceRoundingAccountNo: "4990",
      paymentDiscountAccountNo: null,
      serviceChargeAccountNo: "7200",
    },
    generalSetups: new Map([general("HANDEL", "7000"), general("DIENSTEN", "7100")]),
    vatSetups: new Map([
      vat("HOOG", {}),
      vat("VERLEGD", {
        vatCalculationType: "reverse_charge",
        purchaseVatAccountNo: "1530",
        reverseChargeVatAccountNo: "1730",
      }),
      vat("VRIJ", { vatCalculationType: "exempt", vatPercent: "0", purchaseVatAccountNo: null }),
      vat("NUL", { vatPercent: "0", purchaseVatAccountNo: null }),
    ]),
    inventoryAccounts: new Map([["HANDEL", "3000"]]),
    items: new Map([item("STOCK"), item("BOOK"), item("SERVICE", { type: "service", inventoryPostingGroup: null })]),
    accounts: handAccounts(),
    invoiceDiscount: { calculation: "none" },
    credited: null,
    postedDuplicates: [],
    draftDuplicates: [],
    ...overrides,
  }
}

/** The euro, or what is told. */
export const handCurrency = (overrides: Partial<PostingSetup["currency"]> = {}): PostingSetup["currency"] => ({
  code: "EUR",
  amountDecimals: 2,
  unitAmountDecimals: 5,
  invoiceRoundingPrecision: new Decimal(0),
  companyCurrencyCode: "EUR",
  timeZone: "Europe/Amsterdam",
  lcyAmountDecimals: 2,
  lcyUnitAmountDecimals: 5,
  isForeign: false,
  maxVatDifferenceAllowed: new Decimal(0),
  isRateMissing: false,
  exchangeRateAmount: new Decimal(1),
  relationalExchangeRateAmount: new Decimal(1),
  roundingAccountNo: null,
  realizedGainsAccountNo: null,
  realizedLossesAccountNo: null,
  ...overrides,
})

/** Dollars, two of which are a euro. */
export const handDollars = (overrides: Partial<PostingSetup["currency"]> = {}) =>
  handCurrency({
    code: "USD",
    isForeign: true,
    exchangeRateAmount: new Decimal(2),
    roundingAccountNo: "9320",
    ...overrides,
  })

/** Purchases & Payables Setup that lets everything pass but a missing Vendor Invoice No. */
export const handPurchases = (overrides: Partial<PostingSetup["purchases"]> = {}) =>
  ({
    allowPostingFrom: null,
    allowPostingTo: null,
    extDocNoMandatory: true,
    discountPosting: "none",
    unreviewedPosting: "ask",
    unprovenVendors: "payment",
    vatTolerancePercent: "0",
    ...overrides,
  }) as PostingSetup["purchases"]

/** The setup's row of that name, changed. */
export const changed = <Row>(rows: ReadonlyMap<string, Row>, name: string, change: Partial<Row>) =>
  new Map([...rows].map(([key, row]) => [key, key === name ? { ...row, ...change } : row]))

/** The setup's rows without that one. */
export const without = <Row>(rows: ReadonlyMap<string, Row>, name: string) =>
  new Map([...rows].filter(([key]) => key !== name))

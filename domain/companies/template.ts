import type { CompanyRow } from "@/db/company-rows"
import type { charge, glAccount, noSeries, paymentMethod, paymentTerms, reasonCode, unitOfMeasure } from "@/db/schema"
import type { Region } from "@/domain/countries/region"
import type { Language } from "@/language/language"

export type Named = { code: string; description: string }

/** A rate that goods and services are taxed at. */
export type TemplateRate = Named & {
  /** As it stands before the percentage, e.g. "High". */
  short: string
  percent: string
  /** Where the VAT of purchases and of sales goes, at home. */
  purchaseVatAccountNo: string
  salesVatAccountNo: string
}

/** Numbers of accounts of the chart, by what is posted there. */
export type TemplateAccounts = {
  payables: Record<Region, string>
  receivables: Record<Region, string>
  goods: { sales: Record<Region, string>; purchases: Record<Region, string>; costOfSales: string }
  services: { sales: Record<Region, string>; purchases: Record<Region, string>; costOfSales: string }
  inventory: string
  inventoryAdjustment: string
  directCostApplied: string
  lineDiscount: string
  invoiceDiscount: string
  paymentDiscount: string
  invoiceRounding: string
  /** Small-order fees, deposits, bonuses. */
  additionalCosts: string
  freight: string
  /** Carriage and charges that customers are billed. */
  chargedOn: string
  reverseCharge: Record<"domestic" | "eu", { purchase: string; due: string }>
  exchangeGains: string
  exchangeLosses: string
  exchangeRounding: string
  paymentTolerance: string
  writeOff: string
  bank: string
  bankCharges: string
}

/** What each number series counts. */
export type SeriesRole =
  | "salesInvoice"
  | "purchaseInvoice"
  | "postedPurchaseInvoice"
  | "purchaseCreditMemo"
  | "postedPurchaseCreditMemo"
  | "payment"
  | "purchaseRequest"
  | "vendor"
  | "customer"

/** What a company begins with, but for its own name, currency and year. */
export type CompanyTemplate = {
  /** What its texts are written in. */
  language: Language
  /** Whose it is, ISO 3166-1; null: of any country. */
  country: string | null
  /** ISO 4217; null: chosen. */
  currencyCode: string | null
  chartOfAccounts: readonly CompanyRow<typeof glAccount>[]
  accounts: TemplateAccounts
  /** The first is what a new item is taxed at. */
  rates: readonly TemplateRate[]
  words: TemplateWords
}

/** Codes and descriptions, in the template's language. */
export type TemplateWords = {
  trade: Record<Region, Named>
  vat: Record<Region | "reverseCharge", Named & { short: string }>
  vendors: Record<Region, string>
  customers: Record<Region, string>
  goods: Named
  services: Named
  zero: Named & { short: string }
  exempt: Named & { short: string }
  bankAccount: string
  terms: readonly CompanyRow<typeof paymentTerms>[]
  usualTerms: string
  methods: readonly CompanyRow<typeof paymentMethod>[]
  units: readonly CompanyRow<typeof unitOfMeasure>[]
  usualUnit: string
  reasons: { tolerance: CompanyRow<typeof reasonCode>; writeOff: CompanyRow<typeof reasonCode> }
  charges: Record<"freight" | "orderFee" | "deposit" | "bonus", string>
  series: Record<SeriesRole, Named>
  /** Of files that are imported. */
  imports: CompanyRow<typeof noSeries>["description"]
}

/** What the texts of charges are on a document, whatever the template's language. */
export const chargeTexts: Record<
  keyof TemplateWords["charges"],
  Pick<CompanyRow<typeof charge>, "textEn" | "textNl">
> = {
  freight: { textEn: "Freight", textNl: "Vrachtkosten" },
  orderFee: { textEn: "Small-order fee", textNl: "Orderkosten" },
  deposit: { textEn: "Deposit", textNl: "Statiegeld" },
  bonus: { textEn: "Bonus", textNl: "Bonus" },
}

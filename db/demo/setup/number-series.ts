import type { CompanyRow } from "@/db/demo/insert-rows"
import type { noSeries, purchasesSetup } from "@/db/schema"

/** The number series each company has. */
export const noSeriesRows = [
  { code: "VF", description: "Verkoopfactuur", prefix: "VF26-", digits: 5, allowGaps: true },
  { code: "IF", description: "Inkoopfactuur", prefix: "IF26-", digits: 5, allowGaps: true },
  { code: "GIF", description: "Geboekte inkoopfactuur", prefix: "GIF26-", digits: 5, allowGaps: false },
  { code: "IC", description: "Inkoopcreditnota", prefix: "IC26-", digits: 5, allowGaps: true },
  { code: "GIC", description: "Geboekte inkoopcreditnota", prefix: "GIC26-", digits: 5, allowGaps: false },
  { code: "BET", description: "Betaling", prefix: "BET26-", digits: 5, allowGaps: false },
  { code: "IA", description: "Inkoopaanvraag", prefix: "IA26-", digits: 5, allowGaps: true },
  { code: "L", description: "Leverancier", prefix: "L", digits: 5, allowGaps: true },
  { code: "D", description: "Klant", prefix: "D", digits: 5, allowGaps: true },
  { code: "IMP", description: "Import van verkoopfacturen", prefix: "IMP26-", digits: 5, allowGaps: true },
] as const satisfies CompanyRow<typeof noSeries>[]

export type SeriesCode = (typeof noSeriesRows)[number]["code"]

export const purchasesSetupRow: CompanyRow<typeof purchasesSetup> = {
  vendorNos: "L",
  customerNos: "D",
  salesInvoiceNos: "VF",
  purchaseInvoiceNos: "IF",
  postedPurchaseInvoiceNos: "GIF",
  purchaseRequestNos: "IA",
  purchaseCreditMemoNos: "IC",
  postedPurchaseCreditMemoNos: "GIC",
  paymentNos: "BET",
  extDocNoMandatory: true,
  paymentDiscountGraceDays: 3,
  paymentTolerancePercent: "0.5",
  maxPaymentToleranceAmount: "5",
  paymentToleranceAccountNo: "4980",
  paymentToleranceReasonCode: "TOLERANTIE",
  maxWriteOffAmount: "10",
  writeOffAccountNo: "4985",
  writeOffReasonCode: "AFBOEKING",
  defaultVendorPostingGroup: "BINNENL",
  defaultCustomerPostingGroup: "BINNENL",
  defaultInventoryPostingGroup: "HANDEL",
  defaultGenProdPostingGroup: "HANDEL",
  defaultVatProdPostingGroup: "HOOG",
  defaultPaymentTermsCode: "30D",
  defaultBaseUnitOfMeasure: "STUK",
  domesticGenBusPostingGroup: "BINNENL",
  domesticVatBusPostingGroup: "BINNENL",
  euGenBusPostingGroup: "EU",
  euVatBusPostingGroup: "EU",
  foreignGenBusPostingGroup: "BUITENL",
  foreignVatBusPostingGroup: "BUITENL",
  chargesAccountNo: "8450",
}

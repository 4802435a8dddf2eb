import { chartOf } from "@/domain/companies/chart"
import type { CompanyTemplate } from "@/domain/companies/template"
import { languageOfCountry } from "@/language/language"
import { dutchAccountClasses } from "./dutch-accounts"
import { dutchWords } from "./dutch-words"

/** What a trading company in the Netherlands begins with. Rates: Wet op de omzetbelasting 1968, article 9. */
export const dutch: CompanyTemplate = {
  language: languageOfCountry("NL"),
  country: "NL",
  currencyCode: "EUR",
  chartOfAccounts: chartOf(dutchAccountClasses, {
    total: title => `Totaal ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    result: "Nettoresultaat",
    services: dutchWords.services.code,
    rate: "HOOG",
  }),
  accounts: {
    payables: { home: "1600", eu: "1610", elsewhere: "1620" },
    receivables: { home: "1300", eu: "1310", elsewhere: "1320" },
    goods: {
      sales: { home: "8000", eu: "8010", elsewhere: "8020" },
      purchases: { home: "7000", eu: "7010", elsewhere: "7020" },
      costOfSales: "7300",
    },
    services: {
      sales: { home: "8100", eu: "8110", elsewhere: "8120" },
      purchases: { home: "7100", eu: "7110", elsewhere: "7120" },
      costOfSales: "7310",
    },
    inventory: "3000",
    inventoryAdjustment: "7500",
    directCostApplied: "7400",
    lineDiscount: "7600",
    invoiceDiscount: "7610",
    paymentDiscount: "7700",
    invoiceRounding: "4990",
    additionalCosts: "7200",
    freight: "4240",
    chargedOn: "8450",
    reverseCharge: { domestic: { purchase: "1520", due: "1720" }, eu: { purchase: "1530", due: "1730" } },
    exchangeGains: "9300",
    exchangeLosses: "9310",
    exchangeRounding: "9320",
    paymentTolerance: "4980",
    writeOff: "4985",
    bank: "1100",
    bankCharges: "4530",
  },
  rates: [
    {
      code: "HOOG",
      description: "Hoog tarief, 21 %",
      short: "Hoog",
      percent: "21",
      purchaseVatAccountNo: "1500",
      salesVatAccountNo: "1700",
    },
    {
      code: "LAAG",
      description: "Laag tarief, 9 %",
      short: "Laag",
      percent: "9",
      purchaseVatAccountNo: "1510",
      salesVatAccountNo: "1710",
    },
  ],
  words: dutchWords,
}

import { chartOf } from "@/domain/companies/chart"
import type { CompanyTemplate } from "@/domain/companies/template"
import { languageOfCountry } from "@/language/language"
import { belgianAccountClasses } from "./belgian-accounts"
import { dutchWords } from "./dutch-words"

/** What a trading company in Belgium begins with, in Dutch. Rates: Royal Decree no. 20 of 20 July 1970, article 1. */
export const belgian: CompanyTemplate = {
  language: languageOfCountry("BE"),
  country: "BE",
  currencyCode: "EUR",
  chartOfAccounts: chartOf(belgianAccountClasses, {
    total: title => `Totaal ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    result: "Resultaat van het boekjaar",
    services: dutchWords.services.code,
    rate: "HOOG",
  }),
  accounts: {
    payables: { home: "440000", eu: "440100", elsewhere: "440200" },
    receivables: { home: "400000", eu: "400100", elsewhere: "400200" },
    goods: {
      sales: { home: "700000", eu: "700100", elsewhere: "700200" },
      purchases: { home: "604000", eu: "604100", elsewhere: "604200" },
      costOfSales: "609420",
    },
    services: {
      sales: { home: "705000", eu: "705100", elsewhere: "705200" },
      purchases: { home: "602000", eu: "602100", elsewhere: "602200" },
      costOfSales: "609430",
    },
    inventory: "340000",
    inventoryAdjustment: "609410",
    directCostApplied: "609400",
    lineDiscount: "608000",
    invoiceDiscount: "608100",
    paymentDiscount: "757000",
    invoiceRounding: "643200",
    additionalCosts: "604500",
    freight: "616000",
    chargedOn: "743000",
    reverseCharge: { domestic: { purchase: "411300", due: "451300" }, eu: { purchase: "411400", due: "451400" } },
    exchangeGains: "754000",
    exchangeLosses: "654000",
    exchangeRounding: "655000",
    paymentTolerance: "643000",
    writeOff: "643100",
    bank: "550000",
    bankCharges: "657000",
  },
  rates: [
    {
      code: "HOOG",
      description: "Normaal tarief, 21 %",
      short: "Normaal",
      percent: "21",
      purchaseVatAccountNo: "411000",
      salesVatAccountNo: "451000",
    },
    {
      code: "MIDDEN",
      description: "Tussentarief, 12 %",
      short: "Tussentarief",
      percent: "12",
      purchaseVatAccountNo: "411100",
      salesVatAccountNo: "451100",
    },
    {
      code: "LAAG",
      description: "Verlaagd tarief, 6 %",
      short: "Verlaagd",
      percent: "6",
      purchaseVatAccountNo: "411200",
      salesVatAccountNo: "451200",
    },
  ],
  words: {
    ...dutchWords,
    vat: {
      ...dutchWords.vat,
      reverseCharge: {
        code: "MEDECONTR",
        description: "Binnenland, verlegging naar medecontractant",
        short: "Medecontractant",
      },
      eu: { code: "EU", description: "Europese Unie, intracommunautair", short: "Intracommunautair" },
    },
    vendors: { home: "Leveranciers binnenland", eu: "Leveranciers EU", elsewhere: "Leveranciers buiten de EU" },
    customers: {
      home: "Handelsdebiteuren binnenland",
      eu: "Handelsdebiteuren EU",
      elsewhere: "Handelsdebiteuren buiten de EU",
    },
    bankAccount: "Zichtrekening",
    methods: [
      { code: "BANK", description: "Overschrijving" },
      { code: "DOMIC", description: "Domiciliëring", toBankAccount: false },
      { code: "BANCONT", description: "Bancontact", toBankAccount: false },
      { code: "KAART", description: "Kredietkaart", toBankAccount: false },
      { code: "KAS", description: "Contant", toBankAccount: false },
    ],
  },
}

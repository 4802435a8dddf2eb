import { chartOf } from "@/domain/companies/chart"
import type { CompanyTemplate, TemplateRate } from "@/domain/companies/template"
import { defaultLanguage } from "@/language/language"
import { englishAccountClasses } from "./english-accounts"
import { englishWords } from "./english-words"

/**
 * What a trading company anywhere else in the European Union begins with, in English. Each member state has a standard rate
 * and, but for Denmark, reduced ones (Directive 2006/112/EC, articles 97 and 98): the company says which.
 *
 * @param percents plain numbers; without a reduced one there is the standard rate alone
 */
export function englishTemplate(percents: { standard: string; reduced?: string }): CompanyTemplate {
  const standard: TemplateRate = {
    code: "HIGH",
    description: `Standard rate, ${percents.standard} %`,
    short: "Standard",
    percent: percents.standard,
    purchaseVatAccountNo: "2500",
    salesVatAccountNo: "4500",
  }
  const reduced = (percent: string): TemplateRate => ({
    code: "LOW",
    description: `Reduced rate, ${percent} %`,
    short: "Reduced",
    percent,
    purchaseVatAccountNo: "2510",
    salesVatAccountNo: "4510",
  })
  return {
    language: defaultLanguage,
    country: null,
    currencyCode: null,
    chartOfAccounts: chartOf(englishAccountClasses, {
      total: title => `Total ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
      result: "Net income",
      services: englishWords.services.code,
      rate: standard.code,
    }),
    accounts,
    rates: percents.reduced ? [standard, reduced(percents.reduced)] : [standard],
    words: englishWords,
  }
}

const accounts: CompanyTemplate["accounts"] = {
  payables: { home: "4100", eu: "4110", elsewhere: "4120" },
  receivables: { home: "2300", eu: "2310", elsewhere: "2320" },
  goods: {
    sales: { home: "7010", eu: "7020", elsewhere: "7030" },
    purchases: { home: "5010", eu: "5020", elsewhere: "5030" },
    costOfSales: "5300",
  },
  services: {
    sales: { home: "7110", eu: "7120", elsewhere: "7130" },
    purchases: { home: "5110", eu: "5120", elsewhere: "5130" },
    costOfSales: "5310",
  },
  inventory: "2700",
  inventoryAdjustment: "5500",
  directCostApplied: "5400",
  lineDiscount: "5600",
  invoiceDiscount: "5610",
  paymentDiscount: "5700",
  invoiceRounding: "6990",
  additionalCosts: "5200",
  freight: "5210",
  chargedOn: "7450",
  reverseCharge: { domestic: { purchase: "2520", due: "4520" }, eu: { purchase: "2530", due: "4530" } },
  exchangeGains: "8300",
  exchangeLosses: "8310",
  exchangeRounding: "8320",
  paymentTolerance: "6980",
  writeOff: "6985",
  bank: "2100",
  bankCharges: "6530",
}

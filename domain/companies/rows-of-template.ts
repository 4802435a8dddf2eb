import { IMPORT_SERIES } from "@/domain/import-kinds/limits"
import { generalPostingSetups, regions, vatPostingSetups } from "./posting-matrices"
import type { SetupRows } from "./setup-rows"
import { type CompanyTemplate, chargeTexts, type SeriesRole } from "./template"

/** What a template leaves to the company. */
export type TemplateChoices = {
  /** ISO 4217. */
  currencyCode: string
  /** That prefixes of documents name, e.g. 2026. */
  year: number
  /** Of its first bank account; "": not known yet. */
  iban: string
}

/** The whole setup of a company that begins with a template. */
export function rowsOfTemplate(template: CompanyTemplate, choices: TemplateChoices): SetupRows {
  const { accounts, words, rates } = template
  return {
    glAccounts: template.chartOfAccounts,
    paymentTerms: words.terms,
    paymentMethods: words.methods,
    currencies: currenciesOf(template, choices.currencyCode),
    exchangeRates: [],
    unitsOfMeasure: words.units,
    genBusPostingGroups: regions.map(region => words.trade[region]),
    genProdPostingGroups: [words.goods, words.services],
    generalPostingSetups: generalPostingSetups(template),
    vatBusPostingGroups: (["home", "reverseCharge", "eu", "elsewhere"] as const).map(group => named(words.vat[group])),
    vatProdPostingGroups: [...rates, words.zero, words.exempt].map(named),
    vatPostingSetups: vatPostingSetups(template),
    vendorPostingGroups: regions.map(region => ({
      code: words.trade[region].code,
      description: words.vendors[region],
      payablesAccountNo: accounts.payables[region],
      invoiceRoundingAccountNo: accounts.invoiceRounding,
      paymentDiscountAccountNo: accounts.paymentDiscount,
      serviceChargeAccountNo: accounts.additionalCosts,
    })),
    customerPostingGroups: regions.map(region => ({
      code: words.trade[region].code,
      description: words.customers[region],
      receivablesAccountNo: accounts.receivables[region],
    })),
    inventoryPostingGroups: [{ ...words.goods, inventoryAccountNo: accounts.inventory }],
    noSeries: seriesOf(template, choices.year),
    reasonCodes: [words.reasons.tolerance, words.reasons.writeOff],
    charges: chargesOf(template),
    purchasesSetup: [purchasesSetupOf(template)],
    bankAccounts: [
      {
        no: "BANK",
        name: words.bankAccount,
        iban: choices.iban,
        currencyCode: choices.currencyCode,
        glAccountNo: accounts.bank,
        bankChargesAccountNo: accounts.bankCharges,
      },
    ],
  }
}

const named = ({ code, description }: { code: string; description: string }) => ({ code, description })

/** The company's own, and those that are dealt in most; their rates are the company's to enter. */
function currenciesOf({ language, accounts }: CompanyTemplate, own: string): SetupRows["currencies"] {
  const names = new Intl.DisplayNames(language, { type: "currency" })
  return [...new Set([own, "EUR", "GBP", "USD"])].map(code => {
    const amountDecimals = decimalsOf(code)
    const exchange = {
      realizedGainsAccountNo: accounts.exchangeGains,
      realizedLossesAccountNo: accounts.exchangeLosses,
      roundingAccountNo: accounts.exchangeRounding,
    }
    return {
      code,
      description: names.of(code) ?? code,
      amountDecimals,
      unitAmountDecimals: amountDecimals + 3,
      // Of what a vendor's own rounding makes of the VAT of a document.
      maxVatDifferenceAllowed: amountDecimals === 2 ? "0.05" : "0",
      ...(code === own ? {} : exchange),
    }
  })
}

function decimalsOf(currency: string): number {
  return new Intl.NumberFormat(undefined, { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** A vendor or customer keeps its number over the years, so that has no year in it. */
const lasting: readonly SeriesRole[] = ["vendor", "customer"]

/** Numbers of what is posted have no gaps. */
const unbroken: readonly SeriesRole[] = ["postedPurchaseInvoice", "postedPurchaseCreditMemo", "payment"]

function seriesOf({ words }: CompanyTemplate, year: number): SetupRows["noSeries"] {
  const ofYear = (code: string) => `${code}${String(year).slice(-2)}-`
  const own = (Object.keys(words.series) as SeriesRole[]).map(role => {
    const { code, description } = words.series[role]
    const prefix = lasting.includes(role) ? code : ofYear(code)
    return { code, description, prefix, digits: 5, allowGaps: !unbroken.includes(role) }
  })
  const imports = { code: IMPORT_SERIES, description: words.imports, prefix: ofYear(IMPORT_SERIES) }
  return [...own, { ...imports, digits: 5, allowGaps: true }]
}

function chargesOf({ accounts, words, rates }: CompanyTemplate): SetupRows["charges"] {
  const usual = { vatProdPostingGroup: rates[0]!.code, glAccountNo: accounts.additionalCosts, negativeAllowed: false }
  return [
    { ...usual, code: words.charges.freight, ...chargeTexts.freight, glAccountNo: accounts.freight },
    { ...usual, code: words.charges.orderFee, ...chargeTexts.orderFee },
    {
      ...usual,
      code: words.charges.deposit,
      ...chargeTexts.deposit,
      negativeAllowed: true,
      vatProdPostingGroup: words.exempt.code,
    },
    { ...usual, code: words.charges.bonus, ...chargeTexts.bonus, negativeAllowed: true },
  ]
}

function purchasesSetupOf({ accounts, words, rates }: CompanyTemplate): SetupRows["purchasesSetup"][number] {
  const { series, trade, vat } = words
  return {
    vendorNos: series.vendor.code,
    customerNos: series.customer.code,
    salesInvoiceNos: series.salesInvoice.code,
    purchaseInvoiceNos: series.purchaseInvoice.code,
    postedPurchaseInvoiceNos: series.postedPurchaseInvoice.code,
    purchaseRequestNos: series.purchaseRequest.code,
    purchaseCreditMemoNos: series.purchaseCreditMemo.code,
    postedPurchaseCreditMemoNos: series.postedPurchaseCreditMemo.code,
    paymentNos: series.payment.code,
    paymentToleranceAccountNo: accounts.paymentTolerance,
    paymentToleranceReasonCode: words.reasons.tolerance.code,
    writeOffAccountNo: accounts.writeOff,
    writeOffReasonCode: words.reasons.writeOff.code,
    defaultVendorPostingGroup: trade.home.code,
    defaultCustomerPostingGroup: trade.home.code,
    defaultInventoryPostingGroup: words.goods.code,
    defaultGenProdPostingGroup: words.goods.code,
    defaultVatProdPostingGroup: rates[0]!.code,
    defaultPaymentTermsCode: words.usualTerms,
    defaultBaseUnitOfMeasure: words.usualUnit,
    domesticGenBusPostingGroup: trade.home.code,
    domesticVatBusPostingGroup: vat.home.code,
    euGenBusPostingGroup: trade.eu.code,
    euVatBusPostingGroup: vat.eu.code,
    foreignGenBusPostingGroup: trade.elsewhere.code,
    foreignVatBusPostingGroup: vat.elsewhere.code,
    chargesAccountNo: accounts.chargedOn,
  }
}

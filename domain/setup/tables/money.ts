import {
  bankAccount,
  currency,
  currencyExchangeRate,
  paymentMethod,
  paymentTerms,
  postedPurchaseDocument,
  purchaseInvoice,
  purchasePrice,
  salesInvoice,
  vendorInvoiceDiscount,
  vendorLedgerEntry,
} from "@/db/schema"
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import type { SetupDefinition } from "@/domain/setup/definition"
import { changed, isHeld } from "@/domain/setup/is-held"

export const paymentTermsSetupDefinition: SetupDefinition = {
  slug: "payment-terms",
  table: paymentTerms,
  keys: ["code"],
  fields: [
    { name: "code", kind: "code", required: true },
    { name: "description", kind: "text", maximum: 100 },
    { name: "dueDateCalculation", kind: "formula" },
    { name: "discountDateCalculation", kind: "formula" },
    { name: "discountPercent", kind: "number", decimals: 5, minimum: "0", maximum: "100" },
    { name: "calcPmtDiscOnCrMemos", kind: "boolean" },
  ],
  listed: ["code", "description", "dueDateCalculation", "discountDateCalculation", "discountPercent"],
}

export const paymentMethodsDefinition: SetupDefinition = {
  slug: "payment-methods",
  table: paymentMethod,
  keys: ["code"],
  fields: [
    { name: "code", kind: "code", required: true },
    { name: "description", kind: "text", maximum: 100 },
    { name: "toBankAccount", kind: "boolean" },
  ],
  listed: ["code", "description", "toBankAccount"],
}

/** Where amounts of a currency stand, which its decimals were rounded to. */
const amountsIn = [
  purchaseInvoice.currencyCode,
  salesInvoice.currencyCode,
  postedPurchaseDocument.currencyCode,
  vendorLedgerEntry.currencyCode,
  bankAccount.currencyCode,
  purchasePrice.currencyCode,
]

export const currenciesDefinition: SetupDefinition = {
  slug: "currencies",
  table: currency,
  keys: ["code"],
  fields: [
    { name: "code", kind: "code", required: true },
    { name: "description", kind: "text", maximum: 100 },
    { name: "amountDecimals", kind: "integer", minimum: 0, maximum: 4 },
    { name: "unitAmountDecimals", kind: "integer", minimum: 0, maximum: 6 },
    { name: "invoiceRoundingPrecision", kind: "number", decimals: 4, minimum: "0" },
    { name: "maxVatDifferenceAllowed", kind: "number", decimals: 4, minimum: "0" },
    { name: "realizedGainsAccountNo", kind: "account" },
    { name: "realizedLossesAccountNo", kind: "account" },
    { name: "roundingAccountNo", kind: "account" },
  ],
  listed: ["code", "description", "amountDecimals", "invoiceRoundingPrecision", "roundingAccountNo"],
  async check(tx, change) {
    const { companyId, companyCurrencyCode, before, after } = change
    const issues: Issue[] = []
    if (!/^[A-Z]{3}$/u.test(after.code!)) issues.push({ field: "code", code: "setup.currency_code_form" })
    if (Number(after.unitAmountDecimals) < Number(after.amountDecimals)) {
      issues.push({ field: "unitAmountDecimals", code: "setup.unit_decimals_fewer" })
    }
    const precision = new Decimal(after.invoiceRoundingPrecision!)
    if (precision.decimalPlaces() > Number(after.amountDecimals)) {
      issues.push({ field: "invoiceRoundingPrecision", code: "setup.rounding_finer_than_currency" })
    }
    if (new Decimal(after.maxVatDifferenceAllowed!).decimalPlaces() > Number(after.amountDecimals)) {
      issues.push({ field: "maxVatDifferenceAllowed", code: "setup.vat_difference_finer_than_currency" })
    }
    // Costs per unit of the books were rounded to the own currency's decimals; typed ones only have too many by fewer.
    const isOwn = after.code === companyCurrencyCode
    const fewer = Number(after.unitAmountDecimals) < Number(before?.unitAmountDecimals ?? 0)
    const fixed = [
      ...(changed(change, "amountDecimals") ? ["amountDecimals"] : []),
      ...(changed(change, "unitAmountDecimals") && (isOwn || fewer) ? ["unitAmountDecimals"] : []),
    ]
    if (fixed.length > 0 && (isOwn || (await isHeld(tx, companyId, amountsIn, after.code!)))) {
      issues.push(...fixed.map(field => ({ field, code: "setup.currency_used" })))
    }
    return issues
  },
}

export const exchangeRatesDefinition: SetupDefinition = {
  slug: "exchange-rates",
  table: currencyExchangeRate,
  keys: ["currencyCode", "startingDate"],
  fields: [
    { name: "currencyCode", kind: "reference", to: "currencies", required: true },
    { name: "startingDate", kind: "date", required: true },
    { name: "exchangeRateAmount", kind: "number", decimals: 10, above: "0", required: true },
    { name: "relationalExchangeRateAmount", kind: "number", decimals: 10, above: "0", required: true },
  ],
  listed: ["currencyCode", "startingDate", "exchangeRateAmount", "relationalExchangeRateAmount"],
  latestFirst: true,
  async check(_tx, { companyCurrencyCode, after }) {
    if (after.currencyCode !== companyCurrencyCode) return []
    return [{ field: "currencyCode", code: "setup.rate_of_own_currency", params: { currency: companyCurrencyCode } }]
  },
}

/** Tiers: the highest minimum amount that a document reaches counts. */
export const vendorInvoiceDiscountsDefinition: SetupDefinition = {
  slug: "vendor-invoice-discounts",
  table: vendorInvoiceDiscount,
  keys: ["code", "currencyCode", "minimumAmount"],
  fields: [
    { name: "code", kind: "code", required: true },
    { name: "currencyCode", kind: "reference", to: "currencies", required: true },
    { name: "minimumAmount", kind: "number", decimals: 4, amountIn: "currencyCode", minimum: "0", required: true },
    { name: "discountPercent", kind: "number", decimals: 5, minimum: "0", maximum: "100" },
    { name: "serviceCharge", kind: "number", decimals: 4, amountIn: "currencyCode", minimum: "0" },
  ],
  listed: ["code", "currencyCode", "minimumAmount", "discountPercent", "serviceCharge"],
}

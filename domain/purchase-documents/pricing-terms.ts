/** What prices, discounts and VAT of a draft rest on. */
import type { Tx } from "@/db/tenancy"
import type { DocumentCurrency } from "@/domain/documents/document-currency"
import { headerField } from "@/domain/documents/draft"
import type { Issue } from "@/domain/errors"
import { readVendorTerms, type VendorTerms } from "@/domain/pricing/vendor-terms"
import type { PurchaseDocumentRow } from "./purchase-header"

/**
 * The vendor's terms as the invoice has them: its own currency, groups and way of stating prices.
 * @param newVendor the terms of another vendor than before, where there is one: they are read already
 * @returns null where there is no such vendor
 */
export async function pricingTerms(
  tx: Tx,
  header: PurchaseDocumentRow,
  newVendor: VendorTerms | null,
  currency: DocumentCurrency,
): Promise<VendorTerms | null> {
  const { companyId, postingDate } = header
  const vendor = newVendor ?? (await readVendorTerms(tx, companyId, header.buyFromVendorNo, postingDate))
  if (!vendor) return null
  const { genBusPostingGroup, vatBusPostingGroup, pricesIncludingVat } = header
  return {
    ...vendor,
    currencyCode: currency.code,
    companyCurrencyCode: currency.companyCurrencyCode,
    amountDecimals: currency.amountDecimals,
    unitAmountDecimals: currency.unitAmountDecimals,
    exchangeRate: currency.isForeign && !currency.isRateMissing ? currency : null,
    payTo: { ...vendor.payTo, genBusPostingGroup, vatBusPostingGroup, pricesIncludingVat },
  }
}

/** The exchange rate that a foreign currency lacks on the posting date. */
export function rateProblems(terms: VendorTerms): Issue[] {
  if (terms.currencyCode === terms.companyCurrencyCode || terms.exchangeRate) return []
  const params = { currency: terms.currencyCode, date: terms.date }
  return [{ field: headerField("postingDate"), code: "exchange_rate_missing", params }]
}

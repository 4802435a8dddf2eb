import { and, desc, eq, lte, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { preparedSelect, value } from "@/db/prepared"
import { company, currency, currencyExchangeRate, paymentTerms, purchasesSetup, vendor } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { dueDates, termsFor, vatBaseDiscount } from "@/domain/documents/due-date"
import type { Issue } from "@/domain/errors"
import { Decimal } from "@/domain/money/decimal"
import type { ExchangeRate } from "@/domain/money/exchange-rate"

export type VendorRow = typeof vendor.$inferSelect

/** What a purchase from a vendor on a date rests on: who is bought from, who is paid, currency, rate and terms. */
export type VendorTerms = {
  date: IsoDate
  buyFrom: VendorRow
  /**
   * The vendor that is paid; itself where none is set. Its groups, terms and currency overrule (docs/semantics.md, "Create
   * Purchase Invoice", 6).
   */
  payTo: VendorRow
  companyCurrencyCode: string
  currencyCode: string
  /** Decimals of an amount and of a unit cost in that currency. */
  amountDecimals: number
  unitAmountDecimals: number
  /** Null: the company's own currency, or no rate on that date (see `vendorProblems`). */
  exchangeRate: ExchangeRate | null
  paymentTerms: {
    dueDateCalculation: string
    discountDateCalculation: string
    discountPercent: string
    calcPmtDiscOnCrMemos: boolean
  } | null
  /** Percent by which a discount may lessen what VAT is worked out from; 0: none does. */
  vatTolerancePercent: string
}

const payTo = alias(vendor, "pay_to")

/** A CASE, as coalesce() may let things leak in PostgreSQL's eyes: behind row-level security no index would find the vendor. */
const payToNo = sql`case when ${vendor.payToVendorNo} is null then ${vendor.no} else ${vendor.payToVendorNo} end`

const vendors = preparedSelect("vendor_terms", query => {
  const rate = query
    .select({
      exchangeRateAmount: currencyExchangeRate.exchangeRateAmount,
      relationalExchangeRateAmount: currencyExchangeRate.relationalExchangeRateAmount,
    })
    .from(currencyExchangeRate)
    .where(
      and(
        eq(currencyExchangeRate.companyId, payTo.companyId),
        eq(currencyExchangeRate.currencyCode, payTo.currencyCode),
        lte(currencyExchangeRate.startingDate, value("date")),
      ),
    )
    .orderBy(desc(currencyExchangeRate.startingDate))
    .limit(1)
    .as("rate")
  return query
    .select({
      buyFrom: vendor,
      payTo,
      companyCurrencyCode: company.currencyCode,
      currencyCode: currency.code,
      amountDecimals: currency.amountDecimals,
      unitAmountDecimals: currency.unitAmountDecimals,
      exchangeRateAmount: rate.exchangeRateAmount,
      relationalExchangeRateAmount: rate.relationalExchangeRateAmount,
      dueDateCalculation: paymentTerms.dueDateCalculation,
      discountDateCalculation: paymentTerms.discountDateCalculation,
      discountPercent: paymentTerms.discountPercent,
      calcPmtDiscOnCrMemos: paymentTerms.calcPmtDiscOnCrMemos,
      vatTolerancePercent: purchasesSetup.vatTolerancePercent,
    })
    .from(vendor)
    .innerJoin(company, eq(company.id, vendor.companyId))
    .innerJoin(payTo, and(eq(payTo.companyId, vendor.companyId), eq(payTo.no, payToNo)))
    .innerJoin(
      currency,
      and(
        eq(currency.companyId, vendor.companyId),
        eq(currency.code, sql`coalesce(${payTo.currencyCode}, ${company.currencyCode})`),
      ),
    )
    .leftJoin(
      paymentTerms,
      and(eq(paymentTerms.companyId, payTo.companyId), eq(paymentTerms.code, payTo.paymentTermsCode)),
    )
    .leftJoin(purchasesSetup, eq(purchasesSetup.companyId, vendor.companyId))
    .leftJoinLateral(rate, sql`true`)
    .where(and(eq(vendor.companyId, value("companyId")), eq(vendor.no, value("vendorNo"))))
})

/**
 * SQL: a posting group of who is paid where one buys from a vendor. It asks for the values `companyId` and `vendorNo`.
 */
export function paidVendors(group: "vatBusPostingGroup" | "genBusPostingGroup"): SQL {
  return sql`(select pay_to.${sql.identifier(vendor[group].name)} from ${vendor}
    join ${vendor} as pay_to on pay_to.company_id = ${vendor.companyId} and pay_to.no = ${payToNo}
    where ${eq(vendor.companyId, value("companyId"))} and ${eq(vendor.no, value("vendorNo"))})`
}

/**
 * Reads a vendor and all its terms in one statement.
 *
 * @param date the day whose exchange rate counts
 * @returns null where the company has no such vendor
 */
export async function readVendorTerms(
  tx: Tx,
  companyId: number,
  vendorNo: string,
  date: IsoDate,
): Promise<VendorTerms | null> {
  const [row] = await vendors(tx, { companyId, vendorNo, date })
  if (!row) return null
  return {
    date,
    buyFrom: row.buyFrom,
    payTo: row.payTo,
    companyCurrencyCode: row.companyCurrencyCode,
    currencyCode: row.currencyCode,
    amountDecimals: row.amountDecimals,
    unitAmountDecimals: row.unitAmountDecimals,
    vatTolerancePercent: row.vatTolerancePercent ?? "0",
    exchangeRate:
      row.currencyCode !== row.companyCurrencyCode && row.exchangeRateAmount && row.relationalExchangeRateAmount
        ? {
            exchangeRateAmount: new Decimal(row.exchangeRateAmount),
            relationalExchangeRateAmount: new Decimal(row.relationalExchangeRateAmount),
          }
        : null,
    paymentTerms:
      row.dueDateCalculation === null
        ? null
        : {
            dueDateCalculation: row.dueDateCalculation,
            discountDateCalculation: row.discountDateCalculation ?? "",
            discountPercent: row.discountPercent ?? "0",
            calcPmtDiscOnCrMemos: row.calcPmtDiscOnCrMemos ?? false,
          },
  }
}

/**
 * Every reason why nothing can be bought from this vendor (docs/semantics.md, "Create Purchase Invoice", 8); the field is
 * the vendor's. A vendor blocked for payment alone passes.
 */
export function vendorProblems(terms: VendorTerms): Issue[] {
  const problems: Issue[] = []
  const add = (code: string, params: Issue["params"]) => problems.push({ field: "vendorNo", code, params })
  const parties = terms.payTo.no === terms.buyFrom.no ? [terms.buyFrom] : [terms.buyFrom, terms.payTo]
  for (const party of parties) for (const { code, params } of partyProblems(party)) add(code, params)
  const named = { vendor: terms.payTo.name, no: terms.payTo.no }
  if (!terms.payTo.vendorPostingGroup) add("vendor_posting_group_missing", named)
  if (!terms.payTo.genBusPostingGroup) add("gen_bus_posting_group_missing", named)
  if (!terms.payTo.vatBusPostingGroup) add("vat_bus_posting_group_missing", named)
  if (terms.currencyCode !== terms.companyCurrencyCode && !terms.exchangeRate) {
    add("exchange_rate_missing", { currency: terms.currencyCode, date: terms.date })
  }
  return problems
}

/** What stands against either of the two themselves. */
function partyProblems(party: VendorRow): Omit<Issue, "field">[] {
  const problems: Omit<Issue, "field">[] = []
  const named = { vendor: party.name, no: party.no }
  const { blockedBy, blockedAt } = party
  // That is why it is blocked for all.
  if (party.privacyBlocked) problems.push({ code: "vendor_privacy_blocked", params: named })
  else if (party.blocked === "all" && blockedBy && blockedAt) {
    problems.push({ code: "vendor_blocked_by", params: { ...named, by: blockedBy, at: blockedAt.toISOString() } })
  } else if (party.blocked === "all") problems.push({ code: "vendor_blocked", params: named })
  if (party.mergedInto) problems.push({ code: "vendor_merged", params: { ...named, into: party.mergedInto } })
  return problems
}

/**
 * The header of a new purchase invoice or credit memo, every value from the vendor that gives it (docs/semantics.md, "Create Purchase
 * Invoice", 6): address and contact from the buy-from vendor, everything about paying and VAT from the pay-to vendor.
 *
 * @param no number of the new document
 */
export function headerFromVendor(terms: VendorTerms, no: string, documentType: "invoice" | "credit_memo" = "invoice") {
  const { buyFrom, payTo, date } = terms
  const held = termsFor(documentType, terms.paymentTerms)
  const { dueDate, pmtDiscountDate } = dueDates(date, held)
  return {
    companyId: buyFrom.companyId,
    no,
    buyFromVendorNo: buyFrom.no,
    buyFromVendorName: buyFrom.name,
    buyFromAddress: buyFrom.address,
    buyFromAddress2: buyFrom.address2,
    buyFromPostCode: buyFrom.postCode,
    buyFromCity: buyFrom.city,
    buyFromCountryRegionCode: buyFrom.countryRegionCode,
    buyFromContact: buyFrom.contact,
    orderAddressCode: null,
    payToVendorNo: payTo.no,
    payToVendorName: payTo.name,
    vatRegistrationNo: payTo.vatRegistrationNo,
    vatCountryRegionCode: payTo.countryRegionCode,
    genBusPostingGroup: payTo.genBusPostingGroup,
    vatBusPostingGroup: payTo.vatBusPostingGroup,
    vendorPostingGroup: payTo.vendorPostingGroup,
    paymentTermsCode: payTo.paymentTermsCode,
    paymentMethodCode: payTo.paymentMethodCode,
    purchaserCode: payTo.purchaserCode,
    languageCode: payTo.languageCode,
    invoiceDiscountCode: payTo.invoiceDiscountCode,
    currencyCode: terms.currencyCode,
    pricesIncludingVat: payTo.pricesIncludingVat,
    postingDate: date,
    documentDate: date,
    orderDate: date,
    dueDate,
    paymentDiscountDate: pmtDiscountDate,
    paymentDiscountPercent: held?.discountPercent ?? "0",
    vatBaseDiscountPercent: vatBaseDiscount(held, terms.vatTolerancePercent),
    postingDescription: `${documentType === "invoice" ? "Invoice" : "Credit Memo"} ${no}`,
    vendorInvoiceNo: "",
  }
}

import { and, desc, eq, lte } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { preparedSelect, value } from "@/db/prepared"
import { company, currency, currencyExchangeRate } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { Decimal, ONE, round } from "@/domain/money/decimal"

/** A document's currency beside the company's own (LCY), at the rate of a date. */
export type DocumentCurrency = {
  code: string
  /** Of its amounts, and of its prices and costs. */
  amountDecimals: number
  unitAmountDecimals: number
  /** An invoice's total is rounded to a multiple of this; 0: not. */
  invoiceRoundingPrecision: Decimal
  /** What the VAT on a document's paper may differ by, in all, from what is worked out. */
  maxVatDifferenceAllowed: Decimal
  companyCurrencyCode: string
  /** Of the company, read with its currency. */
  timeZone: string
  lcyAmountDecimals: number
  lcyUnitAmountDecimals: number
  isForeign: boolean
  /** Foreign, and no rate on that date. */
  isRateMissing: boolean
  /** So many units of the document's currency … */
  exchangeRateAmount: Decimal
  /** … are worth so many of the company's own. */
  relationalExchangeRateAmount: Decimal
  /** Takes what rounding leaves over. */
  roundingAccountNo: string | null
  realizedGainsAccountNo: string | null
  realizedLossesAccountNo: string | null
}

const own = alias(currency, "own")

const currencies = preparedSelect("document_currency", query =>
  query
    .select({
      code: currency.code,
      amountDecimals: currency.amountDecimals,
      unitAmountDecimals: currency.unitAmountDecimals,
      invoiceRoundingPrecision: currency.invoiceRoundingPrecision,
      maxVatDifferenceAllowed: currency.maxVatDifferenceAllowed,
      roundingAccountNo: currency.roundingAccountNo,
      realizedGainsAccountNo: currency.realizedGainsAccountNo,
      realizedLossesAccountNo: currency.realizedLossesAccountNo,
      companyCurrencyCode: company.currencyCode,
      timeZone: company.timeZone,
      lcyAmountDecimals: own.amountDecimals,
      lcyUnitAmountDecimals: own.unitAmountDecimals,
      exchangeRateAmount: currencyExchangeRate.exchangeRateAmount,
      relationalExchangeRateAmount: currencyExchangeRate.relationalExchangeRateAmount,
    })
    .from(company)
    .innerJoin(currency, and(eq(currency.companyId, company.id), eq(currency.code, value("code"))))
    .innerJoin(own, and(eq(own.companyId, company.id), eq(own.code, company.currencyCode)))
    .leftJoin(
      currencyExchangeRate,
      and(
        eq(currencyExchangeRate.companyId, company.id),
        eq(currencyExchangeRate.currencyCode, currency.code),
        lte(currencyExchangeRate.startingDate, value("date")),
      ),
    )
    .where(eq(company.id, value("companyId")))
    .orderBy(desc(currencyExchangeRate.startingDate))
    .limit(1),
)

/** Reads a currency's terms on a date in one statement. @throws RangeError for a currency the company does not have */
export async function readDocumentCurrency(
  tx: Tx,
  companyId: number,
  code: string,
  date: IsoDate,
): Promise<DocumentCurrency> {
  const [row] = await currencies(tx, { companyId, code, date })
  if (!row) throw new RangeError(`currency ${code} of company ${companyId}`)
  const isForeign = row.code !== row.companyCurrencyCode
  const rated = isForeign && row.exchangeRateAmount !== null && row.relationalExchangeRateAmount !== null
  return {
    ...row,
    invoiceRoundingPrecision: new Decimal(row.invoiceRoundingPrecision),
    maxVatDifferenceAllowed: new Decimal(row.maxVatDifferenceAllowed),
    isForeign,
    isRateMissing: isForeign && !rated,
    exchangeRateAmount: rated ? new Decimal(row.exchangeRateAmount!) : ONE,
    relationalExchangeRateAmount: rated ? new Decimal(row.relationalExchangeRateAmount!) : ONE,
  }
}

type Rate = Pick<
  DocumentCurrency,
  "isForeign" | "exchangeRateAmount" | "relationalExchangeRateAmount" | "lcyAmountDecimals"
>

/** An amount of the document's currency in the company's own, rounded to it. */
export function toCompanyCurrency(amount: Decimal, rate: Rate): Decimal {
  if (!rate.isForeign) return amount
  return round(amount.times(rate.relationalExchangeRateAmount).div(rate.exchangeRateAmount), rate.lcyAmountDecimals)
}

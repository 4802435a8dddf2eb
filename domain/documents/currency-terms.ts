import { and, desc, eq, lte } from "drizzle-orm"
import { company, currency, currencyExchangeRate } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import type { IsoDate } from "@/domain/dates/date"
import { Decimal } from "@/domain/money/decimal"
import type { ExchangeRate } from "@/domain/pricing/purchase-cost"

export type CurrencyTerms = {
  currencyCode: string
  companyCurrencyCode: string
  timeZone: string
  amountDecimals: number
  unitAmountDecimals: number
  /** Null: the company's own currency, or no rate on that date. */
  exchangeRate: ExchangeRate | null
}

/** Decimals and exchange rate of a document's currency, and the company's own currency and time zone. */
export async function readCurrencyTerms(
  tx: Tx,
  companyId: number,
  currencyCode: string,
  date: IsoDate,
): Promise<CurrencyTerms> {
  const [row] = await tx
    .select({
      companyCurrencyCode: company.currencyCode,
      timeZone: company.timeZone,
      amountDecimals: currency.amountDecimals,
      unitAmountDecimals: currency.unitAmountDecimals,
      exchangeRateAmount: currencyExchangeRate.exchangeRateAmount,
      relationalExchangeRateAmount: currencyExchangeRate.relationalExchangeRateAmount,
    })
    .from(company)
    .innerJoin(currency, and(eq(currency.companyId, company.id), eq(currency.code, currencyCode)))
    .leftJoin(
      currencyExchangeRate,
      and(
        eq(currencyExchangeRate.companyId, company.id),
        eq(currencyExchangeRate.currencyCode, currencyCode),
        lte(currencyExchangeRate.startingDate, date),
      ),
    )
    .where(eq(company.id, companyId))
    .orderBy(desc(currencyExchangeRate.startingDate))
    .limit(1)
  if (!row) throw new RangeError(`currency ${currencyCode} of company ${companyId}`)
  const { exchangeRateAmount, relationalExchangeRateAmount, ...terms } = row
  const isForeign = currencyCode !== row.companyCurrencyCode
  return {
    ...terms,
    currencyCode,
    exchangeRate:
      isForeign && exchangeRateAmount && relationalExchangeRateAmount
        ? {
            exchangeRateAmount: new Decimal(exchangeRateAmount),
            relationalExchangeRateAmount: new Decimal(relationalExchangeRateAmount),
          }
        : null,
  }
}

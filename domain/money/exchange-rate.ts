import type { Decimal } from "./decimal"

/** So many of the currency are worth so many of the company's, as the table of exchange rates has it. */
export type ExchangeRate = { exchangeRateAmount: Decimal; relationalExchangeRateAmount: Decimal }

import type { CompanyRow } from "@/db/company-rows"
import type { currency, currencyExchangeRate } from "@/db/schema"

const exchangeAccounts = { realizedGainsAccountNo: "9300", realizedLossesAccountNo: "9310", roundingAccountNo: "9320" }

/** One of each kind that rounds differently: 0, 2 and 3 decimals. */
export const currencies: CompanyRow<typeof currency>[] = [
  { code: "EUR", description: "Euro", amountDecimals: 2, unitAmountDecimals: 5, maxVatDifferenceAllowed: "0.05" },
  {
    code: "GBP",
    description: "Brits pond",
    amountDecimals: 2,
    unitAmountDecimals: 5,
    maxVatDifferenceAllowed: "0.05",
    ...exchangeAccounts,
  },
  {
    code: "USD",
    description: "Amerikaanse dollar",
    amountDecimals: 2,
    unitAmountDecimals: 5,
    maxVatDifferenceAllowed: "0.05",
    ...exchangeAccounts,
  },
  { code: "JPY", description: "Japanse yen", amountDecimals: 0, unitAmountDecimals: 3, ...exchangeAccounts },
  { code: "KWD", description: "Koeweitse dinar", amountDecimals: 3, unitAmountDecimals: 6, ...exchangeAccounts },
]

/**
 * What one euro bought at the start of each half year, of the order of the European Central Bank's reference rates: for
 * a demo and its old invoices, not for anyone's books.
 */
const perEuro: [halfYear: string, gbp: string, usd: string, jpy: string, kwd: string][] = [
  ["2010-01-01", "0.8900", "1.4390", "133.60", "0.4130"],
  ["2010-07-01", "0.8180", "1.2330", "108.50", "0.3590"],
  ["2011-01-01", "0.8570", "1.3350", "108.70", "0.3750"],
  ["2011-07-01", "0.9030", "1.4490", "116.90", "0.3970"],
  ["2012-01-01", "0.8350", "1.2940", "100.20", "0.3610"],
  ["2012-07-01", "0.8040", "1.2590", "100.10", "0.3530"],
  ["2013-01-01", "0.8150", "1.3190", "113.60", "0.3710"],
  ["2013-07-01", "0.8560", "1.3040", "129.60", "0.3720"],
  ["2014-01-01", "0.8330", "1.3770", "144.80", "0.3880"],
  ["2014-07-01", "0.7990", "1.3690", "138.90", "0.3860"],
  ["2015-01-01", "0.7780", "1.2100", "145.10", "0.3540"],
  ["2015-07-01", "0.7090", "1.1100", "136.30", "0.3370"],
  ["2016-01-01", "0.7380", "1.0890", "131.00", "0.3310"],
  ["2016-07-01", "0.8380", "1.1140", "114.30", "0.3360"],
  ["2017-01-01", "0.8530", "1.0520", "123.30", "0.3220"],
  ["2017-07-01", "0.8790", "1.1410", "127.80", "0.3460"],
  ["2018-01-01", "0.8870", "1.2000", "135.00", "0.3620"],
  ["2018-07-01", "0.8860", "1.1660", "129.00", "0.3530"],
  ["2019-01-01", "0.8950", "1.1450", "125.90", "0.3480"],
  ["2019-07-01", "0.8970", "1.1350", "122.70", "0.3440"],
  ["2020-01-01", "0.8500", "1.1230", "121.90", "0.3400"],
  ["2020-07-01", "0.9040", "1.1200", "120.60", "0.3450"],
  ["2021-01-01", "0.8990", "1.2270", "126.50", "0.3730"],
  ["2021-07-01", "0.8580", "1.1880", "131.40", "0.3570"],
  ["2022-01-01", "0.8400", "1.1330", "130.40", "0.3430"],
  ["2022-07-01", "0.8580", "1.0390", "141.50", "0.3190"],
  ["2023-01-01", "0.8870", "1.0670", "140.70", "0.3270"],
  ["2023-07-01", "0.8580", "1.0870", "157.20", "0.3340"],
  ["2024-01-01", "0.8690", "1.1050", "156.30", "0.3390"],
  ["2024-07-01", "0.8470", "1.0710", "172.40", "0.3280"],
  ["2025-01-01", "0.8290", "1.0390", "163.10", "0.3200"],
  ["2025-07-01", "0.8560", "1.1720", "169.20", "0.3580"],
  ["2026-01-01", "0.8720", "1.1750", "184.10", "0.3610"],
  ["2026-07-01", "0.8640", "1.1620", "181.60", "0.3570"],
]

const foreign = ["GBP", "USD", "JPY", "KWD"] as const

export const exchangeRates: CompanyRow<typeof currencyExchangeRate>[] = perEuro.flatMap(([startingDate, ...rates]) =>
  foreign.map((currencyCode, index) => ({
    currencyCode,
    startingDate,
    exchangeRateAmount: rates[index] as string,
    relationalExchangeRateAmount: "1",
  })),
)

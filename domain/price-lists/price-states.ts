/** Where a row of a price list stands between its days. */
export const priceStates = ["current", "coming", "ended"] as const
export type PriceState = (typeof priceStates)[number]

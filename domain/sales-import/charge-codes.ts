/**
 * Stock codes that are no goods: carriage (POST, DOT, C2), entries by hand (M), discounts (D), samples (S), adjustments
 * (B), bank charges, a marketplace's fee, gifts to charity (CRUK). As they stand in a year of a wholesaler's invoices (the
 * data set Online Retail, doi:10.1057/dbm.2012.17); PADS looks like one and is goods.
 */
const chargeCodes = new Set(["POST", "DOT", "C2", "M", "D", "S", "B", "CRUK", "BANK CHARGES", "AMAZONFEE"])

/** Whether a stock code stands for a charge. @param code in capitals */
export function isChargeCode(code: string): boolean {
  return chargeCodes.has(code)
}

/**
 * Stock codes that are no goods: carriage (POST, DOT, C2), entries by hand (M), discounts (D), samples (S), adjustments
 * (B), bank charges, a marketplace's fee, gifts to charity (CRUK). From `../shared/data/README.md` and the file there;
 * PADS looks like one and is goods.
 */
const chargeCodes = new Set(["POST", "DOT", "C2", "M", "D", "S", "B", "CRUK", "BANK CHARGES", "AMAZONFEE"])

/** Whether a stock code stands for a charge. @param code in capitals */
export function isChargeCode(code: string): boolean {
  return chargeCodes.has(code)
}

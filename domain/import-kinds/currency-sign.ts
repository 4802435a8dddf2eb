import type { UnderstoodRow } from "./import-kind"

/** Currencies that write a sign at their amounts. */
const signs: Readonly<Record<string, readonly string[]>> = {
  "€": ["EUR"],
  "£": ["GBP", "GIP", "FKP", "SHP", "EGP"],
  $: ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "BRL", "ARS", "CLP", "COP"],
  "¥": ["JPY", "CNY"],
}

/**
 * The currency sign or code that stands at a number of a row and is not the currency's, as far as it can be told.
 * @param column absent: any
 * @returns undefined: none stands there, or it may be the currency's
 */
export function otherSign(
  { remarks }: Pick<UnderstoodRow, "remarks">,
  currencyCode: string,
  column?: string,
): string | undefined {
  const found = remarks.find(
    ({ code, params }) => code === "imports.currency_sign" && (column === undefined || params?.column === column),
  )
  if (!found) return undefined
  const sign = String(found.params?.sign)
  const standsFor = signs[sign] ?? [sign.toUpperCase()]
  return standsFor.includes(currencyCode) ? undefined : sign
}

/** Where a partner is, seen from the company: decides its posting groups. */
export type Region = "home" | "eu" | "elsewhere"

/** Member states of the European Union, ISO 3166-1. */
const memberStates = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
)

/** @param code and `home`, the company's own country: ISO 3166-1 alpha-2 */
export function regionOf(code: string, home: string): Region {
  if (code === home) return "home"
  return memberStates.has(code) ? "eu" : "elsewhere"
}

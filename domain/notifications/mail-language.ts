/** Countries whose companies write Dutch to a user who has not chosen a language. */
const dutchSpeaking = ["NL", "BE", "SR"]

/**
 * The language to write to somebody in.
 * @param chosen by the reader in My Settings; null where the portal follows the browser, which no mail can
 * @param countryRegionCode of the company that writes
 */
export function mailLanguage(chosen: "en" | "nl" | null, countryRegionCode: string): "en" | "nl" {
  return chosen ?? (dutchSpeaking.includes(countryRegionCode) ? "nl" : "en")
}

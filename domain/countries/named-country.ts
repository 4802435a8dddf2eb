import countries from "i18n-iso-countries"
import en from "i18n-iso-countries/langs/en.json" with { type: "json" }
import nl from "i18n-iso-countries/langs/nl.json" with { type: "json" }
import { languages } from "@/language/language"
import { listCountries } from "./countries"
import { type Region, regionOf } from "./region"

// Besides the one name that each language has for a country today, below: full and older ones.
countries.registerLocale(en)
countries.registerLocale(nl)

/** Codes by the names that countries have in every language we speak, in lower case. */
const namesOfToday = new Map(
  languages.flatMap(language => listCountries(language).map(({ code, name }) => [name.toLowerCase(), code])),
)

export type NamedCountry = {
  /** ISO 3166-1 alpha-2; blank where the text names none. */
  code: string
  region: Region
  /** False: the text names no place that we know; the customer is then treated as one at home, so VAT is not forgotten. */
  known: boolean
}

/** Names that files use and ISO does not. */
const otherNames: Record<string, string> = {
  eire: "IE",
  rsa: "ZA",
  "great britain": "GB",
  england: "GB",
  holland: "NL",
}

/** Places that are no single country of ISO 3166-1: their customers get no code. */
const places: Record<string, Region> = {
  "european community": "eu",
  "european union": "eu",
  "channel islands": "elsewhere",
}

/**
 * The country a file names: in any language we speak, by its ISO code of two or three letters, or by a name in common use.
 * @param home ISO code of the company's own country
 */
export function readCountry(text: string, home: string): NamedCountry {
  const name = text.trim().toLowerCase()
  const place = Object.hasOwn(places, name) ? places[name] : undefined
  if (place) return { code: "", region: place, known: true }
  const code = Object.hasOwn(otherNames, name) ? otherNames[name]! : isoCode(name)
  if (!code) return { code: "", region: "home", known: false }
  return { code, region: regionOf(code, home), known: true }
}

const found = new Map<string, string | undefined>()

/** Looking a name up walks the whole list, and a file repeats the same few. */
function isoCode(name: string): string | undefined {
  if (!found.has(name)) {
    if (found.size > 1_000) found.clear()
    found.set(name, lookUp(name))
  }
  return found.get(name)
}

function lookUp(name: string): string | undefined {
  if (/^[a-z]{2,3}$/u.test(name)) {
    // UK is reserved for the United Kingdom, and what people write.
    const code = name === "uk" ? "GB" : countries.toAlpha2(name.toUpperCase())
    if (code) return code
  }
  const known = countries.langs().map(language => countries.getAlpha2Code(name, language))
  return known.find(Boolean) ?? namesOfToday.get(name)
}

import { type Country, checkVAT, countries } from "jsvat"

/** As it is compared and stored: no blanks, points, hyphens or strokes, in capitals. */
function compact(typed: string): string {
  return typed.replace(/[\s.\-/]/gu, "").toUpperCase()
}

/** Belgium gives out numbers that begin with 1 since 2023; of the ten digits the last two are 97 less the rest's remainder. */
const belgium: Country = {
  name: "Belgium",
  codes: ["BE"],
  calcFn: digits => {
    const ten = digits.padStart(10, "0")
    return 97 - (Number(ten.slice(0, 8)) % 97) === Number(ten.slice(8))
  },
  rules: { multipliers: {}, regex: [/^(BE)((?:[01]\d|\d)\d{8})$/] },
}

const unitedKingdom = countries.find(({ codes }) => codes.includes("GB"))!

/** Northern Ireland trades in goods within the European Union under XI, with the numbers of the United Kingdom. */
const northernIreland: Country = {
  ...unitedKingdom,
  codes: ["XI"],
  rules: {
    ...unitedKingdom.rules,
    regex: unitedKingdom.rules.regex.map(({ source }) => new RegExp(source.replace("(GB)", "(XI)"))),
  },
}

/** What the numbers of a country begin with, where that is not its code. */
const prefixes: Record<string, string> = { GR: "EL", CH: "CHE" }

function rulesOf(country: string): Country[] {
  if (country === "BE") return [belgium]
  if (country === "GB") return [unitedKingdom, northernIreland]
  return countries.filter(({ codes }) => codes.includes(country))
}

/**
 * A VAT registration number as it is stored: without blanks and signs, with its country's letters, which need not be typed.
 *
 * @param country ISO 3166-1 alpha-2; a number of one whose rule is not known is taken as it is
 * @returns null where it can be none of that country, by its form or its check digit
 */
export function readVatRegistrationNo(typed: string, country: string): string | null {
  const plain = compact(typed)
  const rules = rulesOf(country)
  if (plain === "" || rules.length === 0) return plain
  const prefix = prefixes[country] ?? country
  const bare = plain.startsWith(country) ? plain.slice(country.length) : plain
  const valid = [plain, prefix + plain, prefix + bare].find(no => checkVAT(no, rules).isValid)
  if (valid === undefined) return null
  // Before 2007 Belgian numbers had nine digits; the same number is written with a 0 before them now.
  return valid.replace(/^BE(\d{9})$/u, "BE0$1")
}

import { checkVAT, countries } from "jsvat"

/** As it is stored: no blanks, points or hyphens, in capitals. */
export function plainVatRegistrationNo(typed: string): string {
  return typed.replace(/[\s.\-/]/gu, "").toUpperCase()
}

/**
 * Whether a VAT number can be one of that country: its form and, where the country has one, its check digit. A country
 * whose rule we do not know takes any.
 *
 * @param country ISO 3166-1 alpha-2
 */
export function isVatRegistrationNo(plain: string, country: string): boolean {
  const rules = countries.filter(each => each.codes.includes(country))
  return rules.length === 0 || checkVAT(plain, rules).isValid
}

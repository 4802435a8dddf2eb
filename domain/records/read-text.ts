/** How texts of cards are read that have a form of their own. */
import { readRegistrationNo } from "@/domain/countries/registration-no"
import type { Issue } from "@/domain/errors"

/** Digits and the signs between them: a letter is a slip. */
export function readPhone(text: string): string | Issue {
  return /\p{L}/u.test(text) ? { code: "card.phone_letters" } : text
}

export function readEmail(text: string): string | Issue {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text) ? text : { code: "email" }
}

/** A number of the register of companies of the country that stands beside it (readRegistrationNo). */
export function readRegistrationNumber(text: string, sibling: (name: string) => string): string | Issue {
  const country = sibling("countryRegionCode")
  const no = readRegistrationNo(text, country)
  if (no !== null) return no
  return country === "NL"
    ? { code: "card.kvk_form" }
    : { code: "company.registration_no", params: { no: text, country } }
}

/** The number of a Dutch public body in electronic messages: twenty digits. */
export function readOrganisationIdNo(text: string): string | Issue {
  const digits = text.replace(/[\s.]/gu, "")
  return /^\d{20}$/u.test(digits) ? digits : { code: "card.oin_form" }
}

/** A Global Location Number: thirteen digits, the last checks the others (GS1 General Specifications, 7.9). */
export function readGln(text: string): string | Issue {
  const digits = text.replace(/[\s.-]/gu, "")
  if (!/^\d{13}$/u.test(digits)) return { code: "card.gln_form" }
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0 ? digits : { code: "card.gln_check_digit" }
}

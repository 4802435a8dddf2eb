/**
 * A number of a country's register of companies, as it is stored: without blanks, points and strokes.
 *
 * - Netherlands: the KvK number, eight digits.
 * - Belgium: the enterprise number, ten digits that begin with 0 or 1, the last two 97 less the remainder of the others by 97
 *   (Royal Decree of 24 June 2003); BE before it is left out, and a nine-digit one of before 2005 gets its 0.
 * - Elsewhere: as it was typed, in capitals.
 *
 * @param country ISO 3166-1 alpha-2
 * @returns null where it can be none
 */
export function readRegistrationNo(typed: string, country: string): string | null {
  const plain = typed.replace(/[\s.\-/]/gu, "").toUpperCase()
  if (plain === "") return ""
  if (country === "NL") return /^\d{8}$/u.test(plain) ? plain : null
  if (country !== "BE") return plain
  const digits = plain.replace(/^BE/u, "").padStart(10, "0")
  if (!/^[01]\d{9}$/u.test(digits)) return null
  return 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8)) ? digits : null
}

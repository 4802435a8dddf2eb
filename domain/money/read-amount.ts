/** Reads an amount with its own currency's decimals, by the rule in number-format.ts. Pure. */
import type { Issue } from "@/domain/errors"
import type { Language } from "@/language/language"
import { parseNumber } from "./parse-number"

/** What a currency says of its amounts. */
export type AmountCurrency = { code: string; amountDecimals: number }

/** Most digits of an amount before the decimal mark. */
const INTEGER_DIGITS = 12
/** More than any currency has: whether a text is a number at all, where its currency is not known. */
const ANY_DECIMALS = 6

/** `value` is a canonical decimal string; `issue` has no field yet. */
export type ReadAmount = { ok: true; value: string } | { ok: false; issue: Issue }

/**
 * Reads what stands for an amount in a form or a file. An English `1.250` is refused in euros, which have two decimals: it
 * is one and a quarter to a machine and twelve hundred and fifty to whoever typed it.
 *
 * @param currency undefined: the company has none of that code, which is told elsewhere; any decimals are read then
 */
export function readAmount(text: string, language: Language, currency: AmountCurrency | undefined): ReadAmount {
  const decimals = currency?.amountDecimals ?? ANY_DECIMALS
  const parsed = parseNumber(text, language, { decimals, integerDigits: INTEGER_DIGITS })
  if (parsed.ok) return parsed
  const typed = text.trim()
  if (parsed.reason !== "too_many_decimals" || !currency) {
    return { ok: false, issue: { code: `number_${parsed.reason}`, params: { typed } } }
  }
  return {
    ok: false,
    issue: { code: "amount_too_many_decimals", params: { typed, currency: currency.code, decimals } },
  }
}

/**
 * Small sums in a number field, as spreadsheets know them: `=12*1.05`, `120/12`, `(4+3)*2`. Numbers in it are read by the
 * reader's convention (parse-number.ts); `* × / ÷ : + -` and parentheses, products before sums. What is a number by itself
 * never comes here. A quotient is rounded half away from zero to the field's decimals, at most five of them; all else is exact.
 */
import type { Language } from "@/language/language"
import { languageWithDecimal } from "@/language/number-format"
import { Decimal, round, toPlain } from "./decimal"
import { type NumberLimits, type NumberProblem, type ParsedNumber, parseNumber } from "./parse-number"

/** Decimals that a quotient keeps at most, as many as a quantity has. */
const QUOTIENT_DECIMALS = 5

/** One in which plain decimals are written. */
const plainLanguage = languageWithDecimal(".")!

const LONGEST_SUM = 100

/** Parentheses within parentheses, at most. */
const DEEPEST = 10

/** Digits that a value on the way may have: far more than any field takes, and bounded. */
const MOST_DIGITS = 30

/**
 * What stands in a number field: a number, or a small sum that comes to one. Never throws.
 *
 * @returns as parseNumber, and `division_by_zero`
 */
export function readNumberOrSum(text: string, language: Language, limits: NumberLimits): ParsedNumber {
  const plain = parseNumber(text, language, limits)
  if (plain.ok || plain.reason !== "not_a_number") return plain
  return isSum(text) ? readSum(text, language, limits) : plain
}

/** Whether a text that is no number looks like a sum: after a `=`, or with a sign of arithmetic between digits. */
function isSum(text: string): boolean {
  const typed = text.trim()
  if (typed.length > LONGEST_SUM || !/^=?[\d.,\s()+\-\u2212*×/÷:]+$/u.test(typed)) return false
  return typed.startsWith("=") ? /\d/u.test(typed) : /[\d)]\s*[+\-\u2212*×/÷:]\s*[-\u2212(\d.,]/u.test(typed)
}

class Unreadable extends Error {
  constructor(readonly reason: NumberProblem) {
    super(reason)
  }
}

function readSum(text: string, language: Language, limits: NumberLimits): ParsedNumber {
  try {
    const { value, isQuotient } = new Reading(tokensOf(text), language).all()
    const kept = Math.min(limits.decimals, QUOTIENT_DECIMALS)
    // Back through the reading of numbers: one place knows the limits.
    return parseNumber(toPlain(isQuotient ? round(value, kept) : value), plainLanguage, limits)
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, reason: error.reason }
    throw error
  }
}

function tokensOf(text: string): string[] {
  const signs = text.trim().replace(/^=/u, "").replaceAll("\u2212", "-").replaceAll("×", "*").replace(/[÷:]/gu, "/")
  return signs.match(/[\d.,](?:[\d.,\s]*[\d.,])?|[-+*/()]/gu) ?? []
}

/** Reads a sum from left to right. */
class Reading {
  private at = 0
  private depth = 0
  private isQuotient = false

  constructor(
    private readonly tokens: readonly string[],
    private readonly language: Language,
  ) {}

  all(): { value: Decimal; isQuotient: boolean } {
    const value = this.sum()
    if (this.at < this.tokens.length) throw new Unreadable("not_a_number")
    return { value, isQuotient: this.isQuotient }
  }

  private sum(): Decimal {
    let value = this.product()
    for (;;) {
      const sign = this.take("+", "-")
      if (!sign) return value
      value = bounded(sign === "+" ? value.plus(this.product()) : value.minus(this.product()))
    }
  }

  private product(): Decimal {
    let value = this.factor()
    for (;;) {
      const sign = this.take("*", "/")
      if (!sign) return value
      value = bounded(sign === "*" ? value.times(this.factor()) : this.quotient(value, this.factor()))
    }
  }

  private quotient(value: Decimal, by: Decimal): Decimal {
    if (by.isZero()) throw new Unreadable("division_by_zero")
    this.isQuotient = true
    return value.dividedBy(by)
  }

  private factor(): Decimal {
    if (this.take("-")) return this.nested(() => this.factor()).negated()
    if (!this.take("(")) return this.number()
    const value = this.nested(() => this.sum())
    if (!this.take(")")) throw new Unreadable("not_a_number")
    return value
  }

  private nested(read: () => Decimal): Decimal {
    if (++this.depth > DEEPEST) throw new Unreadable("not_a_number")
    const value = read()
    this.depth--
    return value
  }

  private number(): Decimal {
    const parsed = parseNumber(this.tokens[this.at++] ?? "", this.language, { decimals: 20 })
    if (!parsed.ok) throw new Unreadable(parsed.reason === "empty" ? "not_a_number" : parsed.reason)
    return new Decimal(parsed.value)
  }

  private take(...signs: readonly string[]): string | undefined {
    const token = this.tokens[this.at]
    if (token === undefined || !signs.includes(token)) return undefined
    this.at++
    return token
  }
}

function bounded(value: Decimal): Decimal {
  if (value.abs().gte(new Decimal(10).pow(MOST_DIGITS))) throw new Unreadable("too_many_digits")
  return value
}

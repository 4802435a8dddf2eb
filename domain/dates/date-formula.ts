/**
 * Date formulas as Dynamics NAV and Business Central know them, e.g. `30D`, `1M+CM`, `CM+15D`, `-1W`, `D15`.
 * Source: the CalcDate method's grammar (learn.microsoft.com, System.CalcDate):
 *
 *     formula = { [+ | -] term }        at most 32 characters, read from the left, each term from where the last one led
 *     term    = number unit             that many days, weeks, months, quarters, years on (or back)
 *             | C unit                  end of the current period; with a minus its beginning (CD: the day itself)
 *             | D number                the next such day of the month, never today; with a minus the previous one
 *             | WD number               the next such weekday (1 Monday to 7 Sunday), never today; with a minus the previous
 *
 * A blank formula is the date itself; a term without a sign counts forward. Case and spaces do not matter. A Dutch
 * reader may type Microsoft's Dutch letters (D dag, W week, M maand, K kwartaal, J jaar, L lopende) or the English ones;
 * what is stored is English.
 *
 * The grammar also allows W, M, Q and Y before a number and WD behind one, without saying what they mean: these are
 * refused.
 */
import { defaultLanguage, type Language, languageFacts } from "@/language/language"
import {
  addDays,
  addMonths,
  dateOf,
  daysInMonth,
  endOfMonth,
  endOfQuarter,
  endOfWeek,
  endOfYear,
  type IsoDate,
  partsOf,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
  weekday,
} from "./date"

export type PeriodUnit = "D" | "W" | "M" | "Q" | "Y"

export type DateTerm = { sign: 1 | -1 } & (
  | { kind: "offset"; count: number; unit: PeriodUnit }
  | { kind: "current"; unit: PeriodUnit }
  | { kind: "dayOfMonth"; day: number }
  | { kind: "weekday"; weekday: number }
)

/** The terms in order; none for a blank formula. */
export type DateFormula = readonly DateTerm[]

export type DateFormulaProblem =
  | "too_long"
  /** A character that is neither a sign, a digit nor one of the letters. */
  | "unexpected_character"
  /** A sign or a number with nothing behind it, or a letter that stands alone. */
  | "incomplete"
  /** W, M, Q or Y before a number, WD behind one, or CWD. */
  | "unsupported_term"
  /** 0, or more than the unit allows: 9999 days, 999 weeks or months, 399 quarters, 99 years. */
  | "number_out_of_range"
  | "no_such_day_of_month"
  | "no_such_weekday"

export type ParsedDateFormula =
  | { ok: true; formula: DateFormula }
  /** `position` counts from 1 in the text as typed. */
  | { ok: false; position: number; reason: DateFormulaProblem }

/** As the reference's field. */
export const MAX_FORMULA_LENGTH = 32

/** So that eight terms of the largest count, from any date of a business, still give a year of four digits. */
const largestCount = { D: 9999, W: 999, M: 999, Q: 399, Y: 99 } as const satisfies Record<PeriodUnit, number>

/** The letters that are stored, and read in every language. */
const storedLetters = Object.fromEntries([..."DWMQYC"].map(letter => [letter, letter]))

/** What each letter of a language stands for. */
function lettersOf(language: Language): Record<string, string> {
  const own = Object.entries(languageFacts[language].formulaLetters).map(([stored, letter]) => [letter, stored])
  return { ...storedLetters, ...Object.fromEntries(own) }
}

/** How a language writes a stored letter. */
const letterIn = (language: Language, stored: string) => languageFacts[language].formulaLetters[stored] ?? stored

/** Reads a formula that a reader typed, or a stored one (the default language). Never throws. */
export function parseDateFormula(text: string, language: Language = defaultLanguage): ParsedDateFormula {
  const scanner = new Scanner(text, lettersOf(language))
  try {
    return { ok: true, formula: scanner.formula() }
  } catch (error) {
    if (error instanceof Problem) return { ok: false, position: error.position, reason: error.reason }
    throw error
  }
}

/** The formula in a language's letters. In the default language it is the form to store. */
export function printDateFormula(formula: DateFormula, language: Language = defaultLanguage): string {
  return formula.map((term, index) => (term.sign < 0 ? "-" : index > 0 ? "+" : "") + printTerm(term, language)).join("")
}

/** Where the formula leads from a date (1900 to 2200). A blank formula leads nowhere else. */
export function applyDateFormula(formula: DateFormula, date: IsoDate): IsoDate {
  return formula.reduce(applyTerm, date)
}

/** Thrown inside the scanner alone. */
class Problem extends Error {
  constructor(
    readonly position: number,
    readonly reason: DateFormulaProblem,
  ) {
    super(reason)
  }
}

type Character = { letter: string; position: number }

class Scanner {
  readonly #characters: Character[] = []
  readonly #end: number
  #at = 0

  constructor(text: string, letters: Record<string, string>) {
    let position = 0
    for (const character of text) {
      position += 1
      if (/\s/u.test(character)) continue
      const upper = character.toUpperCase()
      const known = /^[0-9+]$/u.test(upper)
        ? upper
        : /^[-\u2212]$/u.test(upper)
          ? "-"
          : Object.hasOwn(letters, upper)
            ? letters[upper]
            : undefined
      this.#characters.push({ letter: known ?? "?", position })
    }
    this.#end = position + 1
  }

  formula(): DateTerm[] {
    const unknown = this.#characters.find(character => character.letter === "?")
    if (unknown) throw new Problem(unknown.position, "unexpected_character")
    const excess = this.#characters[MAX_FORMULA_LENGTH]
    if (excess) throw new Problem(excess.position, "too_long")
    const terms: DateTerm[] = []
    while (this.#peek() !== undefined) {
      const sign = this.#peek()
      if (sign === "+" || sign === "-") this.#at += 1
      terms.push({ sign: sign === "-" ? -1 : 1, ...this.#term() })
    }
    return terms
  }

  #term(): TermBody {
    const start = this.#at
    const count = this.#number()
    if (count !== undefined) {
      const unit = this.#unit()
      if (unit === "WD") throw this.#problem("unsupported_term", start)
      if (count < 1 || count > largestCount[unit]) throw this.#problem("number_out_of_range", start)
      return { kind: "offset", count, unit }
    }
    if (this.#peek() === "C") {
      this.#at += 1
      const unit = this.#unit()
      if (unit === "WD") throw this.#problem("unsupported_term", start)
      return { kind: "current", unit }
    }
    const unit = this.#unit()
    const numberAt = this.#at
    const number = this.#number()
    if (number === undefined) throw this.#problem("incomplete")
    if (unit === "D") {
      if (number < 1 || number > 31) throw this.#problem("no_such_day_of_month", numberAt)
      return { kind: "dayOfMonth", day: number }
    }
    if (unit === "WD") {
      if (number < 1 || number > 7) throw this.#problem("no_such_weekday", numberAt)
      return { kind: "weekday", weekday: number }
    }
    throw this.#problem("unsupported_term", start)
  }

  #unit(): PeriodUnit | "WD" {
    const letter = this.#peek()
    if (letter !== "D" && letter !== "W" && letter !== "M" && letter !== "Q" && letter !== "Y") {
      throw this.#problem("incomplete")
    }
    this.#at += 1
    if (letter !== "W" || this.#peek() !== "D") return letter
    this.#at += 1
    return "WD"
  }

  #number(): number | undefined {
    let digits = ""
    for (let next = this.#peek(); next !== undefined && /\d/u.test(next); next = this.#peek()) {
      digits += next
      this.#at += 1
    }
    return digits === "" ? undefined : Number(digits)
  }

  #peek(): string | undefined {
    return this.#characters[this.#at]?.letter
  }

  #problem(reason: DateFormulaProblem, at = this.#at): Problem {
    return new Problem(this.#characters[at]?.position ?? this.#end, reason)
  }
}

type TermBody = DateTerm extends infer Term ? (Term extends DateTerm ? Omit<Term, "sign"> : never) : never

function printTerm(term: DateTerm, language: Language): string {
  const unit = (letter: PeriodUnit) => letterIn(language, letter)
  switch (term.kind) {
    case "offset":
      return `${term.count}${unit(term.unit)}`
    case "current":
      return letterIn(language, "C") + unit(term.unit)
    case "dayOfMonth":
      return `D${term.day}`
    case "weekday":
      return `WD${term.weekday}`
  }
}

function applyTerm(date: IsoDate, term: DateTerm): IsoDate {
  switch (term.kind) {
    case "offset":
      return shift(date, term.sign * term.count, term.unit)
    case "current":
      return term.sign > 0 ? endOf(date, term.unit) : startOf(date, term.unit)
    case "dayOfMonth":
      return dayOfMonth(date, term.day, term.sign)
    case "weekday": {
      const ahead = (term.weekday - weekday(date) + 7) % 7
      if (term.sign > 0) return addDays(date, ahead || 7)
      return addDays(date, ahead - 7)
    }
  }
}

function shift(date: IsoDate, count: number, unit: PeriodUnit): IsoDate {
  switch (unit) {
    case "D":
      return addDays(date, count)
    case "W":
      return addDays(date, count * 7)
    case "M":
      return addMonths(date, count)
    case "Q":
      return addMonths(date, count * 3)
    case "Y":
      return addMonths(date, count * 12)
  }
}

function endOf(date: IsoDate, unit: PeriodUnit): IsoDate {
  return { D: (d: IsoDate) => d, W: endOfWeek, M: endOfMonth, Q: endOfQuarter, Y: endOfYear }[unit](date)
}

function startOf(date: IsoDate, unit: PeriodUnit): IsoDate {
  return { D: (d: IsoDate) => d, W: startOfWeek, M: startOfMonth, Q: startOfQuarter, Y: startOfYear }[unit](date)
}

/** In a month without such a day its last one stands in, so that every month has exactly one. */
function dayOfMonth(date: IsoDate, day: number, sign: 1 | -1): IsoDate {
  const inMonth = (of: IsoDate) => {
    const { year, month } = partsOf(of)
    return dateOf(year, month, Math.min(day, daysInMonth(year, month)))
  }
  const here = inMonth(date)
  if (sign > 0 ? here > date : here < date) return here
  return inMonth(addMonths(startOfMonth(date), sign))
}

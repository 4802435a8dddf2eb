import type { DateFormulaProblem, DateTerm, PeriodUnit } from "./date-term"

/** As the reference's field. */
export const MAX_FORMULA_LENGTH = 32

/** So that eight terms of the largest count, from any date of a business, still give a year of four digits. */
const largestCount = { D: 9999, W: 999, M: 999, Q: 399, Y: 99 } as const satisfies Record<PeriodUnit, number>

type TermBody = DateTerm extends infer Term ? (Term extends DateTerm ? Omit<Term, "sign"> : never) : never

/** Where a formula cannot be read, and why. Thrown by the scanner alone. */
export class ScanProblem extends Error {
  constructor(
    readonly position: number,
    readonly reason: DateFormulaProblem,
  ) {
    super(reason)
  }
}

type Character = { letter: string; position: number }

/** Reads the terms of a date formula, one character after the other. */
export class FormulaScanner {
  readonly #characters: Character[] = []
  readonly #end: number
  #at = 0

  /** @param letters what each letter of the reader's language stands for */
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

  /** @throws ScanProblem */
  formula(): DateTerm[] {
    const unknown = this.#characters.find(character => character.letter === "?")
    if (unknown) throw new ScanProblem(unknown.position, "unexpected_character")
    const excess = this.#characters[MAX_FORMULA_LENGTH]
    if (excess) throw new ScanProblem(excess.position, "too_long")
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
    if (count !== undefined) return this.#offset(count, start)
    if (this.#peek() === "C") return this.#current(start)
    return this.#nextDay(start)
  }

  /** What follows a number. */
  #offset(count: number, start: number): TermBody {
    const unit = this.#period(start)
    if (count < 1 || count > largestCount[unit]) throw this.#problem("number_out_of_range", start)
    return { kind: "offset", count, unit }
  }

  #current(start: number): TermBody {
    this.#at += 1
    return { kind: "current", unit: this.#period(start) }
  }

  /** A day of the month or a weekday. */
  #nextDay(start: number): TermBody {
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

  /** A unit that is no weekday. */
  #period(start: number): PeriodUnit {
    const unit = this.#unit()
    if (unit === "WD") throw this.#problem("unsupported_term", start)
    return unit
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

  #problem(reason: DateFormulaProblem, at = this.#at): ScanProblem {
    return new ScanProblem(this.#characters[at]?.position ?? this.#end, reason)
  }
}

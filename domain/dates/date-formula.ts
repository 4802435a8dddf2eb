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
import { applyDateTerm } from "./apply-date-term"
import type { IsoDate } from "./date"
import type { DateFormulaProblem, DateTerm, PeriodUnit } from "./date-term"
import { FormulaScanner, ScanProblem } from "./formula-scanner"

export { MAX_FORMULA_LENGTH } from "./formula-scanner"

/** The terms in order; none for a blank formula. */
export type DateFormula = readonly DateTerm[]

export type ParsedDateFormula =
  | { ok: true; formula: DateFormula }
  /** `position` counts from 1 in the text as typed. */
  | { ok: false; position: number; reason: DateFormulaProblem }

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
  const scanner = new FormulaScanner(text, lettersOf(language))
  try {
    return { ok: true, formula: scanner.formula() }
  } catch (error) {
    if (error instanceof ScanProblem) return { ok: false, position: error.position, reason: error.reason }
    throw error
  }
}

/** The formula in a language's letters. In the default language it is the form to store. */
export function printDateFormula(formula: DateFormula, language: Language = defaultLanguage): string {
  return formula.map((term, index) => (term.sign < 0 ? "-" : index > 0 ? "+" : "") + printTerm(term, language)).join("")
}

/** Where the formula leads from a date (1900 to 2200). A blank formula leads nowhere else. */
export function applyDateFormula(formula: DateFormula, date: IsoDate): IsoDate {
  return formula.reduce(applyDateTerm, date)
}

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

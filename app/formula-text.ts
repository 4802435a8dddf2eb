import { parseDateFormula, printDateFormula } from "@/domain/dates/date-formula"
import type { Language } from "@/language/language"

/** A stored date formula as a reader writes it: "1M+5D", and in Dutch "1M+5D" or "2K"; what is none stays as it is. */
export function formulaText(formula: string, language: Language): string {
  const parsed = parseDateFormula(formula)
  return formula !== "" && parsed.ok ? printDateFormula(parsed.formula, language) : formula
}

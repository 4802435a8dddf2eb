import { type Issue, Refusal } from "@/domain/errors"
import { parseNumber } from "@/domain/money/parse-number"
import { type AmountCurrency, type ReadAmount, readAmount } from "@/domain/money/read-amount"
import type { CreditInput, CreditOfLine } from "@/domain/posted-purchase-documents/create-credit-memo"
import { cutText } from "@/domain/text/cut-text"
import type { Language } from "@/language/language"

const longest = 100
const quantityLimits = { decimals: 5, integerDigits: 12 }

/** Intent of the button that credits everything that is left. */
export const everything = "everything"

/**
 * What was typed beside the lines, in the reader's way.
 *
 * @throws Refusal with everything that cannot be read, unless everything is credited whatever is typed
 */
export function readCreditForm(
  form: FormData,
  language: Language,
  currency: AmountCurrency,
): Pick<CreditInput, "everything" | "lines"> {
  if (form.get("intent") === everything) return { everything: true, lines: [] }
  const issues: Issue[] = []
  const lines = new Map<number, CreditOfLine>()
  for (const [name, value] of form) {
    const [, no, figure] = /^lines\.(\d{1,9})\.(quantity|lineAmount)$/u.exec(name) ?? []
    if (!figure || typeof value !== "string") continue
    const read = figureOf(figure, cutText(value.trim(), longest), language, currency)
    if (!read.ok) issues.push({ field: name, ...read.issue })
    const line = lines.get(Number(no)) ?? { lineNo: Number(no), quantity: "", amount: "" }
    const typed = read.ok ? read.value : ""
    lines.set(line.lineNo, figure === "quantity" ? { ...line, quantity: typed } : { ...line, amount: typed })
  }
  if (issues.length > 0) throw new Refusal(issues)
  return { everything: false, lines: [...lines.values()] }
}

function figureOf(figure: string, typed: string, language: Language, currency: AmountCurrency): ReadAmount {
  if (typed === "") return { ok: true, value: "" }
  if (figure === "lineAmount") return readAmount(typed, language, currency)
  const read = parseNumber(typed, language, quantityLimits)
  return read.ok ? read : { ok: false, issue: { code: `number_${read.reason}`, params: { typed } } }
}

/** Reads the amounts of a file by what the whole file proves of the way it writes numbers. Pure. */

import type { Issue } from "@/domain/errors"
import { parseNumber } from "@/domain/money/parse-number"
import { type AmountCurrency, type ReadAmount, readAmount } from "@/domain/money/read-amount"
import { cutText } from "@/domain/text/cut-text"
import { type Language, languages } from "@/language/language"
import { languageWithDecimal, numberMarks } from "@/language/number-format"
import { MAX_FIELD_LENGTH } from "./columns"

/** An amount as it stands in the file; no currency: the company has none of that code. */
export type FileAmount = { text: string; currency: AmountCurrency | undefined }

/** The ways to write a number, by the mark before its decimals, each as the first language that has it. */
const ways = [...new Set(languages.map(language => languageWithDecimal(numberMarks[language].decimal)!))]

/** In which ways a text is a number, whatever its decimals. */
const readableAs = ({ text }: FileAmount): Language[] => ways.filter(way => readAmount(text, way, undefined).ok)

/** `1.250` or `1,250`: a number in more ways than one, and not the same. */
function isOpen({ text }: FileAmount): boolean {
  return (
    new Set(ways.map(way => readAmount(text, way, undefined)).flatMap(read => (read.ok ? [read.value] : []))).size > 1
  )
}

/** In which ways an open amount has no more decimals than its currency. */
const fitsAs = ({ text, currency }: FileAmount): Language[] => ways.filter(way => readAmount(text, way, currency).ok)

/**
 * One file writes numbers one way. Which one, its amounts prove: those that are a number in one way alone (`12.50`,
 * `1.250,00`), else, where there are none, those that fit their currency in one way alone (`2.500` euros are two
 * thousand five hundred: euros have no thousandths). An amount that is open, `1.250`, is read where all that the file proves
 * is one way, and refused where it proves nothing or several: whoever wrote it knows, and a guess pays a thousandth.
 *
 * @param otherwise the language of a file that proves nothing, or as much for two ways: its other amounts are the same in
 *   either, or refused in one
 * @returns the way the file writes numbers, and each amount as it is read in it, in their order
 */
export function readFileAmounts(
  amounts: readonly FileAmount[],
  otherwise: Language,
): { numbers: Language; read: ReadAmount[] } {
  const open = new Set(amounts.filter(isOpen))
  const byForm = amounts.map(readableAs).filter(({ length }) => length === 1)
  const byDecimals = [...open].map(fitsAs).filter(({ length }) => length === 1)
  const proofs = (byForm.length > 0 ? byForm : byDecimals).flat()
  const proofsOf = (way: Language) => proofs.filter(proof => proof === way).length
  const most = Math.max(...ways.map(proofsOf))
  const proven = ways.filter(way => proofsOf(way) === most)
  const numbers = proven.length === 1 ? proven[0]! : otherwise
  const isProven = most > 0 && most === proofs.length
  const read = amounts.map((amount): ReadAmount => {
    if (open.has(amount) && !isProven) return { ok: false, issue: askOf(amount) }
    return clipped(readAmount(amount.text, numbers, amount.currency))
  })
  return { numbers, read }
}

/** Both readings, for whoever corrects the row. */
function askOf({ text }: FileAmount): Issue {
  const [larger, smaller] = [
    text.replace(/[.,]/gu, ""),
    parsedAs(text, ways.find(way => text.includes(numberMarks[way].decimal))!),
  ]
  return { code: "payment_import.amount_open", params: { typed: text, larger, smaller } }
}

function parsedAs(text: string, language: Language): string {
  const parsed = parseNumber(text, language, { decimals: 6 })
  return parsed.ok ? parsed.value : text
}

function clipped(read: ReadAmount): ReadAmount {
  if (read.ok || typeof read.issue.params?.typed !== "string") return read
  const typed = cutText(read.issue.params.typed, MAX_FIELD_LENGTH)
  return { ok: false, issue: { ...read.issue, params: { ...read.issue.params, typed } } }
}

/** Reads the amounts of a file by what the whole file proves of the way it writes numbers. Pure. */

import type { Issue } from "@/domain/errors"
import { type Language, parseNumber } from "@/domain/money/number-format"
import { type AmountCurrency, type ReadAmount, readAmount } from "@/domain/money/read-amount"
import { cutText } from "@/domain/text/cut-text"
import { MAX_FIELD_LENGTH } from "./columns"

/** An amount as it stands in the file; no currency: the company has none of that code. */
export type FileAmount = { text: string; currency: AmountCurrency | undefined }

const languages = ["en", "nl"] as const

/** In which languages a text is a number, whatever its decimals. */
const readableAs = ({ text }: FileAmount): Language[] =>
  languages.filter(language => readAmount(text, language, undefined).ok)

/** `1.250` or `1,250`: a number in both languages, and not the same. */
function isOpen({ text }: FileAmount): boolean {
  const [en, nl] = languages.map(language => readAmount(text, language, undefined))
  return en!.ok && nl!.ok && en!.value !== nl!.value
}

/** In which languages an open amount has no more decimals than its currency. */
const fitsAs = ({ text, currency }: FileAmount): Language[] =>
  languages.filter(language => readAmount(text, language, currency).ok)

/**
 * One file writes numbers one way. Which one, its amounts prove: those that are a number in one language alone (`12.50`,
 * `1.250,00`), else, where there are none, those that fit their currency in one language alone (`2.500` euros are two
 * thousand five hundred: euros have no thousandths). An amount that is open, `1.250`, is read where all that the file proves
 * is one way, and refused where it proves nothing or both: whoever wrote it knows, and a guess pays a thousandth.
 *
 * @param otherwise the language of a file that proves nothing, or as much for both: its other amounts are the same in either,
 *   or refused in one
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
  const english = proofs.filter(language => language === "en").length
  const dutch = proofs.length - english
  const numbers = english === dutch ? otherwise : english > dutch ? "en" : "nl"
  const isProven = (english === 0) !== (dutch === 0)
  const read = amounts.map((amount): ReadAmount => {
    if (open.has(amount) && !isProven) return { ok: false, issue: askOf(amount) }
    return clipped(readAmount(amount.text, numbers, amount.currency))
  })
  return { numbers, read }
}

/** Both readings, for whoever mends the row. */
function askOf({ text }: FileAmount): Issue {
  const [larger, smaller] = [text.replace(/[.,]/gu, ""), parsedAs(text, text.includes(",") ? "nl" : "en")]
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

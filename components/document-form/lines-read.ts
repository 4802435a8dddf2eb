import { checkLineValues, normaliseValues } from "@/domain/documents/check-lines"
import { isServiceCharge, lineIdOf } from "@/domain/documents/draft"
import { emptyLine } from "@/domain/documents/empty-line"
import { type DraftLine, type LineField, type LineValues, lineTexts, withTexts } from "@/domain/documents/line-fields"
import { newLineNumber } from "./line-controls"
import { inCurrency, type Reader, readLine } from "./reader"
import { eachInTurns } from "./turns"
import type { FormLine } from "./view"

/** What is known of lines beside their texts, by the id of the form's line. */
type Known = {
  /** As stored. */
  lines: Readonly<Record<string, DraftLine>>
  /** As a save would make them of what was typed. */
  given?: Readonly<Record<string, DraftLine>>
}

/** What a line was read with, and as what. */
type Read = { known: DraftLine | undefined; reader: Reader; line: DraftLine | null }

/**
 * Lines of a form as they would be stored. Each is read once for as long as its texts, and what is known beside them, stay:
 * of a thousand lines one is typed into.
 */
export class LinesRead {
  private readonly lines = new WeakMap<FormLine, Read>()

  /** A line as it would be stored, under a number of its own; null where it cannot be. */
  read(line: FormLine, { given, lines }: Known, reader: Reader): DraftLine | null {
    const known = given?.[line.id] ?? lines[line.id]
    const before = this.lines.get(line)
    if (before && before.known === known && isSameReader(before.reader, reader)) return before.line
    const read = lineNow(line, known, reader)
    this.lines.set(line, { known, reader, line: read })
    return read
  }
}

/** Reads lines that were not read yet, in turns: of a thousand, hundreds of milliseconds of keys the first time. */
export function readAhead(
  lines: readonly FormLine[],
  header: Readonly<Record<string, string>>,
  basis: Known & { reader: Reader },
  memory: LinesRead,
): Promise<void> {
  const reader = inCurrency(basis.reader, header.currencyCode)
  return eachInTurns(lines, line => memory.read(line, basis, reader))
}

const isSameReader = (one: Reader, other: Reader) =>
  one.language === other.language &&
  one.currencyCode === other.currencyCode &&
  one.amountDecimals === other.amountDecimals &&
  one.priceField === other.priceField &&
  one.today === other.today

/** Above the numbers of all lines that are stored. */
const FIRST_NEW = 1_000_000_000

function lineNow(line: FormLine, known: DraftLine | undefined, reader: Reader): DraftLine | null {
  const lineId = lineIdOf(line.id) ?? FIRST_NEW + Number(newLineNumber(line))
  const basis = known ?? (line.type === "comment" ? emptyLine(lineId, "comment") : null)
  if (!basis) return null
  const stored = { ...basis, lineId }
  if (line.type === "comment" || isServiceCharge(stored)) return stored
  const { line: edited, issues } = readLine(line, reader)
  const isNew = lineIdOf(line.id) === null
  const values = normaliseValues(edited.values, isNew)
  // A blank on a new line asks for what it is given.
  const said = isNew ? Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "")) : values
  if (issues.length > 0 || checkLineValues({ priceField: reader.priceField }, line, said).length > 0) return null
  // Which item it is tells the server, and what the line bears is the basis' then.
  const { no, ...texts } = said
  // What stands as it was stored was not typed: of percent and amounts the one that was typed counts.
  const was: LineValues = isNew ? {} : lineTexts(stored)
  return withTexts(
    stored,
    Object.fromEntries(Object.entries(texts).filter(([name, text]) => was[name as LineField] !== text)),
  )
}

import { cutText } from "@/domain/text/cut-text"
import { receivedLine } from "@/domain/text/received-text"
import { numberMarks } from "@/language/number-format"
import { headerFingerprint, mapColumns } from "./column-mapping"
import type { FileColumn } from "./columns"
import { isBlankRow, type RawRow } from "./raw-row"
import { readCell, type Ways } from "./read-cell"
import { type Example, RowSurvey } from "./row-survey"
import { findTable, tableRows } from "./table"
import {
  type Choices,
  type DateOrder,
  type DecimalSign,
  decimalSigns,
  type FileSource,
  type Locale,
  type Mapping,
  MOST_COLUMNS,
  type Sample,
  type Separator,
  type Understanding,
} from "./understanding"

/**
 * Understands a file of rows once, from all of them: how it is written, where its columns stand, and what of that only a person
 * can say. It is read from beginning to end, twice; of its rows nothing is kept but examples.
 *
 * @param columns that the kind of import reads
 * @param options what a person chose; `added`: names of a last column that we add to files, which leaves a header the same
 * @throws Refusal on the field "file" where the file as a whole cannot be read: file_reading.empty, file_reading.not_a_table,
 *   file_reading.old_excel, file_reading.damaged, file_reading.too_large {megabytes}
 */
export async function understand<Name extends string>(
  file: FileSource,
  columns: readonly FileColumn<Name>[],
  {
    choices = {},
    mapping: byHand,
    added,
  }: { choices?: Choices; mapping?: Mapping<Name>; added?: readonly string[] } = {},
): Promise<Understanding<Name>> {
  const { header: headerRow, asks: tableAsks, ...table } = await findTable(file, columns, choices)
  const cells = headerRow.fields.slice(0, MOST_COLUMNS)
  const header = Array.from(cells, cell => cutText(receivedLine(cell).trim(), LONGEST_CELL))
  const { mapping, asks: columnAsks } = mapColumns(header, columns, byHand)
  const form = { ...table, header, columnCount: headerRow.width ?? headerRow.fields.length }
  const thisYear = new Date().getUTCFullYear()
  const survey = new RowSurvey(columns, mapping, thisYear)
  for await (const rows of tableRows(file, form)) {
    for (const row of rows) if (row.rowNo > headerRow.rowNo && !isBlankRow(row)) survey.add(row)
  }
  const hints = hintsOf(choices.as)
  const numbers = survey.settleNumbers(choices.decimal, hints.decimal, usualDecimal(form.separator))
  const dates = survey.dates.settle(choices.dates, hints.dates)
  const totals = survey.totals()
  return {
    ...form,
    decimal: numbers.way,
    dates: dates.way,
    headerRow: headerRow.rowNo,
    fingerprint: headerFingerprint(header, added),
    mapping,
    samples: {
      encoding: survey.foreign,
      decimal: numbers.samples,
      dates: dates.samples,
      columns: samplesOf(columns, survey.examples, { decimal: numbers.way, dates: dates.way, thisYear }),
    },
    preview: survey.preview.map(shownRow),
    asks: [
      ...tableAsks,
      // Of another row than the one that is meant, names say nothing.
      ...(tableAsks.some(({ about }) => about === "headerRow") ? [] : columnAsks),
      ...(numbers.ask ? [{ about: "decimal" as const, ...numbers.ask }] : []),
      ...(dates.ask ? [{ about: "dates" as const, ...dates.ask }] : []),
    ],
    rowCount: survey.rowCount - totals.length,
    totals: totals.map(shownRow),
  }
}

/** Characters of a cell that are kept of the header and of rows which are only shown. */
const LONGEST_CELL = 500

function shownRow({ rowNo, fields }: RawRow): { rowNo: number; fields: string[] } {
  return { rowNo, fields: Array.from(fields.slice(0, MOST_COLUMNS), cell => cutText(cell, LONGEST_CELL)) }
}

/** Semicolons stand between cells where the comma is the decimal sign, commas where it is not. */
function usualDecimal(separator: Separator | null): DecimalSign | undefined {
  if (separator === ";") return ","
  return separator === "," ? "." : undefined
}

/** What a way of writing answers where a file leaves it open. In English too the day comes first, but for the United States. */
function hintsOf(locale: Locale | undefined): { decimal?: DecimalSign; dates?: DateOrder } {
  if (locale === undefined) return {}
  if (locale === "us") return { decimal: ".", dates: "mdy" }
  return { decimal: decimalSigns.find(sign => sign === numberMarks[locale].decimal), dates: "dmy" }
}

function samplesOf<Name extends string>(
  columns: readonly FileColumn<Name>[],
  examples: ReadonlyMap<Name, readonly Example[]>,
  ways: Ways,
): Partial<Record<Name, Sample[]>> {
  const samples: Partial<Record<Name, Sample[]>> = {}
  for (const column of columns) {
    const found = examples.get(column.name) ?? []
    samples[column.name] = found.map(({ rowNo, text, type }) => {
      const { value, problem } = readCell(text, column, type, ways)
      return { rowNo, text, value: problem ? null : value }
    })
  }
  return samples
}

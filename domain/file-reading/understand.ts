import { receivedLine } from "@/domain/text/received-text"
import { numberMarks } from "@/language/number-format"
import { headerFingerprint, mapColumns } from "./column-mapping"
import type { FileColumn } from "./columns"
import { isBlankRow } from "./raw-row"
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
  type Sample,
  type Understanding,
} from "./understanding"

/**
 * Understands a file of rows once, from all of them: how it is written, where its columns stand, and what of that only a person
 * can say. It is read from beginning to end, twice; of its rows nothing is kept but examples.
 *
 * @param columns that the kind of import reads
 * @param options what a person chose
 * @throws Refusal on the field "file" where the file as a whole cannot be read: file_reading.empty, file_reading.not_a_table,
 *   file_reading.old_excel, file_reading.damaged, file_reading.too_large {megabytes}
 */
export async function understand<Name extends string>(
  file: FileSource,
  columns: readonly FileColumn<Name>[],
  { choices = {}, mapping: byHand }: { choices?: Choices; mapping?: Mapping<Name> } = {},
): Promise<Understanding<Name>> {
  const { header: headerRow, asks: tableAsks, ...table } = await findTable(file, columns, choices)
  const header = Array.from(headerRow.fields, cell => receivedLine(cell).trim())
  const { mapping, asks: columnAsks } = mapColumns(header, columns, byHand)
  const form = { ...table, header }
  const thisYear = new Date().getUTCFullYear()
  const survey = new RowSurvey(columns, mapping, thisYear)
  for await (const rows of tableRows(file, form)) {
    for (const row of rows) if (row.rowNo > headerRow.rowNo && !isBlankRow(row)) survey.add(row)
  }
  const hints = hintsOf(choices.as)
  const numbers = survey.settleNumbers(choices.decimal, hints.decimal)
  const dates = survey.dates.settle(choices.dates, hints.dates)
  const totals = survey.totals()
  return {
    ...form,
    decimal: numbers.way,
    dates: dates.way,
    headerRow: headerRow.rowNo,
    fingerprint: headerFingerprint(header),
    mapping,
    samples: {
      encoding: survey.foreign,
      decimal: numbers.samples,
      dates: dates.samples,
      columns: samplesOf(columns, survey.examples, { decimal: numbers.way, dates: dates.way, thisYear }),
    },
    preview: survey.preview,
    asks: [
      ...tableAsks,
      ...columnAsks,
      ...(numbers.ask ? [{ about: "decimal" as const, ...numbers.ask }] : []),
      ...(dates.ask ? [{ about: "dates" as const, ...dates.ask }] : []),
    ],
    rowCount: survey.rowCount - totals.length,
    totals: totals.map(({ rowNo, fields }) => ({ rowNo, fields })),
  }
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

import { knownNames } from "./column-mapping"
import type { FileColumn } from "./columns"
import { CsvReader } from "./csv-reader"
import { findEncoding } from "./encoding-evidence"
import { unreadable } from "./file-bytes"
import { findHeader, HEADER_AMONG, qualityOf } from "./find-header"
import type { RawRow } from "./raw-row"
import { firstLines, namedSeparator } from "./text-table"
import { type Choices, type Encoding, type FileSource, type Separator, separators } from "./understanding"

/** How a text file is written, its header, and between which encodings a person has to decide. */
export type FoundTextForm = {
  encoding: Encoding
  separator: Separator
  header: RawRow
  openEncodings: Encoding[]
}

/**
 * Finds how a text file is written: its encoding from all bytes; its separator as its first line says, or the one under
 * which its first rows name most columns.
 *
 * @throws Refusal file_reading.empty, file_reading.not_a_table
 */
export async function findTextForm(
  file: FileSource,
  columns: readonly FileColumn[],
  choices: Choices,
): Promise<FoundTextForm> {
  const { encoding, open } = choices.encoding ? { encoding: choices.encoding, open: [] } : await findEncoding(file)
  // A header chosen by hand may stand below where one is looked for.
  const lines = await firstLines(file, encoding, Math.max(HEADER_AMONG, choices.headerRow ?? 0))
  const text = lines.join("\n")
  if (text.trim() === "") throw unreadable("empty")
  if (isNoText(text)) throw unreadable("not_a_table")
  const named = namedSeparator(lines)
  const known = knownNames(columns)
  const body = named ? lines.slice(1) : lines
  const chosen = choices.separator ?? named
  const readings = (chosen ? [chosen] : separators).map(separator => {
    const reader = new CsvReader(separator, undefined)
    const rows = [...reader.push(body), ...reader.end()]
    return { separator, rows, quality: qualityOf(rows, known, choices.headerRow) }
  })
  const best = readings.reduce((one, other) => (isBetter(other.quality, one.quality) ? other : one))
  const header = findHeader(best.rows, known, choices.headerRow)
  if (!header) throw unreadable("empty")
  return { encoding, separator: best.separator, header, openEncodings: open }
}

function isBetter([named, cells]: [number, number], [thanNamed, thanCells]: [number, number]): boolean {
  return named > thanNamed || (named === thanNamed && cells > thanCells)
}

/** Control characters in plenty: a picture, a program, a PDF. */
function isNoText(text: string): boolean {
  const beginning = text.slice(0, 4096)
  if (/^\s*(?:<(?:!doctype|html|\?xml|table)|%PDF-|\{\\rtf)/iu.test(beginning)) return true
  const controls = beginning.match(/[^\P{Cc}\s\x7F-\x9F]/gu)?.length ?? 0
  return controls > beginning.length / 50
}

import { isBlankLine, LineCutter } from "./csv-lines"
import { CsvReader } from "./csv-reader"
import { fileBytes } from "./file-bytes"
import type { RawRow } from "./raw-row"
import { textReader } from "./text-encodings"
import { type Encoding, type FileSource, type Separator, separators } from "./understanding"

/** Lines that are looked through for a header, blank ones too. */
const MOST_LINES = 20_000

/** The first line of a file by which spreadsheets know its separator; they do not show it. */
const separatorLine = /^"?sep=(.)"?[;,\t|]*$/iu

/** How the rows of a text file are written. */
export type TextForm = { encoding: Encoding; separator: Separator; columns: number | undefined }

/** The rows of a text file, blank lines left out, a list for each piece that is read. */
export async function* textRows(
  file: FileSource,
  { encoding, separator, columns }: TextForm,
): AsyncGenerator<RawRow[]> {
  let reader: CsvReader | undefined
  for await (const lines of textLines(file, encoding)) {
    // It is no row of a spreadsheet's.
    const skipped = !reader && lines[0] !== undefined && separatorLine.test(lines[0]) ? 1 : 0
    if (!reader && lines.length > 0) reader = new CsvReader(separator, columns)
    if (reader) yield reader.push(skipped > 0 ? lines.slice(skipped) : lines)
  }
  if (reader) yield reader.end()
}

/** The separator that a file's first line names. */
export function namedSeparator(lines: readonly string[]): Separator | undefined {
  const named = separatorLine.exec(lines[0] ?? "")?.[1]
  return separators.find(separator => separator === named)
}

/** The first lines of a text file, as many as a header and the titles above it may take. */
export async function firstLines(file: FileSource, encoding: Encoding, most: number): Promise<string[]> {
  const found: string[] = []
  let filled = 0
  for await (const lines of textLines(file, encoding)) {
    for (const line of lines) {
      found.push(line)
      if (!isBlankLine(line)) filled++
    }
    if (filled >= most || found.length > MOST_LINES) break
  }
  return found
}

async function* textLines(file: FileSource, encoding: Encoding): AsyncGenerator<string[]> {
  const [read, cutter] = [textReader(encoding), new LineCutter()]
  for await (const bytes of fileBytes(file)) yield cutter.push(read(bytes))
  yield cutter.push(read(null))
  yield cutter.end()
}

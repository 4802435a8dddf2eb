import type { RawRow } from "./raw-row"
import { textRows } from "./text-table"
import type { FileSource, Understanding } from "./understanding"

/** What of an understanding says where the rows of a file are. */
export type TableForm = Pick<Understanding, "format" | "encoding" | "separator" | "sheet" | "header">

/** The rows of a file, blank lines left out, a list for each piece that is read. */
export function tableRows(file: FileSource, form: TableForm): AsyncGenerator<RawRow[]> {
  const { encoding, separator, header } = form
  if (encoding === null || separator === null) throw new Error(`a ${form.format} file without encoding or separator`)
  return textRows(file, { encoding, separator, columns: header.length })
}

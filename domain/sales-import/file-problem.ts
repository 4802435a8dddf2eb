import { Refusal } from "@/domain/errors"

/**
 * Why a file cannot be read at all, whatever its rows say. Trying again cannot help: the file has to be corrected.
 *
 * - `import.not_csv`: not a text file; `import.empty`: nothing in it
 * - `import.columns_missing` {columns}, `import.column_twice` {column}: its first row is not the header
 * - `import.file_damaged`: it does not unpack; `import.file_too_large` {megabytes}: more than is allowed, unpacked
 */
export class FileProblem extends Refusal {
  constructor(code: string, params?: Record<string, string | number>) {
    super([{ code, params, field: "file" }])
  }
}

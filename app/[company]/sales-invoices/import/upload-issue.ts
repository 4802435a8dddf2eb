import { columns } from "@/domain/sales-import/csv-header"
import { MAX_FILE_SIZE } from "@/domain/sales-import/limits"

/** What was wrong with an upload. */
export type UploadIssue = {
  field: "file" | "currency" | null
  code: string
  params: Record<string, string | number>
}

type Kind = { field: UploadIssue["field"]; params?: (about: string) => Record<string, string | number> | null }

const isColumn = (name: string) => columns.some(column => column === name)
const aCurrency = (about: string) => (/^[A-Z]{1,10}$/.test(about) ? { currency: about } : null)

/** What the upload can refuse. An address can be made up by anybody, so it only chooses among our own words. */
const kinds: Record<string, Kind> = {
  "import.file_missing": { field: "file" },
  "import.empty": { field: "file" },
  "import.not_csv": { field: "file" },
  "import.file_damaged": { field: "file" },
  "import.file_too_large": { field: "file", params: () => ({ megabytes: MAX_FILE_SIZE / 1024 / 1024 }) },
  "import.columns_missing": {
    field: "file",
    params: about => (about.split(", ").every(isColumn) ? { columns: about } : null),
  },
  "import.column_twice": { field: "file", params: about => (isColumn(about) ? { column: about } : null) },
  "import.upload_failed": { field: "file" },
  "import.currency_without_rate": { field: "currency", params: aCurrency },
  currency_unknown: { field: "currency", params: aCurrency },
  foreign_origin: { field: null },
}

/** The issue in the page's address; null for none and for what we never said. */
export function readUploadIssue({ error = "", about = "" }: { error?: string; about?: string }): UploadIssue | null {
  const kind = Object.hasOwn(kinds, error) ? kinds[error] : undefined
  if (!kind) return null
  const params = kind.params ? kind.params(about) : {}
  return params && { field: kind.field, code: error, params }
}

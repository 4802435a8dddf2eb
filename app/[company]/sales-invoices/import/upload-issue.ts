import { type UploadIssue, type UploadIssueKinds, uploadIssueOf } from "@/app/_upload/upload-issue"
import { salesColumns } from "@/domain/sales-import/csv-header"
import { MAX_SALES_FILE_SIZE } from "@/domain/sales-import/limits"

const isColumn = (name: string) => salesColumns.some(column => column === name)
const aCurrency = (about: string) => (/^[A-Z]{1,10}$/.test(about) ? { currency: about } : null)

const kinds: UploadIssueKinds = {
  "import.file_missing": { field: "file" },
  "import.empty": { field: "file" },
  "import.not_csv": { field: "file" },
  "import.file_damaged": { field: "file" },
  "import.file_too_large": { field: "file", params: () => ({ megabytes: MAX_SALES_FILE_SIZE / 1024 / 1024 }) },
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
export function readSalesUploadIssue(address: { error?: string; about?: string }): UploadIssue | null {
  return uploadIssueOf(kinds, address)
}

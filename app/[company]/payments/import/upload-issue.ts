import { type UploadIssue, type UploadIssueKinds, uploadIssueOf } from "@/app/_upload/upload-issue"
import { columnName } from "@/domain/payment-import/column-names"
import { isPaymentColumn, MAX_PAYMENT_FILE_SIZE, MAX_PAYMENT_ROWS } from "@/domain/payment-import/columns"
import type { Language } from "@/language/language"

const kinds: UploadIssueKinds = {
  "import.file_missing": { field: "file" },
  "import.empty": { field: "file" },
  "import.not_csv": { field: "file" },
  "import.upload_failed": { field: "file" },
  "payment_import.too_large": { field: "file", params: () => ({ megabytes: MAX_PAYMENT_FILE_SIZE / 1024 / 1024 }) },
  "payment_import.too_many_rows": { field: "file", params: () => ({ maximum: MAX_PAYMENT_ROWS }) },
  "payment_import.columns_missing": {
    field: "file",
    params: about => (about.split(", ").every(isPaymentColumn) ? { columns: about } : null),
  },
  "payment_import.column_twice": {
    field: "file",
    params: about => (isPaymentColumn(about) ? { column: about } : null),
  },
  "payment.bank_account_missing": { field: "bankAccountNo" },
  foreign_origin: { field: null },
}

/** The issue in the page's address; null for none and for what we never said. */
export function readPaymentUploadIssue(address: { error?: string; about?: string }): UploadIssue | null {
  return uploadIssueOf(kinds, address)
}

/** The issue with its columns under the names that a file in the reader's language has for them. */
export function withColumnNames(issue: UploadIssue, language: Language): UploadIssue {
  const named = (text: string | number) =>
    String(text)
      .split(", ")
      .map(name => (isPaymentColumn(name) ? columnName(name, language) : name))
      .join(", ")
  const { columns: missing, column } = issue.params
  return {
    ...issue,
    params: {
      ...issue.params,
      ...(missing !== undefined && { columns: named(missing) }),
      ...(column !== undefined && { column: named(column) }),
    },
  }
}

import { type UploadIssue, type UploadIssueKinds, uploadIssueOf } from "@/app/_upload/upload-issue"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"

const currencyIn = (about: string) => (/^[A-Z0-9]{1,10}$/u.test(about) ? { currency: about } : null)

/** The issue in the page's address; null for none and for what we never said. */
export function readImportIssue(
  { option, limits }: AnyImportKind,
  address: { error?: string; about?: string },
): UploadIssue | null {
  const field = option?.name ?? null
  const kinds: UploadIssueKinds = {
    "import.file_missing": { field: "file" },
    "file_reading.empty": { field: "file" },
    "import.upload_failed": { field: "file" },
    "import.file_too_large": { field: "file", params: () => ({ megabytes: limits.bytes / 1024 / 1024 }) },
    currency_unknown: { field, params: currencyIn },
    "import.currency_without_rate": { field, params: currencyIn },
    "payment.bank_account_missing": { field },
    foreign_origin: { field: null },
  }
  return uploadIssueOf(kinds, address)
}

import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { paymentImportKind } from "@/domain/payment-import/import-kind"
import { salesImportKind } from "@/domain/sales-import/import-kind"

/** Every kind of file that can be imported: upload, trial, report, undoing, pages and command are derived from it. */
export const importKinds: AnyImportKind[] = [salesImportKind, paymentImportKind]

/** The kind of that name; undefined for none. */
export function importKindNamed(name: string): AnyImportKind | undefined {
  return importKinds.find(kind => kind.name === name)
}

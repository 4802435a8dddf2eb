import { Decimal } from "@/domain/money/decimal"
import type { VendorEntry } from "@/domain/payments/read-entries"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import type { OpenEntry } from "./open-entries"

/** What the form shows of an open entry. @param amount to start with, as a decimal string; null: none */
export function openEntry(
  entry: VendorEntry,
  amount: string | null,
  shown: { today: string; language: Language; decimals: number },
): OpenEntry {
  const remaining = new Decimal(entry.remaining).abs().toFixed()
  return {
    entryNo: entry.transactionNo,
    documentNo: entry.documentNo,
    externalDocumentNo: entry.externalDocumentNo,
    documentDate: entry.documentDate,
    dueDate: entry.dueDate,
    isOverdue: entry.dueDate < shown.today,
    remaining,
    prefilled: amount === null ? "" : formatNumber(amount, shown.language, { min: shown.decimals, grouping: false }),
  }
}

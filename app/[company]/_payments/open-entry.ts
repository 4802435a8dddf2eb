import type { IsoDate } from "@/domain/dates/date"
import { Decimal } from "@/domain/money/decimal"
import { lastDiscountDate } from "@/domain/payments/payment-discount"
import type { VendorEntry } from "@/domain/payments/read-entries"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import type { OpenEntry } from "./open-entries"

type Shown = {
  today: string
  language: Language
  decimals: number
  /** The day of the payment, and the days of grace for its discount; absent: nothing is paid, so that none is taken. */
  paid?: { on: IsoDate; graceDays: number }
  /** The credit memo that is applied, whose own discount a refund in time may take. */
  memo?: { entry: VendorEntry; graceDays: number }
}

/** What the form shows of an open entry. @param isPaid whether its field starts with what is to be paid of it */
export function openEntry(entry: VendorEntry, isPaid: boolean, shown: Shown): OpenEntry {
  const remaining = new Decimal(entry.remaining).abs()
  const discount = shown.paid ? discountOf(entry, shown.paid) : ofMemo(entry, shown.memo)
  const payable = discount?.isTaken ? remaining.minus(discount.amount) : remaining
  return {
    entryNo: entry.transactionNo,
    documentNo: entry.documentNo,
    externalDocumentNo: entry.externalDocumentNo,
    documentDate: entry.documentDate,
    dueDate: entry.dueDate,
    isOverdue: entry.documentType === "invoice" && entry.dueDate < shown.today,
    remaining: remaining.toFixed(),
    discount,
    prefilled: isPaid ? formatNumber(payable.toFixed(), shown.language, { min: shown.decimals, grouping: false }) : "",
  }
}

function ofMemo({ documentType, postingDate }: VendorEntry, memo: Shown["memo"]): OpenEntry["discount"] {
  if (!memo || documentType !== "refund") return null
  const discount = discountOf(memo.entry, { on: postingDate as IsoDate, graceDays: memo.graceDays })
  return discount?.isTaken ? { ...discount, isOfMemo: true } : null
}

function discountOf(entry: VendorEntry, { on, graceDays }: { on: IsoDate; graceDays: number }): OpenEntry["discount"] {
  const lastDate = lastDiscountDate(entry, graceDays)
  return lastDate === null ? null : { amount: entry.discountPossible, lastDate, isTaken: on <= lastDate }
}

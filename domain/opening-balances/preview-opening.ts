import type { IsoDate } from "@/domain/dates/date"
import { toPlain } from "@/domain/money/decimal"
import { composeOpening } from "./compose-opening"
import { openingDate, openingName, type PreparedOpening } from "./prepared"

/** G/L entries that a preview shows; the others are counted. */
const SHOWN = 200

export type PreviewedEntry = {
  documentNo: string
  lineNo: number
  glAccountNo: string
  accountName: string
  /** Plain: positive is debit. */
  amount: string
  /** The vendor's number and that of its document, or the bank account; blank for the rest. */
  of: string
}

/** What posting an opening would write. */
export type OpeningPreview = {
  name: string
  postingDate: IsoDate
  counts: { transactions: number; gl: number; vendors: number; banks: number; items: number }
  /** The first of them, in the order in which they are posted. */
  gl: PreviewedEntry[]
}

/** The entries that posting what is prepared would write; it was checked. Pure. @param no that the opening would get */
export function previewOpening(prepared: PreparedOpening, no: number): OpeningPreview {
  const transactions = composeOpening(prepared, no)
  const gl = transactions.flatMap(({ documentNo, gl: entries, vendor, bank }) => {
    const of = vendor ? `${vendor.line.vendorNo} ${vendor.line.vendorInvoiceNo}` : (bank?.bankAccountNo ?? "")
    return entries.map(({ glAccountNo, amount }, index) => ({
      documentNo,
      lineNo: index + 1,
      glAccountNo,
      accountName: prepared.chart.get(glAccountNo)?.name ?? "",
      amount: toPlain(amount),
      of,
    }))
  })
  return {
    name: openingName(no),
    postingDate: openingDate(prepared.startDate!),
    counts: {
      transactions: transactions.length,
      gl: gl.length,
      vendors: transactions.filter(({ vendor }) => vendor).length,
      banks: transactions.filter(({ bank }) => bank).length,
      items: transactions.flatMap(({ stock }) => stock).length,
    },
    gl: gl.slice(0, SHOWN),
  }
}

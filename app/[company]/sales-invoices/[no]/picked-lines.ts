import "server-only"
import { today } from "@/domain/dates/date"
import type { DraftLine } from "@/domain/documents/line-fields"
import type { SalesInvoicePage } from "@/domain/sales-invoices/read-sales-invoice"
import { dateIn, formatShortDate } from "@/language/date-format"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"

/** A line as it is shown to be picked, everything in the reader's way. */
export type PickableLine = {
  lineId: number
  lineNo: number
  type: DraftLine["type"]
  isText: boolean
  no: string
  description: string
  quantity: string
  unitOfMeasureCode: string
  unitPrice: string
  lineDiscountPercent: string
  lineAmount: string
  /** Excluding VAT, a plain decimal string, to add up what is selected. */
  amount: string
  /** When it was last asked for: "18 Nov". */
  askedAt: string | null
}

/** The lines of a page, to be picked. */
export function pickedLines(page: SalesInvoicePage, language: Language): PickableLine[] {
  const { amountDecimals: min, timeZone } = page
  const now = today(timeZone)
  return page.lines.map(line => {
    const asked = page.lineAskedAt.get(line.lineId)
    return {
      lineId: line.lineId,
      lineNo: line.lineNo,
      type: line.type,
      isText: line.type === "comment" || line.no === null,
      no: line.no ?? "",
      description: line.description,
      quantity: formatNumber(line.quantity, language),
      unitOfMeasureCode: line.unitOfMeasureCode,
      unitPrice: formatNumber(line.price, language, { min }),
      lineDiscountPercent: line.lineDiscountPercent === "0" ? "" : formatNumber(line.lineDiscountPercent, language),
      lineAmount: formatNumber(line.lineAmount, language, { min }),
      amount: line.amount,
      askedAt: asked ? formatShortDate(dateIn(asked, timeZone), now, language) : null,
    }
  })
}

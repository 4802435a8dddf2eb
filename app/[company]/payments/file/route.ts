import { getTranslations } from "next-intl/server"
import { amountCell, textCell } from "@/app/_spreadsheet/sheet"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { type ListColumn, listSheet } from "@/app/[company]/_exports/list-sheet"
import { paymentQueryIn } from "@/app/[company]/payments/query"
import { everyPiece } from "@/domain/lists/every-piece"
import { listPayments, type PaymentRow } from "@/domain/payments/list-payments"

/** The payments as filtered and sorted, as a file. */
export const GET = answerReport(async ({ actor, company, search }) => {
  const t = await getTranslations("payments")
  const more = await getTranslations("exports")
  const books = await getTranslations("books")
  const query = paymentQueryIn(search)
  const columns: ListColumn<PaymentRow>[] = [
    { head: t("no"), width: 16, cell: row => textCell(row.no) },
    { head: books("type"), width: 12, cell: row => textCell(books(`documentType.${row.documentType}`)) },
    { head: books("vendorNo"), width: 12, cell: row => textCell(row.vendorNo) },
    { head: t("vendor"), width: 36, cell: row => textCell(row.vendorName) },
    { head: t("state"), width: 14, cell: row => textCell(t(`states.${row.state}`)) },
    { head: t("postingDate"), width: 12, cell: row => ({ kind: "date", value: row.postingDate }) },
    { head: t("applied"), width: 16, cell: row => amountCell(row.applied, row.amountDecimals) },
    { head: t("amount"), width: 16, cell: row => amountCell(row.amount, row.amountDecimals) },
    { head: more("currencyCode"), width: 10, cell: row => textCell(row.currencyCode) },
  ]
  return listSheet({
    title: t("title"),
    actor,
    company,
    columns,
    pieces: everyPiece(cursor => listPayments(actor, { ...query, cursor, inPieces: true })),
    filter: [
      [more("search"), query.search],
      [t("state"), query.state && t(`states.${query.state}`)],
      [books("vendorNo"), query.vendorNo],
    ],
  })
})

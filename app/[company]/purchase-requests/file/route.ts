import { getTranslations } from "next-intl/server"
import { amountCell, textCell } from "@/app/_spreadsheet/sheet"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { type ListColumn, listSheet } from "@/app/[company]/_exports/list-sheet"
import { failureTexts } from "@/app/[company]/_purchase-requests/failure-texts"
import { requestQueryIn } from "@/app/[company]/purchase-requests/query"
import { everyPiece } from "@/domain/lists/every-piece"
import { listPurchaseRequests, type PurchaseRequestRow } from "@/domain/purchase-requests/list-purchase-requests"
import { dateIn } from "@/language/date-format"

/** The purchase requests that the reader may see, as filtered and sorted, as a file. */
export const GET = answerReport(async ({ actor, company, search }) => {
  const t = await getTranslations("purchase_requests")
  const more = await getTranslations("exports")
  const stateText = await getTranslations("common.state")
  const reasonText = await failureTexts()
  const { state, ...query } = requestQueryIn(search)
  const columns: ListColumn<PurchaseRequestRow>[] = [
    { head: t("column.no"), width: 16, cell: row => textCell(row.no) },
    { head: t("column.state"), width: 14, cell: row => textCell(stateText(row.state)) },
    { head: t("facts.vendorNo"), width: 12, cell: row => textCell(row.vendorNo) },
    { head: t("column.vendor"), width: 36, cell: row => textCell(row.vendorName) },
    { head: t("column.salesInvoice"), width: 16, cell: row => textCell(row.salesInvoiceNo) },
    { head: t("column.lines"), width: 8, cell: row => amountCell(String(row.lineCount), 0) },
    { head: t("column.requestedBy"), width: 24, cell: row => textCell(row.requestedByName) },
    {
      head: t("facts.requested"),
      width: 12,
      cell: row => ({ kind: "date", value: dateIn(row.requestedAt, company.timeZone) }),
    },
    { head: t("column.attempts"), width: 8, cell: row => amountCell(String(row.attempts), 0) },
    { head: t("column.purchaseInvoice"), width: 16, cell: row => textCell(row.purchaseInvoiceNo ?? "") },
    { head: more("reason"), width: 60, cell: row => textCell(row.reason ? reasonText(row.reason) : "") },
  ]
  return listSheet({
    title: t("title"),
    actor,
    company,
    columns,
    pieces: everyPiece(cursor =>
      listPurchaseRequests(actor, { ...query, states: state && [state], cursor, inPieces: true }),
    ),
    filter: [
      [more("search"), query.search],
      [t("filter.state"), state && (state === "queued" ? t("filter.inProgress") : stateText(state))],
      [t("filter.who"), query.who && t(`filter.${query.who}`)],
    ],
  })
})

import { getTranslations } from "next-intl/server"
import { amountCell, textCell } from "@/app/_spreadsheet/sheet"
import type { PostedKind } from "@/app/[company]/_document-kinds/posted-kinds"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { type ListColumn, listSheet } from "@/app/[company]/_exports/list-sheet"
import { everyPiece } from "@/domain/lists/every-piece"
import {
  listPostedPurchaseDocuments,
  type PostedRow,
} from "@/domain/posted-purchase-documents/list-posted-purchase-documents"
import { postedQueryIn } from "./list-query"

/** A route handler that answers with the posted documents of a kind, as filtered and sorted, as a file. */
export function answerPostedList(kind: PostedKind) {
  return answerReport(async ({ actor, company, search }) => {
    const t = await getTranslations("posted_purchase_invoices")
    const more = await getTranslations("exports")
    const state = await getTranslations("common.state")
    const query = postedQueryIn(kind, search)
    const of = kind.documentType
    const columns: ListColumn<PostedRow>[] = [
      { head: t("no"), width: 16, cell: row => textCell(row.no) },
      { head: t("vendorNo"), width: 12, cell: row => textCell(row.buyFromVendorNo) },
      { head: t("vendor"), width: 36, cell: row => textCell(row.buyFromVendorName) },
      { head: t("preAssignedNo"), width: 16, cell: row => textCell(row.preAssignedNo) },
      { head: t("state"), width: 14, cell: row => textCell(state(row.state)) },
      { head: t(`${of}.externalNo`), width: 20, cell: row => textCell(row.vendorInvoiceNo) },
      { head: t("postingDate"), width: 12, cell: row => ({ kind: "date", value: row.postingDate }) },
      { head: t("dueDate"), width: 12, cell: row => ({ kind: "date", value: row.dueDate }) },
      { head: t("remaining"), width: 16, cell: row => amountCell(row.remaining, row.amountDecimals) },
      { head: t("totalInclVat"), width: 16, cell: row => amountCell(row.amountIncludingVat, row.amountDecimals) },
      { head: more("currencyCode"), width: 10, cell: row => textCell(row.currencyCode) },
    ]
    return listSheet({
      title: t(`${of}.list`),
      actor,
      company,
      columns,
      pieces: everyPiece(cursor => listPostedPurchaseDocuments(actor, { ...query, cursor, inPieces: true })),
      filter: [
        [more("search"), query.search],
        [t("state"), query.state && state(query.state)],
        [t("vendorNo"), query.vendorNo],
      ],
    })
  })
}

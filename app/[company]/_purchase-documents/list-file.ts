import { getTranslations } from "next-intl/server"
import { amountCell, textCell } from "@/app/_spreadsheet/sheet"
import type { PurchaseKind } from "@/app/[company]/_document-kinds/draft-kinds"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { type ListColumn, listSheet } from "@/app/[company]/_exports/list-sheet"
import { authorise } from "@/domain/access/actor"
import { everyPiece } from "@/domain/lists/every-piece"
import {
  listPurchaseDocuments,
  type PurchaseDocumentListRow,
} from "@/domain/purchase-documents/list-purchase-documents"
import { purchaseQueryIn } from "./list-query"

/** A route handler that answers with the ongoing documents of a kind, as filtered and sorted, as a file. */
export function answerPurchaseList(kind: PurchaseKind) {
  return answerReport(async ({ actor, company, search }) => {
    // As the page: a credit memo is nobody's request.
    authorise(actor, kind.right)
    const t = await getTranslations("purchase_invoices")
    const more = await getTranslations("exports")
    const state = await getTranslations("common.state")
    const query = purchaseQueryIn(kind, search)
    const of = kind.documentType
    const columns: ListColumn<PurchaseDocumentListRow>[] = [
      { head: t("no"), width: 16, cell: row => textCell(row.no) },
      { head: t("vendorNo"), width: 12, cell: row => textCell(row.buyFromVendorNo) },
      { head: t("vendor"), width: 36, cell: row => textCell(row.buyFromVendorName) },
      { head: t("state"), width: 16, cell: row => textCell(state(row.reviewState)) },
      { head: t(`${of}.externalNo`), width: 20, cell: row => textCell(row.vendorInvoiceNo) },
      { head: t("documentDate"), width: 12, cell: row => ({ kind: "date", value: row.documentDate }) },
      { head: t("dueDate"), width: 12, cell: row => ({ kind: "date", value: row.dueDate }) },
      { head: t("lines"), width: 8, cell: row => amountCell(String(row.lineCount), 0) },
      { head: t("totalExclVat"), width: 16, cell: row => amountCell(row.amount, row.amountDecimals) },
      { head: more("currencyCode"), width: 10, cell: row => textCell(row.currencyCode) },
      { head: t("requestedBy"), width: 24, cell: row => textCell(row.requestedByName) },
    ]
    return listSheet({
      title: t(`${of}.ongoing`),
      actor,
      company,
      columns,
      pieces: everyPiece(cursor => listPurchaseDocuments(actor, { ...query, cursor, inPieces: true })),
      filter: [
        [more("search"), query.search],
        [t("state"), query.state && state(query.state)],
        [t("dueDate"), query.due && t(`due.${query.due}`)],
        [t(`${of}.externalNo`), query.withoutVendorInvoiceNo ? t("missing") : undefined],
        [t("vendorNo"), query.vendorNo],
      ],
    })
  })
}

import { getTranslations } from "next-intl/server"
import { parameter, word } from "@/app/_lists/list-address"
import { amountCell, textCell } from "@/app/_spreadsheet/sheet"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { type ListColumn, listSheet } from "@/app/[company]/_exports/list-sheet"
import { dateInAddress } from "@/app/[company]/books/query"
import {
  listVendorLedgerEntries,
  type VendorEntryQuery,
  type VendorEntryRow,
  vendorEntrySorts,
  vendorEntryStates,
} from "@/domain/books/list-vendor-ledger-entries"
import { today } from "@/domain/dates/date"
import { everyPiece } from "@/domain/lists/every-piece"

type Entry = VendorEntryRow & { lcyDecimals: number }

/** The vendor ledger entries as filtered and sorted, as a file. */
export const GET = answerReport(async ({ actor, company, search }) => {
  const t = await getTranslations("books")
  const more = await getTranslations("exports")
  const query: VendorEntryQuery = {
    vendorNo: parameter(search, "vendor")?.trim(),
    documentNo: parameter(search, "document")?.trim(),
    from: dateInAddress(search, "from"),
    to: dateInAddress(search, "to"),
    dueFrom: dateInAddress(search, "due_from"),
    dueTo: dateInAddress(search, "due_to"),
    at: dateInAddress(search, "at"),
    state: word(search, "state", vendorEntryStates),
    sort: word(search, "sort", vendorEntrySorts),
    oldestFirst: parameter(search, "order") === "asc",
    today: today(company.timeZone),
  }
  const columns: ListColumn<Entry>[] = [
    { head: t("transaction"), width: 12, cell: row => amountCell(String(row.transactionNo), 0) },
    { head: t("postingDate"), width: 12, cell: row => ({ kind: "date", value: row.postingDate }) },
    { head: t("type"), width: 14, cell: row => textCell(t(`documentType.${row.documentType}`)) },
    { head: t("documentNo"), width: 16, cell: row => textCell(row.documentNo) },
    { head: t("externalDocumentNo"), width: 20, cell: row => textCell(row.externalDocumentNo) },
    { head: t("vendorNo"), width: 12, cell: row => textCell(row.vendorNo) },
    { head: t("vendor"), width: 36, cell: row => textCell(row.vendorName) },
    { head: t("description"), width: 36, cell: row => textCell(row.description) },
    { head: t("dueDate"), width: 12, cell: row => ({ kind: "date", value: row.dueDate }) },
    { head: t("stateLabel"), width: 12, cell: row => textCell(t(`state.${stateOf(row)}`)) },
    { head: more("currencyCode"), width: 10, cell: row => textCell(row.currencyCode) },
    { head: t("amount"), width: 16, cell: row => amountCell(row.amount, row.amountDecimals) },
    { head: t("remainingAmount"), width: 16, cell: row => amountCell(row.remainingAmount, row.amountDecimals) },
    { head: t("amountLcy"), width: 16, cell: row => amountCell(row.amountLcy, row.lcyDecimals) },
    { head: t("remainingLcy"), width: 20, cell: row => amountCell(row.remainingAmountLcy, row.lcyDecimals) },
  ]
  return listSheet({
    title: t("title.vendorLedgerEntries"),
    actor,
    company,
    columns,
    pieces: everyPiece(async cursor => {
      const { entries, next, lcy } = await listVendorLedgerEntries(actor, { ...query, cursor, inPieces: true })
      return { rows: entries.map(entry => ({ ...entry, lcyDecimals: lcy.decimals })), next }
    }),
    filter: [
      [t("vendorNo"), query.vendorNo],
      [t("stateLabel"), query.state && t(`state.${query.state}`)],
      [t("from"), query.from],
      [t("to"), query.to],
      [t("dueFrom"), query.dueFrom],
      [t("dueTo"), query.dueTo],
      [t("at"), query.at],
      [t("documentNo"), query.documentNo],
    ],
  })
})

function stateOf({ isOverdue, remainingAmount }: VendorEntryRow) {
  if (isOverdue) return "overdue"
  return Number(remainingAmount) === 0 ? "closed" : "open"
}

import { getTranslations } from "next-intl/server"
import { parameter, word } from "@/app/_lists/list-address"
import { amountCell, textCell } from "@/app/_spreadsheet/sheet"
import { answerEntries } from "@/app/[company]/books/entry-file"
import { dateInAddress } from "@/app/[company]/books/query"
import {
  listVendorLedgerEntries,
  type VendorEntryQuery,
  type VendorEntryRow,
  vendorEntrySorts,
  vendorEntryStates,
} from "@/domain/books/list-vendor-ledger-entries"
import { today } from "@/domain/dates/date"

/** The vendor ledger entries as filtered and sorted, as a file. */
export const GET = answerEntries<VendorEntryRow, VendorEntryQuery>({
  title: "vendorLedgerEntries",
  list: listVendorLedgerEntries,
  query: (search, company) => ({
    vendorNo: parameter(search, "vendor")?.trim(),
    dueFrom: dateInAddress(search, "due_from"),
    dueTo: dateInAddress(search, "due_to"),
    at: dateInAddress(search, "at"),
    state: word(search, "state", vendorEntryStates),
    sort: word(search, "sort", vendorEntrySorts),
    today: today(company.timeZone),
  }),
  columns: async () => {
    const [t, more] = await Promise.all([getTranslations("books"), getTranslations("exports")])
    return [
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
  },
  filter: async query => {
    const t = await getTranslations("books")
    return [
      [t("vendorNo"), query.vendorNo],
      [t("stateLabel"), query.state && t(`state.${query.state}`)],
      [t("dueFrom"), query.dueFrom],
      [t("dueTo"), query.dueTo],
      [t("at"), query.at],
    ]
  },
})

function stateOf({ isOverdue, remainingAmount }: VendorEntryRow) {
  if (isOverdue) return "overdue"
  return Number(remainingAmount) === 0 ? "closed" : "open"
}

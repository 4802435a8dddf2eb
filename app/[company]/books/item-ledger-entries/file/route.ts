import { getTranslations } from "next-intl/server"
import { parameter } from "@/app/_lists/list-address"
import { amountCell, textCell } from "@/app/_spreadsheet/sheet"
import { answerEntries } from "@/app/[company]/books/entry-file"
import { type ItemEntryQuery, type ItemEntryRow, listItemLedgerEntries } from "@/domain/books/list-item-ledger-entries"

const decimalsOf = (value: string) => value.split(".")[1]?.length ?? 0

/** The item ledger entries as filtered, with what they are worth, as a file; quantities in base units. */
export const GET = answerEntries<ItemEntryRow, ItemEntryQuery>({
  title: "itemLedgerEntries",
  list: listItemLedgerEntries,
  query: search => ({ itemNo: parameter(search, "item")?.trim(), vendorNo: parameter(search, "vendor")?.trim() }),
  columns: async () => {
    const t = await getTranslations("books")
    return [
      { head: t("itemNo"), width: 16, cell: row => textCell(row.itemNo) },
      { head: t("description"), width: 36, cell: row => textCell(row.description) },
      { head: t("vendorNo"), width: 12, cell: row => textCell(row.vendorNo) },
      { head: t("quantity"), width: 14, cell: row => amountCell(row.quantity, decimalsOf(row.quantity)) },
      { head: t("unitOfMeasureCode"), width: 10, cell: row => textCell(row.baseUnitOfMeasure) },
      { head: t("costPerUnit"), width: 16, cell: row => amountCell(row.costPerUnit, decimalsOf(row.costPerUnit)) },
      { head: t("costAmount"), width: 18, cell: row => amountCell(row.costAmount, row.lcyDecimals) },
    ]
  },
  filter: async ({ itemNo, vendorNo }) => {
    const t = await getTranslations("books")
    return [
      [t("itemNo"), itemNo],
      [t("vendorNo"), vendorNo],
    ]
  },
})

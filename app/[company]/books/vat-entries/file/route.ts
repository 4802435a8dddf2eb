import { getTranslations } from "next-intl/server"
import { parameter } from "@/app/_lists/list-address"
import { amountCell, textCell } from "@/app/_spreadsheet/sheet"
import { answerEntries, type FiledEntry } from "@/app/[company]/books/entry-file"
import { groupIn } from "@/app/[company]/books/vat-entries/group"
import { listVatEntries, type VatEntryQuery, type VatEntryRow } from "@/domain/books/list-vat-entries"

const percentDecimals = (percent: string) => percent.split(".")[1]?.replace(/0+$/, "").length ?? 0

/** The VAT entries as filtered, as a file, each with what decides in which box of a return it belongs. */
export const GET = answerEntries<VatEntryRow, VatEntryQuery>({
  title: "vatEntries",
  list: listVatEntries,
  query: search => ({ vendorNo: parameter(search, "vendor")?.trim(), group: groupIn(search) }),
  columns: async () => {
    const t = await getTranslations("books")
    const text = (head: string, width: number, value: (row: VatEntryRow) => string) => ({
      head,
      width,
      cell: (row: VatEntryRow) => textCell(value(row)),
    })
    const amount = (head: string, value: (row: VatEntryRow) => string) => ({
      head,
      width: 18,
      cell: (row: FiledEntry<VatEntryRow>) => amountCell(value(row), row.lcyDecimals),
    })
    const percent = (head: string, value: (row: VatEntryRow) => string) => ({
      head,
      width: 10,
      cell: (row: VatEntryRow) => amountCell(value(row), percentDecimals(value(row))),
    })
    return [
      text(t("vendorNo"), 12, row => row.vendorNo),
      text(t("vendor"), 36, row => row.vendorName),
      text(t("vatRegistrationNo"), 20, row => row.vatRegistrationNo),
      text(t("countryRegionCode"), 10, row => row.countryRegionCode),
      text(t("vatBusPostingGroup"), 16, row => row.vatBusPostingGroup),
      text(t("vatProdPostingGroup"), 16, row => row.vatProdPostingGroup),
      text(t("vatTypeLabel"), 20, row => t(`vatType.${row.vatCalculationType}`)),
      percent(t("vatPercent"), row => row.vatPercent),
      amount(t("base"), row => row.base),
      amount(t("vatAmount"), row => row.amount),
      amount(t("vatDifference"), row => row.vatDifference),
      percent(t("nonDeductiblePercent"), row => row.nonDeductiblePercent),
      amount(t("nonDeductible"), row => row.nonDeductibleAmount),
    ]
  },
  filter: async ({ vendorNo, group }) => {
    const t = await getTranslations("books")
    return [
      [t("vendorNo"), vendorNo],
      [t("vatBusPostingGroup"), group?.vatBusPostingGroup],
      [t("vatProdPostingGroup"), group?.vatProdPostingGroup],
      [t("vatTypeLabel"), group && t(`vatType.${group.vatCalculationType}`)],
      [t("vatPercent"), group?.vatPercent],
    ]
  },
})

import { getTranslations } from "next-intl/server"
import { parameter } from "@/app/_lists/list-address"
import { amountCell, textCell } from "@/app/_spreadsheet/sheet"
import { answerEntries } from "@/app/[company]/books/entry-file"
import { type GlEntryQuery, type GlEntryRow, listGlEntries } from "@/domain/books/list-gl-entries"

/** The G/L entries as filtered, as a file; a credit stands negative, so that a spreadsheet can add them up. */
export const GET = answerEntries<GlEntryRow, GlEntryQuery>({
  title: "glEntries",
  list: listGlEntries,
  query: search => ({ account: parameter(search, "account")?.trim() }),
  columns: async () => {
    const [t, more] = await Promise.all([getTranslations("books"), getTranslations("exports")])
    return [
      { head: more("account"), width: 12, cell: row => textCell(row.glAccountNo) },
      { head: t("account"), width: 36, cell: row => textCell(row.glAccountName) },
      { head: t("description"), width: 36, cell: row => textCell(row.description) },
      { head: t("genProdPostingGroup"), width: 16, cell: row => textCell(row.genProdPostingGroup ?? "") },
      { head: t("vatProdPostingGroup"), width: 16, cell: row => textCell(row.vatProdPostingGroup ?? "") },
      { head: t("amountLcy"), width: 18, cell: row => amountCell(row.amount, row.lcyDecimals) },
    ]
  },
  filter: async ({ account }) => [[(await getTranslations("exports"))("account"), account]],
})

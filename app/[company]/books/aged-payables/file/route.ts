import { getTranslations } from "next-intl/server"
import { amountCell, type SheetCell, textCell } from "@/app/_spreadsheet/sheet"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { dateInAddress } from "@/app/[company]/books/query"
import { agingBuckets } from "@/domain/books/aging"
import { type AgedAmounts, readAgedPayables } from "@/domain/books/read-aged-payables"
import { today } from "@/domain/dates/date"

/** The aged payables on `?at=` as a file. */
export const GET = answerReport(async ({ actor, company, search }) => {
  const at = dateInAddress(search, "at") ?? today(company.timeZone)
  const { vendors, totals, lcy } = await readAgedPayables(actor, { at })
  const t = await getTranslations("books")
  const columns = [...agingBuckets, "total"] as const
  const figures = (amounts: AgedAmounts): SheetCell[] => columns.map(name => amountCell(amounts[name], lcy.decimals))
  const rows = function* () {
    for (const { vendorNo, vendorName, amounts } of vendors)
      yield [textCell(vendorNo), textCell(vendorName), ...figures(amounts)]
    yield [textCell(""), textCell(t("total")), ...figures(totals)]
  }
  return {
    name: `${t("title.agedPayables")} ${at}`,
    columns: [
      { head: t("vendorNo"), width: 12 },
      { head: t("vendor"), width: 40 },
      ...columns.map(name => ({ head: `${t(`bucket.${name}`)} (${lcy.code})`, width: 22 })),
    ],
    rows: rows(),
  }
})

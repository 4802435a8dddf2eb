import { getTranslations } from "next-intl/server"
import { amountCell, textCell } from "@/app/_spreadsheet/sheet"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { periodIn } from "@/app/[company]/books/query"
import { readChartOfAccounts } from "@/domain/books/read-chart-of-accounts"

/** The chart of accounts with net change of `?from=` to `?to=` and the balance at its end, as a file. */
export const GET = answerReport(async ({ actor, company, search }) => {
  const period = periodIn(search, company)
  const { lines, lcy } = await readChartOfAccounts(actor, period)
  const t = await getTranslations("books")
  return {
    name: `${t("title.chartOfAccounts")} ${period.to}`,
    columns: [
      { head: t("no"), width: 12 },
      { head: t("name"), width: 44 },
      { head: t("type"), width: 14 },
      { head: t("blocked"), width: 10 },
      { head: `${t("netChange")} (${lcy.code})`, width: 22 },
      { head: `${t("balanceAtDate")} (${lcy.code})`, width: 22 },
    ],
    rows: lines.map(line => [
      textCell(line.no),
      textCell(line.name),
      textCell(t(`accountType.${line.accountType}`)),
      textCell(line.blocked ? t("blocked") : ""),
      amountCell(line.netChange, lcy.decimals),
      amountCell(line.balanceAtDate, lcy.decimals),
    ]),
  }
})

import { getTranslations } from "next-intl/server"
import { amountCell, type SheetCell, textCell } from "@/app/_spreadsheet/sheet"
import { answerReport } from "@/app/[company]/_exports/answer-report"
import { periodIn } from "@/app/[company]/books/query"
import { type DebitOrCredit, readTrialBalance } from "@/domain/books/read-trial-balance"

/** The trial balance of `?from=` to `?to=` as a file. */
export const GET = answerReport(async ({ actor, company, search }) => {
  const period = periodIn(search, company)
  const { lines, totals, lcy } = await readTrialBalance(actor, period)
  const t = await getTranslations("books")
  const figures = ({ debit, credit }: DebitOrCredit): SheetCell[] => [
    amountCell(debit, lcy.decimals),
    amountCell(credit, lcy.decimals),
  ]
  const amount = (head: string) => ({ head: `${head} (${lcy.code})`, width: 24 })
  return {
    name: `${t("title.trialBalance")} ${period.to}`,
    columns: [
      { head: t("no"), width: 10 },
      { head: t("name"), width: 40 },
      amount(t("netChangeDebit")),
      amount(t("netChangeCredit")),
      amount(t("balanceDebit")),
      amount(t("balanceCredit")),
    ],
    rows: [
      ...lines.map(({ no, name, netChange, balance }) => [
        textCell(no),
        textCell(name),
        ...figures(netChange),
        ...figures(balance),
      ]),
      [textCell(""), textCell(t("total")), ...figures(totals.netChange), ...figures(totals.balance)],
    ],
  }
})

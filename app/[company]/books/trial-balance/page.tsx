import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { booksAddress } from "@/app/[company]/_books/addresses"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { DateFields } from "@/app/[company]/books/date-fields"
import { FigureLink } from "@/app/[company]/books/entry-cells"
import type { BooksPageProps } from "@/app/[company]/books/page-props"
import { dateFiltersIn, periodOf } from "@/app/[company]/books/query"
import { requireActorWith } from "@/app/actor"
import { Amount } from "@/components/amount"
import { Empty } from "@/components/empty"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { Cell, Column, Row, Table, TableBody, TableFoot, TableHead } from "@/components/table"
import type { Period } from "@/domain/books/account-balances"
import { type DebitOrCredit, readTrialBalance, type TrialBalance } from "@/domain/books/read-trial-balance"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books.title"))("trialBalance") }
}

/** Trial Balance; each figure opens the entries behind it. */
export default async function TrialBalancePage({ params, searchParams }: BooksPageProps) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith("books.see", slug)
  const path = booksAddress(slug, "trial-balance")
  const dates = dateFiltersIn(path, search, company, ["from", "to"])
  const period = periodOf(dates, company)
  const report = await readTrialBalance(actor, period)
  const t = await getTranslations("books")
  return (
    <>
      <PageHead
        title={t("title.trialBalance")}
        hint={t("inCurrency", { currency: report.lcy.code })}
        actions={<FileLinks path={path} query={period} />}
      />
      <ListFilters action={path} filtered={Boolean(search.from || search.to)}>
        <DateFields dates={dates} otherwise={period} />
      </ListFilters>
      {report.lines.length === 0 ? (
        <Empty title={t("noBalances")}>{t("noBalancesThen")}</Empty>
      ) : (
        <Accounts slug={slug} report={report} period={period} />
      )}
    </>
  )
}

async function Accounts({ slug, report, period }: { slug: string; report: TrialBalance; period: Period }) {
  const t = await getTranslations("books")
  const { lcy, totals } = report
  const heads = ["netChangeDebit", "netChangeCredit", "balanceDebit", "balanceCredit"] as const
  const figuresOf = ({ netChange, balance }: Record<"netChange" | "balance", DebitOrCredit>) => [
    netChange.debit,
    netChange.credit,
    balance.debit,
    balance.credit,
  ]
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("no")}</Column>
          <Column>{t("name")}</Column>
          {heads.map(head => (
            <Column key={head} className="num">
              {t(head)}
            </Column>
          ))}
        </Row>
      </TableHead>
      <TableBody>
        {report.lines.map(line => (
          <Row key={line.no}>
            <Cell className="mid no">{line.no}</Cell>
            <Cell className="lead">{line.name}</Cell>
            {figuresOf(line).map((value, index) => (
              <Cell key={heads[index]} className="num mid" label={value === null ? undefined : t(heads[index]!)}>
                <FigureLink
                  value={value}
                  decimals={lcy.decimals}
                  href={booksAddress(slug, "gl-entries", {
                    account: line.no,
                    from: index < 2 ? period.from : undefined,
                    to: period.to,
                  })}
                />
              </Cell>
            ))}
          </Row>
        ))}
      </TableBody>
      <TableFoot>
        <Row>
          <Cell />
          <Cell className="lead">{t("total")}</Cell>
          {figuresOf(totals).map((value, index) => (
            <Cell key={heads[index]} className="num mid" label={t(heads[index]!)}>
              <Amount value={value} decimals={lcy.decimals} />
            </Cell>
          ))}
        </Row>
      </TableFoot>
    </Table>
  )
}

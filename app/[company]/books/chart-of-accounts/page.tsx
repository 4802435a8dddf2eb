import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { listKept } from "@/app/_lists/list-query"
import { booksAddress } from "@/app/[company]/_books/addresses"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { DateFields } from "@/app/[company]/books/date-fields"
import { FigureLink } from "@/app/[company]/books/entry-cells"
import type { BooksPageProps } from "@/app/[company]/books/page-props"
import { dateFiltersIn, periodOf } from "@/app/[company]/books/query"
import { requireActorWith } from "@/app/actor"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { State } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { Period } from "@/domain/books/account-balances"
import { type ChartLine, type ChartOfAccounts, readChartOfAccounts } from "@/domain/books/read-chart-of-accounts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books.title"))("chartOfAccounts") }
}

/** Chart of Accounts with net change and balance; each figure opens the entries behind it. */
export default async function ChartOfAccountsPage({ params, searchParams }: BooksPageProps) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith("books.see", slug)
  const path = booksAddress(slug, "chart-of-accounts")
  const dates = dateFiltersIn(path, search, company, ["from", "to"])
  const period = periodOf(dates, company)
  const chart = await readChartOfAccounts(actor, period)
  const t = await getTranslations("books")
  return (
    <>
      <PageHead
        title={t("title.chartOfAccounts")}
        hint={t("inCurrency", { currency: chart.lcy.code })}
        actions={<FileLinks path={path} query={listKept(search)} />}
      />
      <ListFilters action={path} filtered={Boolean(search.from || search.to)}>
        <DateFields dates={dates} otherwise={period} />
      </ListFilters>
      <Accounts slug={slug} chart={chart} period={period} />
    </>
  )
}

type Shown = { slug: string; period: Period }

async function Accounts({ slug, chart, period }: Shown & { chart: ChartOfAccounts }) {
  const t = await getTranslations("books")
  return (
    <Table className="table stack chart">
      <TableHead>
        <Row>
          <Column>{t("no")}</Column>
          <Column>{t("name")}</Column>
          <Column>{t("type")}</Column>
          <Column className="num">{t("netChange")}</Column>
          <Column className="num">{t("balanceAtDate")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {chart.lines.map(line => (
          <Account key={line.no} slug={slug} line={line} decimals={chart.lcy.decimals} period={period} />
        ))}
      </TableBody>
    </Table>
  )
}

async function Account({ slug, line, decimals, period }: Shown & { line: ChartLine; decimals: number }) {
  const t = await getTranslations("books")
  const entries = (of: Partial<Period>) => booksAddress(slug, "gl-entries", { account: line.filter, ...of })
  return (
    <Row className={line.accountType === "posting" ? undefined : "sum"}>
      <Cell className="mid no">{line.no}</Cell>
      <Cell className="lead">
        <span className={`indent-${Math.min(Math.max(line.indentation, 0), 5)}`}>{line.name}</span>
        {line.blocked && <State name="blocked" />}
      </Cell>
      <Cell className="mid">{t(`accountType.${line.accountType}`)}</Cell>
      <Cell className="num mid" label={line.netChange === null ? undefined : t("netChange")}>
        <FigureLink value={line.netChange} decimals={decimals} href={entries(period)} />
      </Cell>
      <Cell className="num amount">
        <FigureLink value={line.balanceAtDate} decimals={decimals} href={entries({ to: period.to })} />
      </Cell>
    </Row>
  )
}

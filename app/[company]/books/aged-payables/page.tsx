import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { addressWith, parameter } from "@/app/_lists/list-address"
import { booksAddress } from "@/app/[company]/_books/addresses"
import { FileLinks } from "@/app/[company]/_exports/file-links"
import { payAddress } from "@/app/[company]/_payments/pay-address"
import { RegisteredNotice } from "@/app/[company]/_payments/registered-notice"
import { DateFields } from "@/app/[company]/books/date-fields"
import { FigureLink } from "@/app/[company]/books/entry-cells"
import type { BooksPageProps } from "@/app/[company]/books/page-props"
import { PayCell, PayColumn } from "@/app/[company]/books/pay-cell"
import { dateFiltersIn } from "@/app/[company]/books/query"
import { requireActorWith } from "@/app/actor"
import { Empty } from "@/components/empty"
import { ListFilters } from "@/components/list-filters"
import { PageHead } from "@/components/page-head"
import { Pager } from "@/components/pager"
import { Cell, Column, Row, Table, TableBody, TableFoot, TableHead } from "@/components/table"
import { may } from "@/domain/access/actor"
import { type AgingBucket, agingBuckets, dueDatesOf } from "@/domain/books/aging"
import {
  AGED_VENDORS_PER_PAGE,
  type AgedAmounts,
  type AgedPayables,
  readAgedPayables,
} from "@/domain/books/read-aged-payables"
import { type IsoDate, today } from "@/domain/dates/date"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books.title"))("agedPayables") }
}

const columns = [...agingBuckets, "total"] as const

/** Aged Accounts Payable on a date; each figure opens the vendor ledger entries behind it. */
export default async function AgedPayablesPage({ params, searchParams }: BooksPageProps) {
  const [{ company: slug }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith("books.see", slug)
  const path = booksAddress(slug, "aged-payables")
  const dates = dateFiltersIn(path, search, company, ["at"])
  const at = dates.at.date ?? today(company.timeZone)
  const after = parameter(search, "after")
  const report = await readAgedPayables(actor, { at, after, limit: AGED_VENDORS_PER_PAGE })
  const t = await getTranslations("books")
  return (
    <>
      <PageHead
        title={t("title.agedPayables")}
        subject={t("owedPositive", { currency: report.lcy.code })}
        actions={<FileLinks path={path} query={{ at }} />}
      />
      <RegisteredNotice actor={actor} slug={slug} search={search} />
      <ListFilters action={path} filtered={Boolean(search.at)}>
        <DateFields dates={dates} otherwise={{ at }} />
      </ListFilters>
      {report.vendors.length === 0 ? (
        <Empty title={t("nobodyOwed")}>{t("nobodyOwedThen")}</Empty>
      ) : (
        <Vendors
          slug={slug}
          report={report}
          at={at}
          payFrom={may(actor, "purchase_invoice.post") ? addressWith(path, search, {}) : null}
        />
      )}
      <Pager
        previous={after && addressWith(path, search, { after: undefined })}
        next={report.next && addressWith(path, search, { after: report.next })}
      />
    </>
  )
}

type Shown = {
  slug: string
  report: AgedPayables
  at: IsoDate
  /** The page to come back to after paying; null: the reader may not pay. */
  payFrom: string | null
}

async function Vendors({ slug, report, at, payFrom }: Shown) {
  const t = await getTranslations("books")
  const figures = (amounts: AgedAmounts, vendor?: string) =>
    columns.map(name => (
      <Cell
        key={name}
        className={name === "total" ? "num amount" : "num mid"}
        label={name === "total" ? undefined : t(`bucket.${name}`)}
      >
        <FigureLink
          value={amounts[name]}
          decimals={report.lcy.decimals}
          href={booksAddress(slug, "vendor-ledger-entries", { vendor, at, state: "open", ...dueBetween(name, at) })}
        />
      </Cell>
    ))
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("vendor")}</Column>
          <Column>{t("vendorNo")}</Column>
          {columns.map(name => (
            <Column key={name} className="num">
              {t(`bucket.${name}`)}
            </Column>
          ))}
          {payFrom && <PayColumn />}
        </Row>
      </TableHead>
      <TableBody>
        {report.vendors.map(({ vendorNo, vendorName, amounts }) => (
          <Row key={vendorNo}>
            <Cell className="lead">{vendorName}</Cell>
            <Cell className="mid no">{vendorNo}</Cell>
            {figures(amounts, vendorNo)}
            {payFrom && (
              <PayCell
                href={amounts.total.startsWith("-") ? undefined : payAddress(slug, { vendorNo }, payFrom)}
                subject={vendorName}
              />
            )}
          </Row>
        ))}
      </TableBody>
      <TableFoot>
        <Row>
          <Cell className="lead">{t("total")}</Cell>
          <Cell />
          {figures(report.totals)}
          {payFrom && <Cell />}
        </Row>
      </TableFoot>
    </Table>
  )
}

/** The due dates of a column, as the list of vendor ledger entries is asked for them. */
function dueBetween(name: AgingBucket | "total", at: IsoDate) {
  if (name === "total") return {}
  const { from, to } = dueDatesOf(name, at)
  return { due_from: from, due_to: to }
}

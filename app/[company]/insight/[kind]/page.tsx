import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { parameter, type Search } from "@/app/_lists/list-address"
import { ListPager } from "@/app/_lists/list-pager"
import { requireActorWith } from "@/app/actor"
import { found } from "@/app/found"
import { Crumbs } from "@/components/crumbs"
import { CalendarDate } from "@/components/date"
import { Empty } from "@/components/empty"
import { Facts } from "@/components/facts"
import { PageHead } from "@/components/page-head"
import { RowLink } from "@/components/row-link"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { type FigureDocuments, listFigureDocuments } from "@/domain/insight/list-figure-documents"
import { formatMonthName } from "@/language/date-format"
import type { Language } from "@/language/language"
import { insightAddress, kindSegment, monthsAskedFor, nameIn, placeAddress } from "../addresses"
import { figureWritten, groupNames } from "../written"

type Props = { params: Promise<{ company: string; kind: string }>; searchParams: Promise<Search> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("insight"))("documents") }
}

/** The documents behind a figure, with the figure itself above them. */
export default async function FigurePage({ params, searchParams }: Props) {
  const [{ company: slug, kind: segment }, search] = [await params, await searchParams]
  const { actor, company } = await requireActorWith("insight.see", slug)
  const period = monthsAskedFor(search, company)
  const [group, rest] = [parameter(search, "group"), parameter(search, "rest") === "1"]
  const cursor = parameter(search, "cursor")
  const list = await found(listFigureDocuments(actor, { name: nameIn(segment), period, group, rest, cursor }))
  const { kind, totals, lcy } = list
  const { language } = actor
  const t = await getTranslations("insight")
  const nameOf = await groupNames(kind, language)
  const title = t(`kind.${kind.name}.title` as "kind.purchasesByMonth.title")
  const month = (date: string) => formatMonthName(date.slice(0, 7), language, "long")
  const subject = [
    group !== undefined && list.rows.length > 0 && nameOf({ key: group, label: list.label }),
    group === undefined && rest && t(`rest.${kind.groupedBy}` as "rest.vendor"),
    kind.day === "posting" && t("between", { from: month(period.from), to: month(period.to) }),
  ]
  const path = `/${slug}/insight/${kindSegment(kind.name)}`
  return (
    <>
      <Crumbs trail={[{ label: t("title"), href: insightAddress(slug, period) }, { label: title }]} />
      <PageHead
        title={title}
        hint={t("inCurrency", { currency: lcy.code })}
        subject={subject.filter(Boolean).join(", ")}
      />
      {totals ? (
        <>
          <Facts
            facts={kind.measures.map(({ name, unit }) => ({
              term: t(`measure.${name}` as "measure.amount"),
              value: figureWritten(totals[name] ?? null, unit, language, lcy.decimals),
            }))}
          />
          <Documents list={list} slug={slug} language={language} />
        </>
      ) : (
        <Empty title={t("noDocuments")}>{t("noDocumentsThen")}</Empty>
      )}
      <ListPager list={list} path={path} search={search} />
    </>
  )
}

async function Documents(props: { list: FigureDocuments; slug: string; language: Language }) {
  const { list, slug, language } = props
  const { kind, lcy } = list
  const t = await getTranslations("insight")
  const head = (name: string) => t(`column.${name}` as "column.amount")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("no")}</Column>
          <Column>{t("vendor")}</Column>
          <Column>{t("kindOfDocument")}</Column>
          <Column>{t(`day.${kind.day}`)}</Column>
          {kind.columns.map(({ name }) => (
            <Column key={name} className="num">
              {head(name)}
            </Column>
          ))}
        </Row>
      </TableHead>
      <TableBody>
        {list.rows.map((document, index) => (
          // One document may be there by several lines.
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing is moved within a page
          <Row key={index}>
            <Cell className="mid">
              <RowLink className="no" href={placeAddress(slug, document.place, document.no)}>
                {document.no}
              </RowLink>
            </Cell>
            <Cell className="lead">{document.party}</Cell>
            <Cell className="mid">{t(`place.${document.place}`)}</Cell>
            <Cell className="mid">
              <CalendarDate date={document.day} />
            </Cell>
            {kind.columns.map(({ name, unit }) => (
              <Cell key={name} className="num mid" label={head(name)}>
                {figureWritten(document.values[name] ?? null, unit, language, lcy.decimals)}
              </Cell>
            ))}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

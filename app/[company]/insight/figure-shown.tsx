import { getTranslations } from "next-intl/server"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableFoot, TableHead } from "@/components/table"
import type { CompanyCurrency } from "@/domain/books/company-currency"
import type { MonthPeriod } from "@/domain/insight/period"
import type { InsightFigure, Values } from "@/domain/insight/read-figures"
import type { Language } from "@/language/language"
import { figureAddress } from "./addresses"
import { type Bars, MonthColumns, RankedBars } from "./chart"
import { figureWritten, groupNames } from "./written"

type Props = { figure: InsightFigure; slug: string; period: MonthPeriod; lcy: CompanyCurrency; language: Language }

/** A kind of figure: its chart, and the table that says the same; each figure opens the documents behind it. */
export async function FigureShown({ figure, ...where }: Props) {
  const t = await getTranslations("insight")
  const { name } = figure.kind
  return (
    <Section title={t(`kind.${name}.title` as "kind.purchasesByMonth.title")}>
      {figure.total ? (
        <figure className="insight">
          <figcaption className="hint">{t(`kind.${name}.says` as "kind.purchasesByMonth.says")}</figcaption>
          <Drawn figure={figure} {...where} />
          <FigureTable figure={figure} {...where} />
        </figure>
      ) : (
        <p className="soft insight-none">{t(`kind.${name}.none` as "kind.purchasesByMonth.none")}</p>
      )}
    </Section>
  )
}

async function Drawn({ figure: { kind, rows }, slug, period, lcy, language }: Props) {
  const t = await getTranslations("insight")
  const nameOf = await groupNames(kind, language)
  const drawn = kind.measures.filter(measure => measure.drawn)
  const isOfMonths = kind.groupedBy === "month"
  const bars: Bars[] = rows.map(row => ({
    label: nameOf(row, "short"),
    href: figureAddress(slug, kind.name, period, { group: row.key }),
    values: drawn.map(({ name, unit }) => {
      const value = row.values[name] ?? null
      const words = `${nameOf(row)}, ${t(`measure.${name}` as "measure.amount")}: ${figureWritten(value, unit, language, lcy.decimals)}`
      return { value: value === null ? null : Number(value), says: words }
    }),
  }))
  if (!isOfMonths) {
    const [measure] = drawn
    const shown = rows.map(({ values }) =>
      measure ? figureWritten(values[measure.name] ?? null, measure.unit, language, lcy.decimals) : "",
    )
    return <RankedBars bars={bars} shown={shown} language={language} />
  }
  return (
    <div>
      {drawn.length > 1 && (
        <ul className="legend" aria-hidden="true">
          {drawn.map(({ name }, index) => (
            <li key={name} className={`s${index + 1}`}>
              {t(`measure.${name}` as "measure.amount")}
            </li>
          ))}
        </ul>
      )}
      <MonthColumns bars={bars} language={language} />
    </div>
  )
}

async function FigureTable({ figure: { kind, rows, rest, total }, slug, period, lcy, language }: Props) {
  const t = await getTranslations("insight")
  const nameOf = await groupNames(kind, language)
  const head = (name: string) => t(`measure.${name}` as "measure.amount")
  const figures = (values: Values, href: string) =>
    kind.measures.map(({ name, unit }) => {
      const text = figureWritten(values[name] ?? null, unit, language, lcy.decimals)
      return (
        <Cell key={name} className="num mid" label={text ? head(name) : undefined}>
          {text && <Link href={href}>{text}</Link>}
        </Cell>
      )
    })
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t(`group.${kind.groupedBy}`)}</Column>
          {kind.measures.map(({ name }) => (
            <Column key={name} className="num">
              {head(name)}
            </Column>
          ))}
        </Row>
      </TableHead>
      <TableBody>
        {rows.map(row => (
          <Row key={row.key}>
            <Cell className="lead">{nameOf(row)}</Cell>
            {figures(row.values, figureAddress(slug, kind.name, period, { group: row.key }))}
          </Row>
        ))}
        {rest && (
          <Row>
            <Cell className="lead">{t(`rest.${kind.groupedBy}` as "rest.vendor")}</Cell>
            {figures(rest, figureAddress(slug, kind.name, period, { rest: true }))}
          </Row>
        )}
      </TableBody>
      {total && (
        <TableFoot>
          <Row>
            <Cell className="lead">{t("total")}</Cell>
            {figures(total, figureAddress(slug, kind.name, period))}
          </Row>
        </TableFoot>
      )}
    </Table>
  )
}

import { useTranslations } from "next-intl"
import { Count } from "@/components/amount"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { RowQuery } from "@/domain/sales-import/read-import-rows"
import type { SalesImportRead, SalesRowOutcome } from "@/domain/sales-import/read-sales-import"
import { addressOfRows } from "./row-filter"

type Props = {
  reasons: NonNullable<SalesImportRead["reasons"]>
  read: SalesImportRead["import"]
  /** Of the import's page. */
  path: string
  /** The rows shown below. */
  shown: RowQuery
}

/** How many rows were taken and refused, and why; each figure leads to its rows. */
export function RowReasons({ reasons, read, path, shown }: Props) {
  const t = useTranslations("sales_import")
  const say = useTranslations("sales_import.reason")
  const of = (outcome: SalesRowOutcome) => reasons.counts.filter(count => count.outcome === outcome)
  const lines: { text: string; query: RowQuery; rows: number; total: boolean }[] = [
    { text: t("outcome.taken"), query: { outcome: "taken" }, rows: read.rowsTaken, total: true },
    ...of("taken").map(({ outcome, reason, rows }) => ({
      text: say(`${reason}.title`),
      query: { outcome, reason },
      rows,
      total: false,
    })),
    { text: t("outcome.refused"), query: { outcome: "refused" }, rows: read.rowsRefused, total: true },
    ...of("refused").map(({ outcome, reason, rows }) => ({
      text: say(`${reason}.title`),
      query: { outcome, reason },
      rows,
      total: false,
    })),
  ]
  return (
    <Section title={t("reasons")}>
      <p className="soft">{t("several")}</p>
      <Table>
        <TableHead>
          <Row>
            <Column>{t("column.what")}</Column>
            <Column className="num">{t("column.rows")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {lines.map(({ text, query, rows, total }) => (
            <Row key={`${query.outcome} ${query.reason}`}>
              <Cell className="lead">
                {rows === 0 ? (
                  text
                ) : (
                  <Link
                    className="link"
                    href={addressOfRows(path, query)}
                    aria-current={query.outcome === shown.outcome && query.reason === shown.reason ? "true" : undefined}
                  >
                    {total ? <strong>{text}</strong> : text}
                  </Link>
                )}
              </Cell>
              <Cell className="num amount">
                {total ? (
                  <strong>
                    <Count value={rows} />
                  </strong>
                ) : (
                  <Count value={rows} />
                )}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}

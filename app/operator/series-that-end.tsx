import { getTranslations } from "next-intl/server"
import { Count } from "@/components/amount"
import { CalendarDate } from "@/components/date"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { CompanySeries } from "@/domain/operators/overview"

/** Number series that soon give no number any more: without one nothing is posted. */
export async function SeriesThatEnd({ series }: { series: readonly CompanySeries[] }) {
  const t = await getTranslations("operator.series")
  if (series.length === 0) return <p className="soft">{t("none")}</p>
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("company")}</Column>
          <Column>{t("code")}</Column>
          <Column>{t("startingDate")}</Column>
          <Column className="num">{t("numbersLeft")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {series.map(({ company, code, startingDate, numbersLeft }) => (
          <Row key={`${company} ${code} ${startingDate}`}>
            <Cell className="lead">{company}</Cell>
            <Cell label={t("code")}>{code}</Cell>
            <Cell label={t("startingDate")}>
              <CalendarDate date={startingDate} />
            </Cell>
            <Cell className="num" label={t("numbersLeft")}>
              <Count value={numbersLeft} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

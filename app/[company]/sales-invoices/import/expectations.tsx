import { useTranslations } from "next-intl"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { type SalesColumn as FileColumn, salesColumns } from "@/domain/sales-import/csv-header"

/** A row of such a file, as it is written there: no language changes it. */
const examples: Record<FileColumn, string> = {
  InvoiceNo: "536370",
  StockCode: "22728",
  Description: "ALARM CLOCK BAKELIKE PINK",
  Quantity: "24",
  InvoiceDate: "2026-11-02 08:45:00",
  UnitPrice: "3.75",
  CustomerID: "12583",
  Country: "France",
}

const treatments = ["whole", "refused", "taken", "charges", "made", "twice"] as const

/** What a file has to look like, and what happens to rows that are untidy. */
export function SalesFileExpectations() {
  const t = useTranslations("sales_import.expected")
  return (
    <>
      <Section title={t("title")}>
        <p className="soft">{t("columns")}</p>
        <Table>
          <TableHead>
            <Row>
              <Column>{t("column")}</Column>
              <Column>{t("example")}</Column>
              <Column>{t("meaning")}</Column>
            </Row>
          </TableHead>
          <TableBody>
            {salesColumns.map(name => (
              <Row key={name}>
                <Cell className="lead">
                  <code>{name}</code>
                </Cell>
                <Cell className="mid" label={t("example")}>
                  <code>{examples[name]}</code>
                </Cell>
                <Cell className="mid" label={t("meaning")}>
                  {t(`of.${name}`)}
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
        <p className="soft">{t("form")}</p>
      </Section>
      <Section title={t("treatment")}>
        <ul>
          {treatments.map(name => (
            <li key={name}>{t(name)}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}

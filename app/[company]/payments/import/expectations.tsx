import { useLocale, useTranslations } from "next-intl"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import { columnName } from "@/domain/payment-import/column-names"
import { paymentColumns, required } from "@/domain/payment-import/columns"
import { exampleRow } from "./example-rows"

const treatments = ["whole", "order", "numbers", "once"] as const

/** What a file has to look like, the example of one, and what happens to its rows. @param example its address */
export function PaymentFileExpectations({ example }: { example: string }) {
  const t = useTranslations("payment_import.expected")
  const language = useLocale()
  const row = exampleRow(language)
  return (
    <>
      <Section
        title={t("title")}
        aside={
          <a className="btn" href={example} download>
            {t("download")}
          </a>
        }
      >
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
            {paymentColumns.map(column => (
              <Row key={column}>
                <Cell className="lead term">
                  {columnName(column, language)}
                  {required.includes(column) && <span className="hint below">{t("required")}</span>}
                </Cell>
                <Cell className="mid" label={t("example")}>
                  <code>{row[column]}</code>
                </Cell>
                <Cell className="mid meaning" label={t("meaning")}>
                  {t(`of.${column}`)}
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      </Section>
      <Section title={t("treatment")}>
        <ul className="problems">
          {treatments.map(name => (
            <li key={name}>{t(name)}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}

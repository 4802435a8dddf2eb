import { useLocale, useTranslations } from "next-intl"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { AnyImportKind } from "@/domain/import-kinds/import-kind"

/** What a file has to look like, the example of one, and what happens to its rows. @param example its address */
export function FileExpectations({ kind, example }: { kind: AnyImportKind; example: string }) {
  const [t, own] = [useTranslations("imports.expected"), useTranslations(kind.words)]
  const language = useLocale()
  const row = kind.example(language)
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
            {kind.fileColumns.map(({ name, required }) => (
              <Row key={name}>
                <Cell className="lead term">
                  {kind.label(name, language)}
                  {required && <span className="hint below">{t("required")}</span>}
                </Cell>
                <Cell className="mid" label={t("example")}>
                  <code>{row[name]}</code>
                </Cell>
                <Cell className="mid meaning" label={t("meaning")}>
                  {own(`of.${name}`)}
                </Cell>
              </Row>
            ))}
          </TableBody>
        </Table>
      </Section>
      <Section title={t("treatment")}>
        <ul className="problems">
          {kind.treatments.map(name => (
            <li key={name}>{own(`treatment.${name}`)}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}

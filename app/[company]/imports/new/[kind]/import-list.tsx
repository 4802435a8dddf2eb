import { useTranslations } from "next-intl"
import { ImportState } from "@/app/_imports/import-state"
import { Count } from "@/components/amount"
import { Instant } from "@/components/date"
import { RowLink } from "@/components/row-link"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { ImportListed } from "@/domain/imports/read-import"

/** The files there have been, the latest first. @param path the imports' pages are below it */
export function ImportList({ imports, path }: { imports: readonly ImportListed[]; path: string }) {
  const t = useTranslations("imports.column")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("state")}</Column>
          <Column>{t("no")}</Column>
          <Column>{t("file")}</Column>
          <Column>{t("requestedBy")}</Column>
          <Column>{t("requested")}</Column>
          <Column className="num">{t("read")}</Column>
          <Column className="num">{t("written")}</Column>
          <Column className="num">{t("refused")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {imports.map(row => (
          <Row key={row.no}>
            <Cell className="mid">
              <ImportState of={row} />
            </Cell>
            <Cell className="lead term">
              <RowLink className="no" href={`${path}/${encodeURIComponent(row.no)}`}>
                {row.no}
              </RowLink>
            </Cell>
            <Cell className="mid long" label={t("file")}>
              {row.fileName}
            </Cell>
            <Cell className="mid" label={t("requestedBy")}>
              {row.requestedByName}
            </Cell>
            <Cell className="mid" label={t("requested")}>
              <Instant at={row.requestedAt} />
            </Cell>
            <Cell className="num mid" label={t("read")}>
              <Count value={row.rowsRead ?? 0} />
            </Cell>
            <Cell className="num mid" label={t("written")}>
              <Count value={row.rowsWritten} />
            </Cell>
            <Cell className="num mid" label={t("refused")}>
              <Count value={row.rowsRefused} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

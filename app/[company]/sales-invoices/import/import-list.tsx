import { useTranslations } from "next-intl"
import { Count } from "@/components/amount"
import { Instant } from "@/components/date"
import { RowLink } from "@/components/row-link"
import { State } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { SalesImportRow } from "@/domain/sales-import/list-sales-imports"
import { importStateShown } from "./state-shown"

/** The imports there have been, the latest first. */
export function ImportList({ imports, path }: { imports: readonly SalesImportRow[]; path: string }) {
  const t = useTranslations("sales_import.column")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("state")}</Column>
          <Column>{t("no")}</Column>
          <Column>{t("file")}</Column>
          <Column>{t("requestedBy")}</Column>
          <Column>{t("requested")}</Column>
          <Column className="num">{t("rowsTaken")}</Column>
          <Column className="num">{t("rowsRefused")}</Column>
          <Column className="num">{t("invoices")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {imports.map(row => (
          <Row key={row.no}>
            <Cell className="mid">
              <State name={importStateShown(row.state)} />
            </Cell>
            <Cell className="lead">
              <RowLink className="no" href={`${path}/${encodeURIComponent(row.no)}`}>
                {row.no}
              </RowLink>
            </Cell>
            <Cell className="mid" label={t("file")}>
              {row.fileName}
            </Cell>
            <Cell className="mid" label={t("requestedBy")}>
              {row.requestedByName}
            </Cell>
            <Cell className="mid" label={t("requested")}>
              <Instant at={row.requestedAt} />
            </Cell>
            <Cell className="num mid" label={t("rowsTaken")}>
              <Count value={row.rowsTaken} />
            </Cell>
            <Cell className="num mid" label={t("rowsRefused")}>
              <Count value={row.rowsRefused} />
            </Cell>
            <Cell className="num mid" label={t("invoices")}>
              <Count value={row.invoicesMade} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

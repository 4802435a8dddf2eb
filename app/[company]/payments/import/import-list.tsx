import { useTranslations } from "next-intl"
import { Count } from "@/components/amount"
import { Instant } from "@/components/date"
import { Link } from "@/components/link"
import { State } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { PaymentImportHead } from "@/domain/payment-import/list-payment-imports"
import { stateShown } from "./state-shown"

/** The files there have been, the latest first. */
export function ImportList(props: {
  imports: readonly PaymentImportHead[]
  active: ReadonlySet<string>
  path: string
}) {
  const { imports, active, path } = props
  const t = useTranslations("payment_import.column")
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("state")}</Column>
          <Column>{t("file")}</Column>
          <Column>{t("requestedBy")}</Column>
          <Column>{t("requested")}</Column>
          <Column className="num">{t("rows")}</Column>
          <Column className="num">{t("registered")}</Column>
          <Column className="num">{t("refused")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {imports.map(each => (
          <Row key={each.id}>
            <Cell className="mid">
              <State name={stateShown(each, active)} />
            </Cell>
            <Cell className="lead">
              <Link href={`${path}/${each.id}`}>{each.fileName}</Link>
            </Cell>
            <Cell className="mid" label={t("requestedBy")}>
              {each.requestedByName}
            </Cell>
            <Cell className="mid" label={t("requested")}>
              <Instant at={each.requestedAt} />
            </Cell>
            <Cell className="num mid" label={t("rows")}>
              <Count value={each.rowCount} />
            </Cell>
            <Cell className="num mid" label={t("registered")}>
              <Count value={each.registered} />
            </Cell>
            <Cell className="num mid" label={t("refused")}>
              <Count value={each.refused} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

import { getTranslations } from "next-intl/server"
import { Instant } from "@/components/date"
import { deviceWords } from "@/components/device-words"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { SecurityLine } from "@/domain/security-log/list-security-log"
import { detailWords } from "./detail-words"

/** Entries of the security log, the latest first. */
export async function SecurityTable({ lines }: { lines: readonly SecurityLine[] }) {
  const [t, devices, detailOf] = await Promise.all([
    getTranslations("security_log"),
    getTranslations("common.device"),
    detailWords(),
  ])
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("when")}</Column>
          <Column>{t("person")}</Column>
          <Column>{t("kind")}</Column>
          <Column>{t("where")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {lines.map(line => (
          <Row key={line.id}>
            <Cell className="mid">
              <Instant at={line.at} />
            </Cell>
            <Cell className="lead" label={t("person")}>
              {line.person?.name ?? t("nobody")}
            </Cell>
            <Cell className="mid meaning" label={t("kind")}>
              {t(`kinds.${line.kind}`)}
              <span className="hint below">{detailOf(line)}</span>
            </Cell>
            <Cell className="mid soft" label={t("where")}>
              {line.address || t("unknown")}
              {(line.browser || line.system) && <span className="hint below">{deviceWords(line, devices)}</span>}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

import { getTranslations } from "next-intl/server"
import { Instant } from "@/components/date"
import { deviceWords } from "@/components/device-words"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { SecurityLine } from "@/domain/security-log/list-security-log"

/** Entries of the security log, the latest first. */
export async function SecurityTable({ lines }: { lines: readonly SecurityLine[] }) {
  const [t, devices] = await Promise.all([getTranslations("security_log"), getTranslations("common.device")])
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
        {
          await Promise.all(
            lines.map(async line => (
              <Row key={line.id}>
                <Cell className="mid">
                  <Instant at={line.at} />
                </Cell>
                <Cell className="lead" label={t("person")}>
                  {line.person?.name ?? t("nobody")}
                </Cell>
                <Cell className="mid meaning" label={t("kind")}>
                  {t(`kinds.${line.kind}`)}
                  <span className="hint below">{await detailOf(line)}</span>
                </Cell>
                <Cell className="mid soft" label={t("where")}>
                  {line.address || t("unknown")}
                  {(line.browser || line.system) && <span className="hint below">{deviceWords(line, devices)}</span>}
                </Cell>
              </Row>
            )),
          )
        }
      </TableBody>
    </Table>
  )
}

/** What more there is to say: in words where there are, else as the portal names it. */
async function detailOf({ kind, detail, subject }: SecurityLine): Promise<string> {
  const [t, history] = await Promise.all([getTranslations("security_log"), getTranslations("users.history.kind")])
  const own = `details.${detail}` as Parameters<typeof t.has>[0]
  const done = detail as Parameters<typeof history.has>[0]
  const words =
    kind === "rights_changed" && history.has(done)
      ? history(done as "joined")
      : t.has(own)
        ? t(own as "details.one")
        : detail
  return [subject?.name, words].filter(Boolean).join(": ")
}

import { useTranslations } from "next-intl"
import { Count } from "@/components/amount"
import { Instant } from "@/components/date"
import { RowLink } from "@/components/row-link"
import { State } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { WorkHead } from "@/domain/background-work/list-work"
import { nameOf, stateShown } from "./work"

type Props = {
  /** Also the namespace of its texts. */
  kind: WorkHead["kind"]
  works: readonly WorkHead[]
  /** Numbers of those a worker is busy with now. */
  active: ReadonlySet<string>
  /** Of the list: a work's page is below it. */
  path: string
  /** What the works are named by. */
  named: { by: string; className?: string }
}

/** The works of a kind, the latest first. */
export function WorkList({ kind, works, active, path, named }: Props) {
  const [t, of] = [useTranslations("background_work"), useTranslations(kind)]
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("state")}</Column>
          <Column>{named.by}</Column>
          <Column>{of("requestedBy")}</Column>
          <Column>{of("requested")}</Column>
          <Column className="num">{of("pieces")}</Column>
          <Column className="num">{of("done")}</Column>
          <Column className="num">{t("refused")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {works.map(work => (
          <Row key={work.no}>
            <Cell className="mid">
              <State name={stateShown(work, active)} />
            </Cell>
            <Cell className="lead">
              <RowLink className={named.className} href={`${path}/${work.no}`}>
                {nameOf(work)}
              </RowLink>
            </Cell>
            <Cell className="mid" label={of("requestedBy")}>
              {work.requestedByName}
            </Cell>
            <Cell className="mid" label={of("requested")}>
              <Instant at={work.requestedAt} />
            </Cell>
            <Cell className="num mid" label={of("pieces")}>
              <Count value={work.count} />
            </Cell>
            <Cell className="num mid" label={of("done")}>
              <Count value={work.done} />
            </Cell>
            <Cell className="num mid" label={t("refused")}>
              <Count value={work.refused} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

import { getTranslations } from "next-intl/server"
import { Count } from "@/components/amount"
import { Age } from "@/components/date"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { CompanyNumbers } from "@/domain/operators/overview"

const counts = ["users", "requestsWaiting", "failed", "mailsWaiting", "mailsFailed"] as const

/** Each company in numbers. */
export async function Companies({ companies }: { companies: readonly CompanyNumbers[] }) {
  const t = await getTranslations("operator.companies")
  if (companies.length === 0) return <p className="soft">{t("none")}</p>
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("company")}</Column>
          {counts.map(name => (
            <Column key={name} className="num">
              {t(name)}
            </Column>
          ))}
          <Column>{t("oldestWaiting")}</Column>
          <Column>{t("lastSeen")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {companies.map(one => (
          <Row key={one.slug}>
            <Cell className="lead">{one.name}</Cell>
            {counts.map(name => (
              <Cell key={name} className="num" label={t(name)}>
                <Count value={one[name]} />
              </Cell>
            ))}
            <Cell label={t("oldestWaiting")}>{one.oldestWaiting && <Age at={one.oldestWaiting} />}</Cell>
            <Cell label={t("lastSeen")}>{one.lastSeenAt && <Age at={one.lastSeenAt} />}</Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

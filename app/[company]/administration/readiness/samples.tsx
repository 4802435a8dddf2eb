import { getTranslations } from "next-intl/server"
import { rowPath } from "@/app/[company]/administration/setup/addresses"
import { issueSentences } from "@/app/issue-sentences"
import { Link } from "@/components/link"
import { State } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { SamplePosting } from "@/domain/readiness/sample-postings"

/** What posting an invoice of each VAT case came to. */
export async function Samples({ samples, company }: { samples: readonly SamplePosting[]; company: string }) {
  const t = await getTranslations("readiness.samples")
  const say = await issueSentences()
  const column = { bus: t("bus"), prod: t("prod"), outcome: t("outcome") }
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{t("case")}</Column>
          <Column>{column.bus}</Column>
          <Column>{column.prod}</Column>
          <Column>{column.outcome}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {samples.map(({ vatBusPostingGroup: bus, vatProdPostingGroup: prod, description, problems, entries }) => (
          <Row key={`${bus} ${prod}`}>
            <Cell className="lead">
              <Link className="link" href={rowPath(company, "vat-posting-setup", [bus, prod])}>
                {description || `${bus} ${prod}`}
              </Link>
            </Cell>
            <Cell className="mid" label={column.bus}>
              {bus}
            </Cell>
            <Cell className="mid" label={column.prod}>
              {prod}
            </Cell>
            <Cell className={problems.length > 0 ? "mid meaning" : "mid"} label={column.outcome}>
              {problems.length === 0 ? (
                <State name="ready">{t("entries", { entries })}</State>
              ) : (
                problems.map(problem => <p key={say(problem)}>{say(problem)}</p>)
              )}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

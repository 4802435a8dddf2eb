import { getTranslations } from "next-intl/server"
import { draftPath } from "@/app/[company]/_document-kinds/draft-kinds"
import { postedPath } from "@/app/[company]/_document-kinds/posted-kinds"
import { issueSentences } from "@/app/issue-sentences"
import { Amount } from "@/components/amount"
import { Link } from "@/components/link"
import { State, type StateName } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { PieceOutcome } from "@/domain/background-work/read-work"
import type { BatchDocument } from "@/domain/batch-posting/read-batch-posting"

const shapes: Record<PieceOutcome, StateName> = { pending: "queued", done: "finished", refused: "failed" }

/** The documents of a batch, each with what came of it; what was refused leads to its draft, to be corrected. */
export async function BatchDocuments({ documents, company }: { documents: readonly BatchDocument[]; company: string }) {
  const [t, work] = [await getTranslations("batch_posting"), await getTranslations("background_work")]
  return (
    <Table>
      <TableHead>
        <Row>
          <Column>{work("result")}</Column>
          <Column>{t("column.vendor")}</Column>
          <Column>{t("column.no")}</Column>
          <Column>{t("column.postedAs")}</Column>
          <Column className="num">{t("column.amountInclVat")}</Column>
        </Row>
      </TableHead>
      <TableBody>
        {documents.map(document => (
          <Row key={document.lineNo}>
            <Cell className="mid">
              <State name={shapes[document.outcome]}>{t(`outcome.${document.outcome}`)}</State>
            </Cell>
            <Cell className="lead">
              {document.vendorName}
              <Problems problems={document.problems ?? []} decimals={document.amountDecimals} />
            </Cell>
            <Cell className="mid">
              {document.draftType ? (
                <Link className="link no" href={draftPath(company, document.draftType, document.documentNo)}>
                  {document.documentNo}
                </Link>
              ) : (
                <span className="no">{document.documentNo}</span>
              )}
            </Cell>
            <Cell className="mid no" label={t("column.postedAs")}>
              {document.postedNo && document.postedType && (
                <Link className="link" href={postedPath(company, document.postedType, document.postedNo)}>
                  {document.postedNo}
                </Link>
              )}
            </Cell>
            <Cell className="num amount">
              <Amount
                value={document.amountIncludingVat}
                decimals={document.amountDecimals}
                currency={document.currencyCode}
              />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

/** Every reason why a document was refused. */
async function Problems(props: { problems: NonNullable<BatchDocument["problems"]>; decimals: number }) {
  const { problems, decimals } = props
  const say = await issueSentences(decimals)
  return problems.map(({ code, params }) => (
    <span className="hint below bad" key={`${code} ${JSON.stringify(params)}`}>
      {say({ code, params })}
    </span>
  ))
}

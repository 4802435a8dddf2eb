import { useTranslations } from "next-intl"
import { getTranslations } from "next-intl/server"
import { Count } from "@/components/amount"
import { Link } from "@/components/link"
import { State, type StateName } from "@/components/state"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { Actor } from "@/domain/access/actor"
import type { AnyImportKind, RowOutcome } from "@/domain/import-kinds/import-kind"
import type { ImportRow } from "@/domain/imports/read-import-rows"
import { changeSentences, reasonSentences } from "./reason-sentences"
import { valueInFile } from "./shown-value"

const shapes: Record<RowOutcome, StateName> = {
  new: "ready",
  changed: "ready_for_review",
  unchanged: "closed",
  refused: "failed",
}

type Props = { rows: readonly ImportRow[]; kind: AnyImportKind; company: string; language: Actor["language"] }

/** Rows as they were understood, what becomes of each, and what was made of it. */
export async function ImportRows({ rows, kind, company, language }: Props) {
  const [t, say] = [await getTranslations("imports"), await reasonSentences(kind, language)]
  const changes = await changeSentences(kind, language)
  const columns = kind.fileColumns.filter(({ name }) => rows.some(row => row.understood[name] || row.changes[name]))
  const label = (column: string) => kind.label(column, language)
  return (
    <Table>
      <TableHead>
        <Row>
          <Column className="num">{t("column.row")}</Column>
          <Column>{t("column.outcome")}</Column>
          <Column>{t("column.made")}</Column>
          {columns.map(({ name, kind: type }) => (
            <Column key={name} className={type === "number" ? "num" : undefined}>
              {label(name)}
            </Column>
          ))}
        </Row>
      </TableHead>
      <TableBody>
        {rows.map(row => (
          <Row key={row.rowNo}>
            <Cell className="num mid" label={t("column.row")}>
              <Count value={row.rowNo} />
            </Cell>
            <Cell className="lead">
              <RowState row={row} />
              {row.reasons.map(reason => (
                <span className={row.outcome === "refused" ? "hint below bad" : "hint below"} key={reason.code}>
                  {say(reason)}
                </span>
              ))}
              {changes(row).map(change => (
                <span className="hint below" key={change}>
                  {change}
                </span>
              ))}
            </Cell>
            <Cell className="mid no" label={t("column.made")}>
              <RowResult row={row} kind={kind} company={company} />
            </Cell>
            {columns.map(column => (
              <Cell
                key={column.name}
                className={column.kind === "number" ? "num mid" : "mid"}
                label={label(column.name)}
              >
                {valueInFile(row.understood[column.name] ?? "", column.kind, language)}
              </Cell>
            ))}
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

/** Whether it was imported, and undone after that: what is new has no number before it is imported. */
const isUndone = ({ outcome, written, resultNo }: ImportRow) => outcome === "new" && !written && resultNo !== null

function RowState({ row }: { row: ImportRow }) {
  const t = useTranslations("imports")
  if (isUndone(row)) return <State name="cancelled">{t("state.undone")}</State>
  if (row.written) return <State name="finished">{t("written")}</State>
  return <State name={shapes[row.outcome]}>{t(`outcome.${row.outcome}`)}</State>
}

function RowResult({ row, kind, company }: { row: ImportRow; kind: AnyImportKind; company: string }) {
  if (row.resultNo === null) return null
  if (isUndone(row) && !kind.undo.keeps) return row.resultNo
  return (
    <Link className="link" href={`/${company}/${kind.page(row.resultNo)}`}>
      {row.resultNo}
    </Link>
  )
}

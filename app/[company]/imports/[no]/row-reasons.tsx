import { getTranslations } from "next-intl/server"
import { Count } from "@/components/amount"
import { Link } from "@/components/link"
import { Section } from "@/components/section"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { Actor } from "@/domain/access/actor"
import { type RowOutcome, rowOutcomes } from "@/domain/import-kinds/import-kind"
import type { ImportRead } from "@/domain/imports/read-import"
import type { RowQuery } from "@/domain/imports/read-import-rows"
import { reasonTitles } from "./reason-sentences"
import { addressOfRows } from "./row-query"

type Props = {
  read: ImportRead
  language: Actor["language"]
  /** Of the import's page. */
  path: string
  /** The rows shown below. */
  shown: RowQuery
  /** Address of the file with remarks. */
  download: string
}

type Line = { text: string; query: RowQuery; rows: number; isTotal: boolean }

/** How many rows there are of each outcome, and why; each figure leads to its rows. */
export async function RowReasons({ read, language, path, shown, download }: Props) {
  const [t, title] = [await getTranslations("imports"), await reasonTitles(read.kind, language)]
  const { rowsNew, rowsChanged, rowsUnchanged, rowsRefused, rowsRead, rowsWritten, state } = read.import
  const counts: Record<RowOutcome, number> = {
    new: rowsNew,
    changed: rowsChanged,
    unchanged: rowsUnchanged,
    refused: rowsRefused,
  }
  const lines: Line[] = [
    { text: t("allRows"), query: {}, rows: rowsRead ?? 0, isTotal: true },
    ...rowOutcomes.flatMap(outcome => [
      { text: t(`outcome.${outcome}`), query: { outcome }, rows: counts[outcome], isTotal: true },
      ...read.reasons
        .filter(reason => reason.outcome === outcome)
        .map(({ code, params, rows }) => ({
          text: title({ code, params }),
          query: { outcome, code },
          rows,
          isTotal: false,
        })),
    ]),
  ]
  return (
    <Section
      title={t(rowsWritten > 0 || state === "undone" ? "whatBecame" : "whatBecomes")}
      aside={
        <a className="btn" href={download} download>
          {t("download")}
        </a>
      }
    >
      <p className="soft">{t("several")}</p>
      <Table>
        <TableHead>
          <Row>
            <Column>{t("column.what")}</Column>
            <Column className="num">{t("column.rows")}</Column>
          </Row>
        </TableHead>
        <TableBody>
          {lines.map(line => (
            <Row key={`${line.query.outcome} ${line.query.code}`}>
              <Cell className={line.isTotal ? "lead" : "lead part"}>
                <LineText line={line} path={path} isShown={isSame(line.query, shown)} />
              </Cell>
              <Cell className="num amount">
                {line.isTotal ? (
                  <strong>
                    <Count value={line.rows} />
                  </strong>
                ) : (
                  <Count value={line.rows} />
                )}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}

const isSame = (one: RowQuery, other: RowQuery) => one.outcome === other.outcome && one.code === other.code

function LineText({ line, path, isShown }: { line: Line; path: string; isShown: boolean }) {
  const { text, query, rows, isTotal } = line
  if (rows === 0) return text
  return (
    <Link className="link" href={addressOfRows(path, query)} aria-current={isShown ? "true" : undefined}>
      {isTotal ? <strong>{text}</strong> : text}
    </Link>
  )
}

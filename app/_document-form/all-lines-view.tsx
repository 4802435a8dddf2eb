import "server-only"
import { setImmediate as nextTurn } from "node:timers/promises"
import { getTranslations } from "next-intl/server"
import { headOf } from "@/components/document-form/line-heads"
import { factsOf, type Reader } from "@/components/document-form/reader"
import type { LineColumn } from "@/components/document-form/view"
import { Cell, Column, Row, Table, TableBody, TableHead } from "@/components/table"
import type { Actor } from "@/domain/access/actor"
import type { DocumentDefinition } from "@/domain/documents/document-definition"
import type { DraftLine } from "@/domain/documents/line-fields"
import { PAGE_LENGTH } from "@/domain/documents/pages"
import { type DocumentFacts, storedOf } from "./stored-form"

type Props = { actor: Actor; definition: DocumentDefinition; draft: DocumentFacts; columns: readonly LineColumn[] }

/**
 * All lines of a draft as they are saved, in one plain table: for the browser's search, and for paper. It is drawn in pieces, so
 * that pages of others come in between.
 */
export async function AllLines({ actor, definition, draft, columns }: Props) {
  const t = await getTranslations("documents")
  const { reader } = storedOf(actor, definition, { ...draft, lines: [] })
  const prices = draft.header.pricesIncludingVat ? "incl" : "excl"
  const shown = columns.map(column => ({
    column,
    head: column.name === "line" ? t("line") : headOf(t, column.name, prices),
  }))
  const pieces = Array.from({ length: Math.ceil(draft.lines.length / PAGE_LENGTH) }, (_, at) =>
    draft.lines.slice(at * PAGE_LENGTH, (at + 1) * PAGE_LENGTH),
  )
  return (
    <Table aria-label={t("lines")}>
      <TableHead>
        <Row>
          {shown.map(({ column, head }) => (
            <Column key={column.name} className={isFigure(column) ? "num wrap" : "wrap"}>
              {head}
            </Column>
          ))}
        </Row>
      </TableHead>
      {pieces.map((lines, at) => (
        <Piece key={lines[0]?.lineId} lines={lines} turns={at} shown={shown} reader={reader} />
      ))}
    </Table>
  )
}

type Shown = { column: LineColumn; head: string }

/** @param turns that others have before it is drawn */
async function Piece({
  lines,
  turns,
  shown,
  reader,
}: {
  lines: readonly DraftLine[]
  turns: number
  shown: readonly Shown[]
  reader: Reader
}) {
  for (let turn = 0; turn < turns; turn++) await nextTurn()
  const t = await getTranslations("documents")
  const facts = factsOf(lines, reader)
  const fixedText = (line: DraftLine, name: string) => {
    const { lineNo, vatPercent, vatCalculationType, lineAmount } = facts[String(line.lineId)]!
    const vat = vatCalculationType === "normal" ? vatPercent : t(`vat.${vatCalculationType}`)
    return { line: lineNo, type: t(`type.${line.type}`), vatPercent: vat, lineAmount }[name]
  }
  const textOf = (line: DraftLine, { name, kind }: LineColumn) => {
    if (line.type === "comment" && !ofText.includes(name)) return ""
    if (kind === "fixed") return fixedText(line, name)
    const text = facts[String(line.lineId)]!.stored[name]
    return kind === "check" ? t(text === "no" ? "no" : "yes") : text
  }
  return (
    <TableBody>
      {lines.map(line => (
        <Row key={line.lineId}>
          {shown.map(({ column, head }) => (
            <Cell
              key={column.name}
              className={classOf(column)}
              label={column.name === "description" ? undefined : head}
            >
              {textOf(line, column)}
            </Cell>
          ))}
        </Row>
      ))}
    </TableBody>
  )
}

/** Columns of a line of text. */
const ofText = ["line", "type", "description"]

const isFigure = ({ name, kind }: LineColumn) => kind === "number" || (kind === "fixed" && name !== "type")

function classOf(column: LineColumn): string {
  if (column.name === "description") return "lead"
  if (column.name === "lineAmount") return "num amount"
  return isFigure(column) ? "num mid" : "mid"
}

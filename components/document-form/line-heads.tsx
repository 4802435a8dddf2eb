import { useTranslations } from "next-intl"
import { Column, Row, TableHead } from "@/components/table"
import { lookOf } from "./line-looks"
import type { LineColumn } from "./view"

type Props = {
  columns: readonly LineColumn[]
  /** What prices are, for their heads. */
  prices: "incl" | "excl"
}

/** The columns of a document's lines: their widths by name, and their heads. */
export function LineHeads({ columns, prices }: Props) {
  const t = useTranslations("documents")
  const isFigure = ({ name, kind }: LineColumn) => kind === "number" || (kind === "fixed" && name !== "type")
  return (
    <>
      <colgroup>
        {columns.map(column => (
          <col key={column.name} className={lookOf(column).col || undefined} />
        ))}
        <col className="col-tools" />
      </colgroup>
      <TableHead>
        <Row aria-rowindex={1}>
          {columns.map((column, at) => (
            <Column
              key={column.name}
              className={`${lookOf(column).col} ${isFigure(column) ? "num" : ""}`.trim() || undefined}
              aria-colindex={at + 1}
            >
              {column.name === "line" ? t("line") : headOf(t, column.name, prices)}
            </Column>
          ))}
          <Column className="col-tools" aria-colindex={columns.length + 1}>
            <span className="hidden">{t("tools")}</span>
          </Column>
        </Row>
      </TableHead>
    </>
  )
}

type Say = ReturnType<typeof useTranslations<"documents">>

/** The head of a column: with how prices are stated where it depends on that. */
export function headOf(t: Say, name: string, prices: Props["prices"]): string {
  const head = `head.${name}` as "head.lineAmount"
  return t.has(head) ? t(head, { prices }) : t(`field.${name}` as "field.no")
}

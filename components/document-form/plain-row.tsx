"use client"

import { useTranslations } from "next-intl"
import { memo } from "react"
import { Cell, Row } from "@/components/table"
import { useLineGrid } from "./line-grid"
import { lookOf } from "./line-looks"
import { RowCell } from "./row-cell"
import { useFormLine } from "./use-form-lines"
import type { LineColumn } from "./view"

/** A line far from the window: as it is seen with fields, without them. */
export const PlainRow = memo(function PlainRow({ id }: { id: string }) {
  const line = useFormLine(id)
  const grid = useLineGrid()
  const { columns, facts } = grid
  const t = useTranslations("documents")
  if (!line) return null
  const stored = facts[id]
  const isText = line.type === "comment"
  const shown = isText ? columns.filter(({ name }) => ["line", "type", "no", "description"].includes(name)) : columns
  const textOf = ({ name, kind }: LineColumn): string => {
    if (kind === "check") return t(line.values[name] === "no" ? "no" : "yes")
    return line.values[name] ?? ""
  }
  return (
    <Row className={isText ? "note-line" : undefined} data-line={id}>
      {shown.map(column =>
        column.kind === "fixed" ? (
          <RowCell key={column.name} column={column} line={line} grid={grid} facts={stored} />
        ) : (
          <Cell
            key={column.name}
            role={grid.cellRole}
            className={lookOf(column).cell}
            colSpan={isText && column.name === "description" ? columns.length - 3 : undefined}
            data-field={column.name}
          >
            <span className="cell">{textOf(column)}</span>
          </Cell>
        ),
      )}
      <Cell role={grid.cellRole} className="tools" />
    </Row>
  )
})

"use client"

import { useTranslations } from "next-intl"
import { memo, useEffect, useRef } from "react"
import { Cell, Row } from "@/components/table"
import { useIsActive } from "./active-line"
import { fieldsOfMore, lineControls, newLineNumber } from "./line-controls"
import { type LineGrid, useLineGrid } from "./line-grid"
import { LineSays } from "./line-says"
import { LineTools } from "./line-tools"
import { PlainCell } from "./plain-cell"
import { RowCell, type RowProps } from "./row-cell"
import { useFormLine } from "./use-form-lines"
import type { FormLine } from "./view"

type Props = {
  id: string
  /** Among so many lines that only the one that is worked on has fields. */
  isOfMany: boolean
  /** Drawn by a script, and not by the server. */
  isLate: boolean
}

/** A line of a document, every cell a field or its text. Its buttons send the form where there is no script. */
export const LineRow = memo(function LineRow({ id, isOfMany, isLate }: Props) {
  const line = useFormLine(id)
  const grid = useLineGrid()
  const isActive = useIsActive(id)
  // What the server drew is a table's until the script is there, which makes it a grid's (line-chunks.tsx); nothing is drawn twice for it.
  const isGrid = useRef(isLate)
  useEffect(() => {
    isGrid.current = true
  }, [])
  if (!line) return null
  const row = { line, grid, facts: grid.facts[id], isLate, cellRole: isGrid.current ? "gridcell" : "cell" } as const
  return <DrawnRow {...row} isPlain={isOfMany && !isActive} />
})

function DrawnRow({ isPlain, isLate, ...row }: RowProps & { isPlain: boolean; isLate: boolean }) {
  const { line, grid, facts, cellRole } = row
  const { columns } = grid
  const t = useTranslations("documents")
  const errors = errorsOf(line, grid)
  const said = `${lineControls(line)}.says`
  const isText = line.type === "comment"
  const shown = isText ? columns.filter(({ name }) => ["line", "type", "no", "description"].includes(name)) : columns
  return (
    <>
      <Row className={isText ? "note-line" : undefined} data-line={line.id} data-plain={isPlain ? "" : undefined}>
        {shown.map(column => {
          const isWrong = errors.some(({ field }) => field === column.name)
          const cell = { ...row, column, isWrong }
          return isPlain && column.kind !== "fixed" ? (
            <PlainCell key={column.name} {...cell} />
          ) : (
            <RowCell key={column.name} {...cell} isPlain={isPlain} describedBy={errors.length > 0 ? said : undefined} />
          )
        })}
        {isPlain ? (
          <Cell role={cellRole} className="tools col-tools" />
        ) : (
          <LineTools
            line={line}
            facts={facts}
            isInPages={grid.isInPages}
            role={cellRole}
            isLate={isLate}
            onMove={grid.onMove}
            onDelete={grid.onDelete}
            label={what =>
              facts ? t(`${what}Line`, { line: facts.lineNo }) : t(`${what}NewLine`, { number: newLineNumber(line) })
            }
          />
        )}
      </Row>
      <LineSays
        id={said}
        line={line}
        errors={errors}
        candidates={grid.candidates[`${lineControls(line)}.no`]}
        columns={columns.length + 1}
      />
    </>
  )
}

/** What is wrong with the fields of a line: by the last answer, or by what was pasted. */
function errorsOf(line: FormLine, { columns, issuesFor }: LineGrid): { field: string; text: string }[] {
  if (!line.problems && !issuesFor) return []
  const fields = [...new Set([...columns.map(({ name }) => name), ...fieldsOfMore, "moveTo"])]
  return fields.flatMap(field => {
    const pasted = line.problems?.[field]
    const answered = (issuesFor?.(`${lineControls(line)}.${field}`) ?? []).map(({ text }) => ({ field, text }))
    return pasted === undefined ? answered : [{ field, text: pasted }]
  })
}

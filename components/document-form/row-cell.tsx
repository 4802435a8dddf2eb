"use client"

import { useTranslations } from "next-intl"
import { useFormAnswer } from "@/components/form/answer"
import { PricePer } from "@/components/price-per"
import { Cell } from "@/components/table"
import { LineCell } from "./line-cell"
import { lineControls, newLineNumber } from "./line-controls"
import type { LineGrid } from "./line-grid"
import { lookOf } from "./line-looks"
import { LineAmountCell, useUnitChoices, VatCell } from "./live-cells"
import { useFormLines } from "./use-form-lines"
import type { Candidate, FormLine, LineColumn, LineFacts } from "./view"

export type RowProps = {
  line: FormLine
  grid: LineGrid
  facts: LineFacts | undefined
  /** Of a grid where its keys work, else of a table. */
  cellRole: "gridcell" | "cell"
}

type CellProps = RowProps & { column: LineColumn; isPlain?: boolean; isWrong?: boolean; describedBy?: string }

/** A cell of a line, by its column. */
export function RowCell(props: CellProps) {
  const { column, line, facts, cellRole } = props
  const t = useTranslations("documents")
  const look = lookOf(column)
  switch (column.name) {
    case "line":
      return <LineNo {...props} />
    case "type":
      return (
        <Cell role={cellRole} className={look.cell}>
          {t(`type.${line.type}`)}
        </Cell>
      )
    case "vatPercent":
      return <VatCell id={line.id} facts={facts} role={cellRole} className={look.cell} />
    case "lineAmount":
      if (column.kind === "fixed")
        return <LineAmountCell id={line.id} facts={facts} role={cellRole} className={look.cell} />
  }
  const canType = column.on.includes(line.type)
  if (column.kind === "no" && (!canType || facts?.isKept))
    return <FixedNo column={column} line={line} cellRole={cellRole} />
  if (column.kind === "check") {
    return facts?.isKept ? (
      <Cell role={cellRole} className={`${look.cell} wide-only`} />
    ) : (
      <TickCell column={column} line={line} cellRole={cellRole} label={nameOf(t, column, line, facts)} />
    )
  }
  const typed = { ...props, readOnly: !canType || (facts?.isKept ?? false) }
  const isUnit = column.name === "unitOfMeasureCode" && line.type === "item" && !typed.readOnly
  return isUnit ? <UnitCell {...typed} /> : <TypedCell {...typed} />
}

type Say = ReturnType<typeof useTranslations<"documents">>

/** "Quantity, line 20000" */
function nameOf(t: Say, { name }: LineColumn, line: FormLine, facts: LineFacts | undefined): string {
  const field = t(`field.${name}` as "field.no")
  return facts ? t("cell", { field, line: facts.lineNo }) : t("newCell", { field, number: newLineNumber(line) })
}

type TypedCellProps = CellProps & { readOnly: boolean; choices?: readonly Candidate[] }

/** Proposes the units of measure that the line's item has. */
function UnitCell(props: TypedCellProps) {
  return <TypedCell {...props} choices={useUnitChoices(props.line)} />
}

function TypedCell(props: TypedCellProps) {
  const { column, line, grid, facts, cellRole, isWrong, describedBy, choices } = props
  // Nothing can be typed while the answer is under way: it would be overwritten.
  const { pending } = useFormAnswer()
  const readOnly = props.readOnly || pending
  const t = useTranslations("documents")
  const lines = useFormLines()
  const { name, kind } = column
  const look = lookOf(column)
  const isLead = look.cell.includes("lead")
  const lookup = kind === "no" ? lookupOf(line, grid) : undefined
  /** Another item: its name stands there at once. */
  const pick = (candidate: Candidate) => {
    lines.type({ line: line.id, field: "description", text: candidate.label })
    lines.type({ line: line.id, field: "chosen", text: "yes" })
  }
  return (
    <LineCell
      name={`${lineControls(line)}.${name}`}
      field={name}
      role={cellRole}
      accessibleName={nameOf(t, column, line, facts)}
      className={look.cell}
      stored={facts && (facts.stored[name] ?? "")}
      value={line.values[name] ?? ""}
      error={isWrong}
      describedBy={describedBy}
      label={isLead ? undefined : grid.heads[name]}
      colSpan={isLead && line.type === "comment" ? grid.columns.length - 3 : undefined}
      input={{ readOnly, size: look.size, inputMode: kind === "number" ? "decimal" : undefined }}
      after={column.name === grid.priceField && <PricePer line={{ pricePer: line.values.pricePer ?? "1" }} />}
      combobox={lookup ? { lookup, told: toldOf(line), onPick: pick } : choices && { choices }}
    />
  )
}

/** What the lookup of a number is told of its line. */
const toldOf = ({ values }: FormLine) => `quantity=${encodeURIComponent(values.quantity ?? "")}`

/** Where the number of a line of this type is looked up. */
function lookupOf({ type }: FormLine, { lookups: { items, accounts, charges } }: LineGrid): string | undefined {
  if (type === "charge") return charges
  return type === "gl_account" ? accounts : items
}

/** Its number, and what the form says of the line where there is no script. */
function LineNo({ column, line, facts, cellRole, isPlain }: CellProps) {
  const t = useTranslations("documents")
  return (
    <Cell role={cellRole} className={lookOf(column).cell} label={t("line")}>
      {facts?.lineNo ?? t("new")}
      {!isPlain && <input type="hidden" name="line" value={`${line.id}:${line.type}`} />}
      {!isPlain && line.values.chosen === "yes" && (
        <input type="hidden" name={`${lineControls(line)}.chosen`} value="yes" />
      )}
    </Cell>
  )
}

/** A number that cannot be changed; on text there is none. */
function FixedNo({ column, line, cellRole }: Pick<CellProps, "column" | "line" | "cellRole">) {
  const t = useTranslations("documents")
  const { col } = lookOf(column)
  if (line.type === "comment") return <Cell role={cellRole} className={`${col} wide-only`} />
  return (
    <Cell role={cellRole} className={`${col} mid no`} label={t("field.no")}>
      {line.values.no}
    </Cell>
  )
}

type TickProps = Pick<CellProps, "column" | "line" | "cellRole"> & { label: string }

/** A box of its own for each line; the hidden control says "no" where the box is not ticked and so not sent. */
function TickCell({ column, line, cellRole, label }: TickProps) {
  const t = useTranslations("documents")
  const lines = useFormLines()
  const name = `${lineControls(line)}.${column.name}`
  return (
    <Cell
      role={cellRole}
      className={lookOf(column).cell}
      label={t(`field.${column.name}` as "field.no")}
      data-field={column.name}
    >
      <input type="hidden" name={name} value="no" />
      <input
        type="checkbox"
        id={name}
        name={name}
        value="yes"
        data-no-work=""
        checked={line.values[column.name] !== "no"}
        onChange={event =>
          lines.write([{ line: line.id, field: column.name, text: event.currentTarget.checked ? "yes" : "no" }])
        }
        aria-label={label}
      />
    </Cell>
  )
}

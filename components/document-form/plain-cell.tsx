"use client"

import { useTranslations } from "next-intl"
import { PricePer } from "@/components/price-per"
import { Cell } from "@/components/table"
import { lookOf } from "./line-looks"
import type { RowProps } from "./row-cell"
import type { LineColumn } from "./view"

/** A cell of a line that is not worked on: the text of its field, to be found, read and printed. */
export function PlainCell({ column, line, grid, facts, isWrong }: RowProps & { column: LineColumn; isWrong: boolean }) {
  const t = useTranslations("documents")
  const { name, kind } = column
  const { cell } = lookOf(column)
  const text = line.values[name] ?? ""
  const isChanged = facts && kind !== "check" && text !== (facts.stored[name] ?? "")
  return (
    <Cell
      role={grid.cellRole}
      className={isChanged ? `${cell} changed` : cell}
      colSpan={line.type === "comment" && name === "description" ? grid.columns.length - 3 : undefined}
      data-field={name}
    >
      <span className={isWrong ? "cell wrong" : "cell"}>
        {kind === "check" ? t(text === "no" ? "no" : "yes") : text}
      </span>
      {name === grid.priceField && <PricePer line={{ pricePer: line.values.pricePer ?? "1" }} />}
    </Cell>
  )
}

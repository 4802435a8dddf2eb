"use client"

import { useTranslations } from "next-intl"
import { PricePer } from "@/components/price-per"
import { Cell } from "@/components/table"
import { lookOf } from "./line-looks"
import type { RowProps } from "./row-cell"
import type { LineColumn } from "./view"

type Props = RowProps & { column: LineColumn; isWrong: boolean }

/** A cell of a line that is not worked on: the text of its field, to be found, read and printed. */
export function PlainCell({ column, line, grid, facts, cellRole, isWrong }: Props) {
  const { name, kind } = column
  const { cell } = lookOf(column)
  const text = line.values[name] ?? ""
  const isChanged = facts && kind !== "check" && text !== (facts.stored[name] ?? "")
  const { pricePer = "1" } = line.values
  return (
    <Cell
      role={cellRole}
      className={isChanged ? `${cell} changed` : cell}
      colSpan={line.type === "comment" && name === "description" ? grid.columns.length - 3 : undefined}
      data-field={name}
    >
      <span className={isWrong ? "cell wrong" : "cell"}>{kind === "check" ? <Ticked text={text} /> : text}</span>
      {name === grid.priceField && pricePer !== "1" && <PricePer line={{ pricePer }} />}
    </Cell>
  )
}

function Ticked({ text }: { text: string }) {
  return useTranslations("documents")(text === "no" ? "no" : "yes")
}

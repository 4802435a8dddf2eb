"use client"

import { type ComponentProps, type ReactNode, useState } from "react"
import { Cell } from "@/components/table"
import { Combobox, type ComboboxProps } from "./combobox"

type CellTexts = {
  /** Name of the control. */
  name: string
  /** "Quantity, line 20000" */
  accessibleName: string
  /** As the stored value is written; undefined for a line that does not exist yet. */
  stored?: string
  value: string
  error?: boolean
  describedBy?: string
}

export type LineCellProps = CellTexts & {
  className: string
  /** Shown before the field where the line is a card. */
  label?: string
  colSpan?: number
  /** What the field's text is said of: "per 100". */
  after?: ReactNode
  input?: Omit<ComponentProps<"input">, "name" | "defaultValue">
  /** Makes it a field that proposes. */
  combobox?: Pick<ComboboxProps, "lookup" | "onPick">
}

/** A cell to type in; a corner marks what differs from what is stored. */
export function LineCell({ className, label, colSpan, after, input, combobox, ...texts }: LineCellProps) {
  const { name, accessibleName, stored, value, error, describedBy } = texts
  const [changed, setChanged] = useState(stored !== undefined && value !== stored)
  const control = {
    ...input,
    className: "cell",
    id: name,
    name,
    defaultValue: value,
    autoComplete: "off",
    "aria-label": accessibleName,
    "aria-invalid": error || undefined,
    "aria-describedby": describedBy,
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      setChanged(stored !== undefined && event.currentTarget.value !== stored),
  }
  return (
    <Cell className={changed ? `${className} changed` : className} label={label} colSpan={colSpan}>
      {combobox ? <Combobox {...control} {...combobox} /> : <input {...control} />}
      {after}
    </Cell>
  )
}

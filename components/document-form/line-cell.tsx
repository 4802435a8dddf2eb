"use client"

import { type ComponentProps, type ReactNode, useLayoutEffect, useRef } from "react"
import { Cell } from "@/components/table"
import { Combobox, type ComboboxProps } from "./combobox"

type CellTexts = {
  /** Name of the control. */
  name: string
  /** Of the line. */
  field: string
  /** "Quantity, line 20000" */
  accessibleName: string
  /** As the stored value is written; undefined for a line that does not exist yet. */
  stored?: string
  /** As it is now. */
  value: string
  error?: boolean
  describedBy?: string
}

export type LineCellProps = CellTexts & {
  className: string
  /** Of the cell. */
  role: "gridcell" | "cell"
  /** Shown before the field where the line is a card. */
  label?: string
  colSpan?: number
  /** What the field's text is said of: "per 100". */
  after?: ReactNode
  input?: Omit<ComponentProps<"input">, "name" | "defaultValue">
  /** Makes it a field that proposes. */
  combobox?: Pick<ComboboxProps, "lookup" | "told" | "choices" | "onPick">
}

/** A cell to type in; a corner marks what differs from what is stored. */
export function LineCell({ className, role, label, colSpan, after, input, combobox, ...texts }: LineCellProps) {
  const { name, field, accessibleName, stored, value, error, describedBy } = texts
  useTextOf(name, value)
  const control = {
    ...input,
    className: "cell",
    id: name,
    name,
    defaultValue: value,
    autoComplete: "off",
    // What the lines hold is asked of them.
    "data-no-work": "",
    "aria-label": accessibleName,
    "aria-invalid": error || undefined,
    "aria-describedby": describedBy,
  }
  return (
    <Cell
      role={role}
      className={stored !== undefined && value !== stored ? `${className} changed` : className}
      label={label}
      colSpan={colSpan}
      data-field={field}
    >
      {combobox ? <Combobox {...control} {...combobox} goesOn /> : <input {...control} />}
      {after}
    </Cell>
  )
}

/** Puts a text that was not typed into its field. What stands there at first may have been typed before the script came. */
export function useTextOf(id: string, text: string): void {
  const drawn = useRef(false)
  useLayoutEffect(() => {
    const control = document.getElementById(id) as HTMLInputElement | HTMLSelectElement | null
    if (drawn.current && control && control.value !== text) control.value = text
    drawn.current = true
  }, [id, text])
}

"use client"

import { type RefObject, useEffect } from "react"
import { setText } from "@/components/form/set-text"
import { useFieldRestore } from "@/components/form/use-field-restore"
import { arrowStep } from "./arrow-step"

type GridKeys = {
  move: (id: string, step: 1 | -1) => void
  /** A new line below the one with this id; below all of them without one. */
  insert: (below: string | undefined) => void
}

/**
 * The keys of the lines, beside what the browser does: ↓ and ↑ go to the same column of the next line, Alt with them
 * moves the line, Ctrl+Insert makes a new one, F8 copies from above, Esc takes back what was typed in a field; Ctrl+S saves from anywhere in the form.
 */
export function useGridKeys(grid: RefObject<HTMLTableElement | null>, { move, insert }: GridKeys): void {
  const restore = useFieldRestore(grid)
  useEffect(() => {
    const form = grid.current?.closest("form")
    if (!form) return
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const row = rowOf(event.target)
      const rowOfGrid = grid.current?.contains(row) ? row : null
      if (event.key === "Escape" && rowOfGrid && restore(event.target)) event.preventDefault()
      const act = actionInForm(event, form, () => insert(lineOf(row))) ?? actionInRow(event, rowOfGrid, move)
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener("keydown", press)
    return () => document.removeEventListener("keydown", press)
  }, [grid, move, insert, restore])
}

const rowOf = (target: EventTarget | null) =>
  target instanceof HTMLElement ? target.closest<HTMLElement>("tr[data-line]") : null

/** The id of the line in the row; none in the row where a line is added. */
const lineOf = (row: HTMLElement | null) => (row?.dataset.line === "add" ? undefined : row?.dataset.line)

type Action = () => void

/** What a key does anywhere in the form; undefined: nothing there. */
function actionInForm(event: KeyboardEvent, form: HTMLFormElement, insert: Action): Action | undefined {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") return () => save(form)
  return event.ctrlKey && event.key === "Insert" ? insert : undefined
}

/** What an arrow or F8 does in a row of the lines; undefined: what the browser does with it. */
function actionInRow(event: KeyboardEvent, row: HTMLElement | null, move: GridKeys["move"]): Action | undefined {
  const { key, target } = event
  if (!row || !(target instanceof HTMLElement)) return undefined
  if (key === "F8") return target instanceof HTMLInputElement ? () => copyFromAbove(row, target) : undefined
  const step = arrowStep(key)
  if (step === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return undefined
  const id = lineOf(row)
  if (event.altKey) return id ? () => move(id, step) : undefined
  return target instanceof HTMLSelectElement ? undefined : () => goTo(row, target, step)
}

function save(form: HTMLFormElement): void {
  form.requestSubmit(form.querySelector<HTMLButtonElement>('button[name="intent"][value="save"]'))
}

/** The field of a line is the last part of its name: lines.12.quantity. */
const fieldOf = (control: HTMLElement) => control.getAttribute("name")?.split(".").at(-1) ?? ""

function rowBeside(row: HTMLElement, step: 1 | -1): HTMLElement | null {
  let next = step === 1 ? row.nextElementSibling : row.previousElementSibling
  while (next && !next.hasAttribute("data-line"))
    next = step === 1 ? next.nextElementSibling : next.previousElementSibling
  return next as HTMLElement | null
}

function goTo(row: HTMLElement, from: HTMLElement, step: 1 | -1): void {
  const next = rowBeside(row, step)
  if (!next) return
  const same = next.querySelector<HTMLInputElement>(`.cell[name$=".${fieldOf(from)}"]`)
  const cell = same ?? next.querySelector<HTMLInputElement>("input.cell")
  cell?.focus()
  cell?.select()
}

function copyFromAbove(row: HTMLElement, cell: HTMLInputElement): void {
  const above = rowBeside(row, -1)?.querySelector<HTMLInputElement>(`.cell[name$=".${fieldOf(cell)}"]`)
  if (!above || cell.readOnly) return
  setText(cell, above.value)
}

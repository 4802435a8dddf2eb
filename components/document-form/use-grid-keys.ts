"use client"

import { type RefObject, useEffect } from "react"
import { setText } from "@/components/form/set-text"
import { useFieldRestore } from "@/components/form/use-field-restore"

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
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
        event.preventDefault()
        form.requestSubmit(form.querySelector<HTMLButtonElement>('button[name="intent"][value="save"]'))
        return
      }
      const target = event.target instanceof HTMLElement ? event.target : null
      const row = target?.closest<HTMLElement>("tr[data-line]")
      if (event.ctrlKey && event.key === "Insert") {
        event.preventDefault()
        insert(row?.dataset.line === "add" ? undefined : row?.dataset.line)
      }
      if (!row || !grid.current?.contains(row) || !target) return
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0
      if (step !== 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        if (event.altKey && row.dataset.line && row.dataset.line !== "add") {
          event.preventDefault()
          move(row.dataset.line, step)
        } else if (!event.altKey && !(target instanceof HTMLSelectElement)) {
          event.preventDefault()
          goTo(row, target, step)
        }
      }
      if (event.key === "Escape" && restore(target)) event.preventDefault()
      if (event.key === "F8" && target instanceof HTMLInputElement) {
        event.preventDefault()
        copyFromAbove(row, target)
      }
    }
    document.addEventListener("keydown", press)
    return () => document.removeEventListener("keydown", press)
  }, [grid, move, insert, restore])
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

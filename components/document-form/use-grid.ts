"use client"

import { type RefObject, useEffect, useEffectEvent, useRef } from "react"
import { isOtherThanDrawn } from "@/components/form/other-than-drawn"
import { setText } from "@/components/form/set-text"
import type { Language } from "@/language/language"
import type { ActiveLine } from "./active-line"
import type { FormLines } from "./form-lines"
import { act, type GridTools } from "./grid-actions"
import { ADD_ROW, GridCursor, type GridPlace } from "./grid-cursor"
import { actionOf, formActionOf, type GridAction, singleKeys } from "./grid-keys"
import { tidyNumber } from "./tidy-number"
import type { LineColumn } from "./view"

type Grid = Omit<GridTools, "cursor"> & {
  lines: FormLines
  columns: readonly LineColumn[]
  active: ActiveLine
  language: Language
}

/** Keys, focus and typing of the lines of a document, beside what the browser does. */
export function useGrid(table: RefObject<HTMLTableElement | null>, grid: Grid): RefObject<GridCursor | undefined> {
  const { lines, columns, active } = grid
  const cursor = useRef<GridCursor>(undefined)
  /** The text of the field when the focus came to it, for Escape. */
  const entered = useRef("")
  const isLeaving = useRef(false)
  const changed = useEffectEvent(grid.onChange)

  useEffect(() => {
    if (!table.current) return
    cursor.current = new GridCursor(table.current, lines, columns, active)
    cursor.current.setMode("navigate")
    // Who adds the lines up stands around the table, and begins to listen after it.
    queueMicrotask(() => {
      if (table.current && takeTyped(table.current, lines)) changed()
    })
  }, [table, lines, columns, active])
  useEffect(() => cursor.current?.settle())

  const press = useEffectEvent((event: KeyboardEvent) => {
    const now = cursor.current
    if (!now || event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return
    const at = now.placeOf(event.target)
    const does = formActionOf(event) ?? (at ? actionOf(event, now.mode) : undefined) ?? singleKey(event, at)
    const isLeft = isLeaving.current
    isLeaving.current = does === "leave"
    if (does && !isBrowsers(does, at, isLeft) && doAction(does, event.target, at, now)) event.preventDefault()
  })

  function doAction(does: GridAction, target: EventTarget | null, at: GridPlace | undefined, now: GridCursor): boolean {
    if (does === "leave") now.endBlock()
    if (does === "restore") return restore(target)
    if (does !== "list" && does !== "edit") finish(target)
    return act(does, at, { ...grid, cursor: now })
  }

  /** Keys of one sign: where nothing is typed, or where what is typed into cannot begin with it. */
  function singleKey(event: KeyboardEvent, at: GridPlace | undefined): GridAction | undefined {
    const does = singleKeys.find(({ sign }) => sign === event.key)?.does
    if (!does || areSingleKeysOff() || event.ctrlKey || event.metaKey || event.altKey) return undefined
    const column = at && cursor.current?.mode === "navigate" && columns.find(({ name }) => name === at.field)
    return !isTyping(event.target) || (column && (column.kind === "number" || does === "keys")) ? does : undefined
  }

  /** Back to the text that stood there. */
  function restore(target: EventTarget | null): boolean {
    cursor.current?.setMode("navigate")
    if (!(target instanceof HTMLInputElement)) return false
    if (target.value !== entered.current) setText(target, entered.current)
    target.select()
    return true
  }

  /** What was typed into a cell is a step; a sum becomes what it comes to. */
  function finish(target: EventTarget | null): void {
    const at = cursor.current?.placeOf(target)
    const text = at && lines.line(at.id)?.values[at.field]
    const column = columns.find(({ name }) => name === at?.field)
    if (at && column && text !== undefined)
      lines.type({ line: at.id, field: at.field, text: tidyNumber(text, column, grid.language, entered.current) })
    lines.commit()
  }

  const enter = useEffectEvent(({ target }: FocusEvent) => {
    const at = cursor.current?.placeOf(target)
    if (!at || !(target instanceof HTMLElement)) return
    entered.current = target instanceof HTMLInputElement ? target.value : ""
    cursor.current?.setMode("navigate")
    cursor.current?.reach(target)
    active.set(at.id)
  })
  const leave = useEffectEvent(({ target }: FocusEvent) => finish(target))

  const type = useEffectEvent((event: Event) => {
    const { target } = event
    const at = cursor.current?.placeOf(target)
    const isText = target instanceof HTMLInputElement ? target.type !== "checkbox" : target instanceof HTMLSelectElement
    if (!at || !isText) return
    if (event.type === "input") cursor.current?.setMode("edit")
    if (at.id !== ADD_ROW) lines.type({ line: at.id, field: at.field, text: (target as HTMLInputElement).value })
  })

  /** A click goes to a cell, which is given its field where it has none; another into its text. */
  const down = useEffectEvent((event: MouseEvent) => {
    cursor.current?.endBlock()
    if (event.target instanceof HTMLInputElement && event.target === document.activeElement)
      cursor.current?.setMode("edit")
    const row = event.target instanceof Element && event.target.closest<HTMLElement>("tr[data-plain]")
    if (!row || event.button !== 0) return
    finish(document.activeElement)
    const field = (event.target as Element).closest("td")?.dataset.field ?? ""
    if (cursor.current?.go({ id: row.dataset.line ?? "", field })) event.preventDefault()
  })
  const up = useEffectEvent(({ target }: MouseEvent) => {
    if (cursor.current?.mode !== "navigate" || !(target instanceof HTMLInputElement) || !cursor.current.placeOf(target))
      return
    if (target.type === "text" && target.selectionStart === target.selectionEnd) target.select()
  })

  /** What leads to a field of a line far away finds it. */
  const follow = useEffectEvent((event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#lines."]') : null
    const [, id, field] = link?.getAttribute("href")?.split(".") ?? []
    if (id && field && cursor.current?.go({ id, field })) event.preventDefault()
  })

  useEffect(() => {
    const element = table.current
    if (!element) return
    const end = new AbortController()
    const { signal } = end
    document.addEventListener("keydown", press, { signal })
    document.addEventListener("click", follow, { signal })
    element.addEventListener("focusin", enter, { signal })
    element.addEventListener("focusout", leave, { signal })
    element.addEventListener("input", type, { signal })
    element.addEventListener("change", type, { signal })
    element.addEventListener("mousedown", down, { signal })
    element.addEventListener("mouseup", up, { signal })
    return () => end.abort()
  }, [table])

  return cursor
}

/** What was typed before the script came, or the browser has put back. @returns whether there was any */
function takeTyped(table: HTMLTableElement, lines: FormLines): boolean {
  const before = lines.lines()
  for (const field of table.querySelectorAll<HTMLInputElement | HTMLSelectElement>(typedFields)) {
    const [scope, line = "", name = ""] = field.name.split(".")
    if (scope === "lines" && isOtherThanDrawn(field) && field.value !== lines.line(line)?.values[name])
      lines.type({ line, field: name, text: field.value })
  }
  lines.commit()
  return lines.lines() !== before
}

const typedFields = "tr[data-line] :is(input.cell, .move-to :is(input, select))"

/** As the user has chosen, on the page's root. */
const areSingleKeysOff = () => document.documentElement.dataset.singleKeys === "off"

const isTyping = (target: EventTarget | null) =>
  (target instanceof HTMLInputElement && !/^(checkbox|radio|button)$/u.test(target.type)) ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement

/** In the row where lines are added the text is its own; once Escape was pressed, Tab leaves the lines. */
function isBrowsers(does: GridAction, at: GridPlace | undefined, isLeft: boolean): boolean {
  if (does === "tab" || does === "tabBack") return isLeft
  const own = ["edit", "next", "back", "empty", "left", "right", "rowStart", "rowEnd", "list", "restore"]
  return at?.id === ADD_ROW && own.includes(does)
}

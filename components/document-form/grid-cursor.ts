import { flushSync } from "react-dom"
import type { ActiveLine } from "./active-line"
import type { FormLines } from "./form-lines"
import type { GridMode } from "./grid-keys"
import { fieldOf, focusOn, GOING_TO, isField, stopsIn } from "./grid-stops"
import type { LineColumn } from "./view"

/** A cell: id of its line ("add" in the row where lines are added), and its field or the name of a button. */
export type GridPlace = { id: string; field: string }

export type Block = { ids: string[]; fields: string[] }

/** Id of the row where lines are added. */
export const ADD_ROW = "add"

/**
 * Where one is in the lines of a document: the cell with the focus, the block from it, and whether its text is edited. One
 * control of the grid at a time can be reached by Tab, as in ARIA's grid pattern; the keys do the rest.
 */
export class GridCursor {
  mode: GridMode = "navigate"
  /** Where a block began, while it is more than one cell. */
  private anchor: GridPlace | undefined
  private end: GridPlace | undefined
  private marked: Element[] = []
  private reachable: HTMLElement | undefined

  constructor(
    readonly table: HTMLTableElement,
    readonly lines: FormLines,
    private readonly columns: readonly LineColumn[],
    private readonly active: ActiveLine,
  ) {}

  /** Said of the control with the focus alone: a table that says it has the style of all its cells worked out anew. */
  setMode(mode: GridMode): void {
    this.mode = mode
    const { activeElement } = document
    if (activeElement instanceof HTMLElement && this.table.contains(activeElement)) activeElement.dataset.mode = mode
  }

  /** The cell of a control; undefined outside the lines. */
  placeOf(target: EventTarget | null): GridPlace | undefined {
    if (!(target instanceof HTMLElement) || !this.table.contains(target)) return undefined
    const id = target.closest<HTMLElement>("tr[data-line]")?.dataset.line
    return id === undefined ? undefined : { id, field: fieldOf(target) }
  }

  rows(): string[] {
    return [...this.lines.ids(), ADD_ROW]
  }

  /** The controls of a line from left to right; it is given its fields where it is far away. */
  stops(id: string): HTMLElement[] {
    const row = () => this.table.querySelector(`tr[data-line="${id}"]`)
    if (id !== ADD_ROW) flushSync(() => this.active.set(id))
    row()?.dispatchEvent(new Event(GOING_TO, { bubbles: true }))
    const drawn = row()
    return drawn ? stopsIn(drawn) : []
  }

  /** Goes to a cell, or to the first of its line where that has no such field. */
  go({ id, field }: GridPlace, options?: FocusOptions): boolean {
    const stops = this.stops(id)
    const stop = stops.find(each => fieldOf(each) === field) ?? stops.find(isField) ?? stops[0]
    if (!stop) return false
    this.endBlock()
    focusOn(stop, options)
    return true
  }

  /** So many lines down, in the same column. @returns whether there are any */
  goDown(from: GridPlace, step: number): boolean {
    const rows = this.rows()
    const at = rows.indexOf(from.id)
    const to = Math.min(rows.length - 1, Math.max(0, at + step))
    return at >= 0 && to !== at && this.go({ id: rows[to]!, field: from.field })
  }

  goRight(from: GridPlace, step: 1 | -1): void {
    const stops = this.stops(from.id)
    const to = stops[stops.findIndex(stop => fieldOf(stop) === from.field) + step]
    if (!to) return
    this.endBlock()
    focusOn(to)
  }

  /** The next field, over the end of the line. @returns false at the end of the lines: there Tab goes on */
  tab(from: GridPlace, step: 1 | -1): boolean {
    const fields = (id: string) => this.stops(id).filter(stop => isField(stop) || id === ADD_ROW)
    const here = fields(from.id)
    const to = here[here.findIndex(stop => fieldOf(stop) === from.field) + step]
    const rows = this.rows()
    const beside = to ? undefined : rows[rows.indexOf(from.id) + step]
    const next = to ?? (beside && fields(beside).at(step === 1 ? 0 : -1))
    if (!next) return false
    this.endBlock()
    focusOn(next)
    return true
  }

  ends(id: string, which: "first" | "last"): void {
    const fields = this.stops(id).filter(isField)
    const stop = which === "first" ? fields[0] : fields.at(-1)
    if (!stop) return
    this.endBlock()
    focusOn(stop)
  }

  /** Makes the block larger or smaller by a line or a column. */
  extend(from: GridPlace, down: number, right: number): void {
    this.anchor ??= from
    const end = this.end ?? from
    const [rows, fields] = [this.lines.ids(), this.fields()]
    const id = rows[clamp(rows.indexOf(end.id) + down, rows.length)]
    const field = fields[clamp(fields.indexOf(end.field) + right, fields.length)]
    if (id === undefined || field === undefined) return
    this.end = { id, field }
    this.mark()
    this.table.querySelector(`tr[data-line="${id}"]`)?.scrollIntoView({ block: "nearest" })
  }

  /** The block, or the cell alone. */
  block(from: GridPlace): Block {
    if (!this.anchor || !this.end) return { ids: [from.id], fields: [from.field] }
    const ids = between(this.lines.ids(), this.anchor.id, this.end.id)
    return { ids, fields: between(this.fields(), this.anchor.field, this.end.field) }
  }

  isBlock(): boolean {
    return this.end !== undefined
  }

  endBlock(): void {
    this.anchor = undefined
    this.end = undefined
    this.mark()
  }

  /** Tab comes back to here. */
  reach(control: HTMLElement): void {
    if (this.reachable && this.reachable !== control) this.reachable.tabIndex = -1
    control.tabIndex = 0
    this.reachable = control
  }

  /** After rows were drawn: their controls are reached by the keys of the grid, and one of them by Tab. */
  settle(): void {
    // One line has to be reached.
    if (!this.lines.ids().some(this.active.has)) this.active.set(this.lines.ids()[0] ?? "")
    for (const stop of stopsIn(this.table)) if (stop !== this.reachable && stop.tabIndex !== -1) stop.tabIndex = -1
    if (this.reachable && this.table.contains(this.reachable)) return
    const first = this.table.querySelector<HTMLElement>("tr[data-line] input.cell")
    if (first) this.reach(first)
  }

  private fields(): string[] {
    return this.columns.filter(({ kind }) => kind !== "fixed").map(({ name }) => name)
  }

  private mark(): void {
    for (const cell of this.marked) cell.removeAttribute("aria-selected")
    this.marked = []
    if (!this.anchor || !this.end) return
    const { ids, fields } = this.block(this.anchor)
    this.marked = ids.flatMap(id =>
      fields.flatMap(field => this.table.querySelector(`tr[data-line="${id}"] > td[data-field="${field}"]`) ?? []),
    )
    for (const cell of this.marked) cell.setAttribute("aria-selected", "true")
  }
}

const clamp = (at: number, length: number) => Math.min(length - 1, Math.max(0, at))

function between<T>(all: readonly T[], one: T, other: T): T[] {
  const [from, to] = [all.indexOf(one), all.indexOf(other)].sort((a, b) => a - b)
  return from === undefined || from < 0 ? [] : all.slice(from, to! + 1)
}

import { goToBad } from "./bad-places"
import { type CanType, copiedFromAbove, emptied, filledDown, inserted, moved, removed } from "./change-lines"
import { ADD_ROW, type GridCursor, type GridPlace } from "./grid-cursor"
import type { GridAction } from "./grid-keys"
import { fieldOf, focusOn } from "./grid-stops"
import { quickStops } from "./quick-path"
import type { FormLine, PriceField } from "./view"

export type GridTools = {
  cursor: GridCursor
  priceField: PriceField
  canType: CanType
  isKept: (id: string) => boolean
  /** Fields with something wrong, in the order of the lines. */
  badPlaces: () => GridPlace[]
  showKeys: () => void
  /** Told when lines were changed by a key. */
  onChange: () => void
}

/** Lines that PageUp and PageDown go by. */
const PAGE = 15

/** Does what a key asks for. @returns false where the browser is to do with the key what it does */
export function act(does: GridAction, at: GridPlace | undefined, tools: GridTools): boolean {
  const { cursor } = tools
  if (does === "save") return save(cursor.table)
  if (does === "keys") return done(tools.showKeys)
  if (does === "insert") return insert(tools, at)
  if (!at) return false
  return goes[does]?.(cursor, at) ?? changes[does]?.(tools, at) ?? texts[does]?.(tools, at) ?? false
}

const done = (run: () => unknown): true => {
  run()
  return true
}

type Go = (cursor: GridCursor, at: GridPlace) => boolean

/** Ways from cell to cell. */
const goes: Partial<Record<GridAction, Go>> = {
  up: (cursor, at) => isVertical() && done(() => cursor.goDown(at, -1)),
  down: (cursor, at) => isVertical() && done(() => cursor.goDown(at, 1)),
  left: (cursor, at) => done(() => cursor.goRight(at, -1)),
  right: (cursor, at) => done(() => cursor.goRight(at, 1)),
  rowStart: (cursor, at) => done(() => cursor.ends(at.id, "first")),
  rowEnd: (cursor, at) => done(() => cursor.ends(at.id, "last")),
  first: cursor => done(() => cursor.ends(cursor.rows()[0]!, "first")),
  last: cursor => done(() => cursor.ends(cursor.lines.ids().at(-1) ?? ADD_ROW, "last")),
  pageUp: (cursor, at) => done(() => cursor.goDown(at, -PAGE)),
  pageDown: (cursor, at) => done(() => cursor.goDown(at, PAGE)),
  extendUp: (cursor, at) => isOnLine(at) && done(() => cursor.extend(at, -1, 0)),
  extendDown: (cursor, at) => isOnLine(at) && done(() => cursor.extend(at, 1, 0)),
  extendLeft: (cursor, at) => isOnLine(at) && done(() => cursor.extend(at, 0, -1)),
  extendRight: (cursor, at) => isOnLine(at) && done(() => cursor.extend(at, 0, 1)),
  tab: (cursor, at) => cursor.tab(at, 1),
  tabBack: (cursor, at) => cursor.tab(at, -1),
}

const isOnLine = ({ id }: GridPlace) => id !== ADD_ROW

/** The arrows of a list of choices choose from it. */
const isVertical = () => !(document.activeElement instanceof HTMLSelectElement)

type Change = (tools: GridTools, at: GridPlace) => boolean

/** Changes of lines, each one step. */
const changes: Partial<Record<GridAction, Change>> = {
  empty: (tools, at) => isInText() && change(tools, lines => emptied(lines, tools.cursor.block(at), tools.canType), at),
  fillDown: (tools, at) =>
    isOnLine(at) && change(tools, lines => filledDown(lines, tools.cursor.block(at), tools.canType), at),
  copyAbove: (tools, at) =>
    isOnLine(at) && change(tools, lines => copiedFromAbove(lines, at.id, at.field, tools.canType), at),
  moveUp: (tools, at) => isOnLine(at) && change(tools, lines => moved(lines, at.id, -1), at),
  moveDown: (tools, at) => isOnLine(at) && change(tools, lines => moved(lines, at.id, 1), at),
  remove: (tools, at) => isOnLine(at) && remove(tools, at),
  undo: tools => step(tools, "undo"),
  redo: tools => step(tools, "redo"),
  nextBad: (tools, at) => done(() => goToBad(tools.badPlaces(), tools.cursor, at, 1)),
  previousBad: (tools, at) => done(() => goToBad(tools.badPlaces(), tools.cursor, at, -1)),
}

/** Into the text of a cell, and out of it along the quick path. */
const texts: Partial<Record<GridAction, Change>> = {
  edit: ({ cursor }, at) => isOnLine(at) && edit(cursor),
  next: (tools, at) => isOnLine(at) && alongPath(tools, at, 1),
  back: (tools, at) => isOnLine(at) && alongPath(tools, at, -1),
  list: () => {
    const field = document.activeElement
    if (!(field instanceof HTMLInputElement) || field.role !== "combobox") return false
    return done(() => field.dispatchEvent(new Event("input", { bubbles: true })))
  },
}

/** A button or tick does with its keys what it does. */
const isInText = () => {
  const { activeElement } = document
  return activeElement instanceof HTMLInputElement && activeElement.type === "text"
}

function change(
  { cursor, onChange }: Pick<GridTools, "cursor" | "onChange">,
  edit: (lines: readonly FormLine[]) => readonly FormLine[],
  stay?: GridPlace,
): true {
  cursor.lines.change(edit)
  onChange()
  // What is drawn anew loses the focus, and its text is selected as before.
  if (stay && !cursor.isBlock()) requestAnimationFrame(() => cursor.go(stay))
  return true
}

function insert(tools: GridTools, at: GridPlace | undefined): true {
  const { cursor } = tools
  const id = cursor.lines.newId()
  const below = at && isOnLine(at) ? at.id : undefined
  return change(tools, lines => inserted(lines, { id, type: "item", values: { quantity: "1" } }, below), {
    id,
    field: "no",
  })
}

function remove(tools: GridTools, at: GridPlace): true {
  const { cursor } = tools
  const { ids } = cursor.block(at)
  const rows = cursor.rows()
  const next = rows[rows.indexOf(ids.at(-1)!) + 1] ?? ADD_ROW
  cursor.endBlock()
  const isLast = next === ADD_ROW && rows.length > ids.length + 1
  const then = isLast ? rows[rows.indexOf(ids[0]!) - 1]! : next
  return change(tools, lines => removed(lines, ids, tools.isKept), { id: then, field: at.field })
}

function step({ cursor, onChange }: GridTools, which: "undo" | "redo"): true {
  cursor.endBlock()
  const place = cursor.lines[which]()
  if (!place) return true
  onChange()
  requestAnimationFrame(() => cursor.go({ id: place.id, field: place.field ?? "no" }))
  return true
}

function edit(cursor: GridCursor): boolean {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement) || field.type !== "text" || field.readOnly) return false
  cursor.endBlock()
  cursor.setMode("edit")
  field.setSelectionRange(field.value.length, field.value.length)
  return true
}

/** No. → Quantity → Cost → the next line's No., or as the user has chosen; a line that has none of those, at its only field. */
function alongPath({ cursor, priceField }: GridTools, { id, field }: GridPlace, way: 1 | -1): boolean {
  const wanted = quickStops(priceField)
  if (wanted.length === 0) return done(() => cursor.goDown({ id, field }, way))
  const onPath = (stops: HTMLElement[]) => stops.filter(stop => wanted.includes(fieldOf(stop)))
  const stops = cursor.stops(id)
  const path = onPath(stops)
  const at = stops.findIndex(stop => fieldOf(stop) === field)
  const next = way === 1 ? path.find(stop => stops.indexOf(stop) > at) : path.findLast(stop => stops.indexOf(stop) < at)
  if (next) return done(() => focusOn(next))
  const rows = cursor.rows()
  const beside = rows[rows.indexOf(id) + way]
  if (beside === ADD_ROW) return done(() => document.getElementById("newLine.text")?.focus())
  if (beside === undefined) return true
  const stop = onPath(cursor.stops(beside)).at(way === 1 ? 0 : -1)
  return done(() => (stop ? focusOn(stop) : cursor.go({ id: beside, field: "description" })))
}

function save(table: HTMLTableElement): true {
  const form = table.closest("form")
  form?.requestSubmit(form.querySelector<HTMLButtonElement>('button[name="intent"][value="save"]'))
  return true
}

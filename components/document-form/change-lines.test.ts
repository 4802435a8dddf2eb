import { describe, expect, it } from "vitest"
import { copiedFromAbove, emptied, filledDown, inserted, moved, removed, typable } from "./change-lines"
import type { FormLine, LineColumn } from "./view"

const columns: LineColumn[] = [
  { name: "no", kind: "no", names: [], on: ["item"] },
  { name: "description", kind: "text", names: [], on: ["item", "comment"] },
  { name: "quantity", kind: "number", names: [], on: ["item"] },
]
const canType = typable(columns, id => id === "kept")
const line = (id: string, quantity: string, type: FormLine["type"] = "item"): FormLine => ({
  id,
  type,
  values: { no: `I-${id}`, description: `item ${id}`, quantity },
})
const lines = [line("1", "5"), line("2", "7"), line("note", "", "comment"), line("kept", "9")]
const quantities = (changed: readonly FormLine[]) => changed.map(({ values }) => values.quantity)
const all = { ids: ["1", "2", "note", "kept"], fields: ["quantity"] }

describe("what keys do to lines", () => {
  it("empties a block, but for what nobody types into", () => {
    expect(quantities(emptied(lines, all, canType))).toEqual(["", "", "", "9"])
  })

  it("fills a block with its first line, and one line with the line above", () => {
    expect(quantities(filledDown(lines, all, canType))).toEqual(["5", "5", "", "9"])
    expect(quantities(filledDown(lines, { ids: ["2"], fields: ["quantity"] }, canType))).toEqual(["5", "5", "", "9"])
    expect(quantities(copiedFromAbove(lines, "1", "quantity", canType))).toEqual(["5", "7", "", "9"])
  })

  it("takes an item's name along with its number", () => {
    const [, second] = filledDown(lines, { ids: ["1", "2"], fields: ["no"] }, canType)
    expect(second?.values).toEqual({ no: "I-1", description: "item 1", quantity: "7", chosen: "yes" })
  })

  it("forgets what was wrong with what it replaces", () => {
    const wrong = [lines[0]!, { ...lines[1]!, problems: { quantity: "no number", no: "no item" } }]
    const [, second] = filledDown(wrong, { ids: ["1", "2"], fields: ["quantity"] }, canType)
    expect(second?.problems).toEqual({ no: "no item" })
  })

  it("moves, puts in and takes out lines; a line that saving keeps stays", () => {
    const ids = (changed: readonly FormLine[]) => changed.map(({ id }) => id)
    expect(ids(moved(lines, "2", -1))).toEqual(["2", "1", "note", "kept"])
    expect(ids(moved(lines, "1", -1))).toEqual(["1", "2", "note", "kept"])
    expect(ids(inserted(lines, line("new1", "1"), "1"))).toEqual(["1", "new1", "2", "note", "kept"])
    expect(ids(removed(lines, ["1", "kept"], id => id === "kept"))).toEqual(["2", "note", "kept"])
  })
})

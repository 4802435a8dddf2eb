import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { FormLines } from "./form-lines"
import type { FormLine } from "./view"

const line = (id: string, quantity = "1"): FormLine => ({ id, type: "item", values: { no: `I-${id}`, quantity } })
const three = () => new FormLines([line("1"), line("2"), line("3")])
const quantities = (store: FormLines) => store.lines().map(({ id, values }) => `${id}:${values.quantity}`)
const quantity = (id: string, text: string) => ({ line: id, field: "quantity", text })

describe("the steps of a document's lines", () => {
  it("take back and do again what was typed, a cell at a time", () => {
    const store = three()
    for (const text of ["2", "25", "250"]) store.type(quantity("2", text))
    store.commit()
    store.type(quantity("3", "7"))
    expect(store.undo()).toEqual({ id: "3", field: "quantity" })
    expect(quantities(store)).toEqual(["1:1", "2:250", "3:1"])
    store.undo()
    expect(quantities(store)).toEqual(["1:1", "2:1", "3:1"])
    expect(store.undo()).toBeUndefined()
    store.redo()
    store.redo()
    expect(quantities(store)).toEqual(["1:1", "2:250", "3:7"])
    expect(store.redo()).toBeUndefined()
  })

  it("bring back deleted lines where they were, and take a block out as one", () => {
    const store = three()
    store.change(lines => lines.filter(({ id }) => id === "2"))
    store.change(lines => [line("new1"), ...lines, line("new2")])
    store.undo()
    expect(quantities(store)).toEqual(["2:1"])
    store.undo()
    expect(quantities(store)).toEqual(["1:1", "2:1", "3:1"])
    store.redo()
    store.redo()
    expect(store.lines().map(({ id }) => id)).toEqual(["new1", "2", "new2"])
  })

  it("take back what an item gave along with its choice", () => {
    const store = three()
    store.write([{ line: "1", field: "no", text: "I-9" }])
    store.amend(lines => lines.map(each => (each.id === "1" ? line("1", "12") : each)))
    store.undo()
    expect(store.line("1")).toEqual(line("1"))
    store.redo()
    expect(quantities(store)[0]).toBe("1:12")
  })

  it("stay when the form is drawn upon what others saved, and leave that alone", () => {
    const store = three()
    store.write([quantity("1", "5")])
    store.change(lines => lines.filter(({ id }) => id !== "3"))
    const theirs: FormLine = { ...line("2"), values: { no: "theirs", quantity: "8" } }
    const merged = store.upon([{ ...line("1", "5"), values: { no: "theirs", quantity: "5" } }, theirs, line("77")])
    merged.undo()
    expect(quantities(merged)).toEqual(["1:5", "2:8", "77:1", "3:1"])
    merged.undo()
    expect(merged.line("1")?.values).toEqual({ no: "theirs", quantity: "1" })
    expect(merged.line("2")).toBe(theirs)
  })

  it("are fifty", () => {
    const store = three()
    for (let n = 1; n <= 60; n++) store.write([quantity("1", String(n))])
    let taken = 0
    while (store.undo()) taken++
    expect(taken).toBe(50)
    expect(quantities(store)[0]).toBe("1:10")
  })

  it("lead back to where they began, and forth again, whatever they were", () => {
    const ids = ["1", "2", "3", "4"]
    const step = fc.oneof(
      fc.record({
        kind: fc.constant("write" as const),
        id: fc.constantFrom(...ids),
        text: fc.string({ maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant("delete" as const), id: fc.constantFrom(...ids) }),
      fc.record({ kind: fc.constant("move" as const), id: fc.constantFrom(...ids) }),
      fc.record({ kind: fc.constant("add" as const) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), steps => {
        const store = new FormLines(ids.map(id => line(id)))
        const plain = () => store.lines().map(({ id, values }) => ({ id, values }))
        const began = plain()
        steps.forEach((each, n) => {
          if (each.kind === "write") store.write([quantity(each.id, each.text)])
          else if (each.kind === "add") store.change(lines => [...lines, line(`new${n}`)])
          else if (each.kind === "delete") store.change(lines => lines.filter(({ id }) => id !== each.id))
          else store.change(lines => [...lines].sort((a, b) => Number(b.id === each.id) - Number(a.id === each.id)))
        })
        const ended = plain()
        while (store.undo()) {}
        expect(plain()).toEqual(began)
        while (store.redo()) {}
        expect(plain()).toEqual(ended)
      }),
    )
  })
})

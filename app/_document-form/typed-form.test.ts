import { describe, expect, it } from "vitest"
import { sentLines, sentLinesField } from "@/components/document-form/sent-lines"
import type { FormLine, LineFacts } from "@/components/document-form/view"
import { readTypedForm } from "./typed-form"

const read = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return readTypedForm(form).view
}

describe("lines that a script sends", () => {
  const facts = { "12": { stored: { no: "A", quantity: "5", moveTo: "" } } } as unknown as Record<string, LineFacts>
  const stored: FormLine = { id: "12", type: "item", values: { no: "A", quantity: "5" } }
  const fresh: FormLine = { id: "new1", type: "item", values: { no: "B", quantity: "1" } }

  it("are all of them in their order, with the texts of those that were changed", () => {
    expect(sentLines([fresh, stored], facts)).toEqual([fresh, { id: "12", type: "item" }])
    const typed = { ...stored, values: { ...stored.values, quantity: "6" } }
    expect(sentLines([typed], facts)).toEqual([typed])
    expect(sentLines([{ ...stored, values: { ...stored.values, chosen: "yes" } }], facts)[0]).toHaveProperty("values")
  })

  it("are read as the same lines, and the answer is told to be one to changed lines alone", () => {
    const view = read({ [sentLinesField]: JSON.stringify(sentLines([fresh, stored], facts)) })
    expect(view.isPartial).toBe(true)
    expect(view.lines).toEqual([fresh, { id: "12", type: "item", values: {} }])
  })

  it("take what was picked for them", () => {
    const view = read({ [sentLinesField]: JSON.stringify([fresh]), "pick.lines.new1.no": "10240" })
    expect(view.lines[0]?.values).toEqual({ no: "10240", quantity: "1" })
  })

  it.each([
    ["no list", "{}"],
    ["no JSON", "[{"],
    ["no lines", '[1,null,"x",[],{"id":"../x","type":"item"},{"id":"1","type":"cheese"},{"type":"item"}]'],
  ])("are none where what was sent is %s", (_, text) => expect(read({ [sentLinesField]: text }).lines).toEqual([]))

  it("are cut to what a field takes, of one line each; what is no field is passed over", () => {
    const values = { no: "A\u0000\nB", quantity: "9".repeat(5_000), "__proto__.x": "1", price: 7 }
    const [line] = read({ [sentLinesField]: JSON.stringify([{ id: "1", type: "item", values }]) }).lines
    expect(line?.values).toEqual({ no: "A\uFFFD B", quantity: "9".repeat(1_000) })
  })
})

it("a form without a script is read by its controls", () => {
  const view = read({ line: "12:item", "lines.12.quantity": "5", "lines.12.no": "A", "header.dueDate": "t" })
  expect(view.isPartial).toBe(false)
  expect(view.lines).toEqual([{ id: "12", type: "item", values: { quantity: "5", no: "A" } }])
})

import { expect, test } from "vitest"
import { makeActor, makeCompany } from "@/test/factories"
import { likenesses } from "@/test/likenesses"
import { readItem } from "./read-item"
import { saveItem } from "./save-item"

const company = await makeCompany()
const actor = await makeActor(company.id, "purchaser")

const save = (typed: Record<string, string>, by = actor) =>
  saveItem(by, { key: null, version: 0, typed: { type: "inventory", ...typed } })

await save({ no: "STOP-2", description: "Stopcontact dubbel, wit, 16 A", gtin: "8712345678906" })

test("an item of a like description is shown before another is saved, and one can save all the same", async () => {
  const typed = { no: "STOP-2B", description: "Stopkontakt dubbel wit 16A" }
  expect(await likenesses(save(typed))).toEqual([["items.similar", "similar.items", "STOP-2", "description"]])
  await save({ ...typed, similarSeen: "STOP-2" })
  const { values, version } = await readItem(actor, "STOP-2B")
  const change = (over: Record<string, string>) =>
    saveItem(actor, { key: ["STOP-2B"], version, typed: { ...values, ...over } })
  expect(await likenesses(change({ description: "STOPCONTACT dubbel wit 16 A" }))).toHaveLength(1)
  // What was so before is not asked anew.
  expect(await likenesses(change({ unitPrice: "3.50" }))).toEqual([])
})

test("another size is another item, and so is another company's", async () => {
  expect(await likenesses(save({ no: "STOP-3", description: "Stopcontact dubbel, wit, 10 A" }))).toEqual([])
  const stranger = await makeActor((await makeCompany()).id, "purchaser")
  expect(await likenesses(save({ no: "STOP-2", description: "Stopcontact dubbel, wit, 16 A" }, stranger))).toEqual([])
})

test("one GTIN is one item's, and its other is named", async () => {
  expect(await likenesses(save({ no: "STOP-9", description: "Iets anders", gtin: "08712345678906" }))).toEqual([
    ["items.gtin", "item.gtin_taken", "STOP-2", undefined],
  ])
})

import { beforeAll, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { countStatements } from "@/test/count-statements"
import { makeActor, makeCompany, makeItem } from "@/test/factories"
import { findItems, findItemsOfEach, findNamedItems } from "./find-items"

let actor: Actor

beforeAll(async () => {
  const { id } = await makeCompany()
  actor = await makeActor(id, "purchaser")
  const other = await makeCompany()
  await makeItem(other.id, { no: "1900-S" })
  await makeItem(id, { no: "LAMP", description: "Desk lamp", vendorItemNo: "DL-1" })
  await makeItem(id, { no: "DL-1", description: "Drawer lock", vendorItemNo: "" })
  await makeItem(id, { no: "VALVE", description: "Wâter valve", gtin: "4006381333931" })
  await makeItem(id, { no: "HOOK", description: "Hook" })
  await makeItem(id, { no: "HOOK-2", description: "Hook" })
  await makeItem(id, { no: "EYE", description: "hook" })
})

test("a text names an item by its number before another's vendor item number, and that before a name", async () => {
  const named = await findNamedItems(actor, [
    " lamp ",
    "dl-1",
    "desk LAMP",
    "Hook",
    "hook-2",
    "hook",
    "4006381333931",
    "wÂter VALVE",
    "1900-S",
    "",
    "nothing",
  ])
  expect([...named].map(([text, { no }]) => [text, no])).toEqual([
    [" lamp ", "LAMP"],
    ["dl-1", "DL-1"],
    ["desk LAMP", "LAMP"],
    // A number without case, though three are called so.
    ["Hook", "HOOK"],
    ["hook-2", "HOOK-2"],
    ["hook", "HOOK"],
    ["4006381333931", "VALVE"],
    ["wÂter VALVE", "VALVE"],
  ])
})

test("each of several texts finds what it finds alone", async () => {
  const texts = ["lamp", "Hokk", "lok", "nothing at all", "desk lmap"]
  const alone = await Promise.all(texts.map(text => findItems(actor, text, 3)))
  const together = await findItemsOfEach(actor, texts, 3)
  expect(texts.map(text => together.get(text) ?? [])).toEqual(alone)
  expect(alone.filter(found => found.length > 0).length).toBeGreaterThan(2)
})

test("five hundred texts take the statements of one", async () => {
  const texts = Array.from({ length: 500 }, (_, index) => `no item of that name ${index}`)
  const one = await countStatements(() => findNamedItems(actor, texts.slice(0, 1)))
  expect(await countStatements(() => findNamedItems(actor, texts))).toEqual(one)
})

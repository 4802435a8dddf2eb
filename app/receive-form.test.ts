import { expect, test } from "vitest"
import { receiveForm } from "./receive-form"

const entries = (...given: [string, string][]) => {
  const form = new FormData()
  for (const [name, value] of given) form.append(name, value)
  return form
}

test("what people type is received as they write it, under names that are ours, and secrets as they are", async () => {
  const form = entries(
    ["name", "Noord\u200Bkade"],
    ["line", "1\n"],
    ["line", "2"],
    ["reason", "a\r\nb"],
    ["password", "\u200B"],
    ["$ACTION_REF_1", "\n"],
    ["lines.__proto__.no", "x"],
    ["kept", "as it is"],
  )
  await receiveForm(form)
  expect([...form]).toEqual([
    ["password", "\u200B"],
    ["$ACTION_REF_1", "\n"],
    ["kept", "as it is"],
    ["name", "Noordkade"],
    ["line", "1 "],
    ["line", "2"],
    ["reason", "a\nb"],
  ])
})

test("a form with much to be put right lets others have their turn", async () => {
  const form = entries(...Array.from({ length: 1_000 }, (_, index): [string, string] => [`f${index}`, "a\u200B"]))
  let turns = 0
  const others = setInterval(() => turns++)
  await receiveForm(form)
  clearInterval(others)
  expect(turns).toBeGreaterThan(0)
  expect(new Set(form.values())).toEqual(new Set(["a"]))
})

import { expect, it } from "vitest"
import { LineListeners } from "./line-listeners"

const turn = () => new Promise(done => setTimeout(done))

it("who draws a line hears of it alone, at once", () => {
  const listeners = new LineListeners()
  const heard: string[] = []
  const end = listeners.subscribe("1", () => heard.push("1"))
  listeners.subscribe("2", () => heard.push("2"))
  listeners.tell(["1", "3"])
  expect(heard).toEqual(["1"])
  end()
  listeners.tell(["1", "2"])
  expect(heard).toEqual(["1", "2"])
})

it("of many the first are told at once, all in the end, each once, and a key's line is not kept waiting", async () => {
  const listeners = new LineListeners()
  const heard: string[] = []
  const ids = Array.from({ length: 1_000 }, (_, at) => String(at))
  for (const id of ids) listeners.subscribe(id, () => heard.push(id))
  listeners.tell(ids)
  expect(heard.length).toBeGreaterThan(0)
  expect(heard.length).toBeLessThan(100)
  listeners.tell(["999"])
  expect(heard.at(-1)).toBe("999")
  while (heard.length < ids.length) await turn()
  await turn()
  expect([...heard].sort()).toEqual([...ids].sort())
})

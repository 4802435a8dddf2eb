import fc from "fast-check"
import { expect, it } from "vitest"
import type { FormLine } from "./view"
import { wholeDocument } from "./whole-document"

const line = (id: string, quantity = "1"): FormLine => ({ id, type: "item", values: { quantity } })
const ids = (lines: readonly FormLine[]) => lines.map(({ id }) => id)

it("has the page as it is now among the lines of the other pages as they are stored, each once", () => {
  const drawn = fc.record({ count: fc.nat(12), from: fc.nat(12), length: fc.nat(6), added: fc.nat(3), gone: fc.nat(6) })
  fc.assert(
    fc.property(drawn, ({ count, from, length, added, gone }) => {
      const stored = Array.from({ length: count }, (_, at) => line(String(at + 1)))
      const page = stored.slice(from, from + length)
      const kept = page.filter((_, at) => at !== gone).map(({ id }) => line(id, "9"))
      const fresh = Array.from({ length: added }, (_, at) => line(`new${at + 1}`))
      const whole = wholeDocument(
        stored,
        page.map(({ id }) => Number(id)),
        [...kept, ...fresh],
      )
      const place = page.length > 0 ? from : count
      expect(whole).toEqual([...stored.slice(0, place), ...kept, ...fresh, ...stored.slice(place + page.length)])
    }),
  )
})

it("keeps a line that others took off the page among the page's, and one that they added in its place", () => {
  const stored = [line("1"), line("2"), line("77"), line("4"), line("5")]
  expect(ids(wholeDocument(stored, [2, 3, 4], [line("2"), line("3"), line("4")]))).toEqual([
    "1",
    "2",
    "3",
    "4",
    "77",
    "5",
  ])
})

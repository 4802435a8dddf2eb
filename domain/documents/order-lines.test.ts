import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { moveLines, orderLines } from "./order-lines"

const ids = (text: string) => text.split(" ").filter(Boolean)
const ordered = (stored: string, loaded: string, page: string) => {
  const { order, moved } = orderLines(ids(stored), ids(loaded), ids(page))
  return `${order.join(" ")}${moved.size > 0 ? ` (${[...moved].join(" ")})` : ""}`
}

describe("orderLines", () => {
  test.each([
    ["nothing moved", "1 2 3", "1 2 3", "1 2 3", "1 2 3"],
    ["one moved up, the others stay", "1 2 3 4", "1 2 3 4", "1 4 2 3", "1 4 2 3 (4)"],
    ["a new line follows the one it follows on the page", "1 2 3", "1 2 3", "1 n1 2 3", "1 n1 2 3"],
    ["a new first line", "1 2", "1 2", "n1 1 2", "n1 1 2"],
    ["lines on an empty document", "", "", "n1 n2", "n1 n2"],
    ["the second page leaves the first alone", "1 2 3 4", "3 4", "n1 4 3", "1 2 n1 4 3 (4)"],
    ["others moved meanwhile: both moves hold", "2 1 3 4 5", "1 2 3 4 5", "1 2 5 3 4", "2 5 1 3 4 (5)"],
    ["others added meanwhile", "1 9 2 3", "1 2 3", "1 3 2", "1 3 9 2 (3)"],
    ["others deleted what a new line followed", "1 3", "1 2 3", "1 n1 3", "1 n1 3"],
    ["everything on the page is gone", "1 2", "3", "n1", "1 2 n1"],
  ])("%s", (_, stored, loaded, page, expected) => {
    expect(ordered(stored, loaded, page)).toBe(expected)
  })

  test("what nobody else touched ends as the page shows it, and no line is lost or doubled", () => {
    const pages = fc.integer({ min: 0, max: 30 }).chain(count => {
      const stored = Array.from({ length: count }, (_, n) => String(n + 1))
      return fc.record({
        stored: fc.constant(stored),
        page: fc.shuffledSubarray([...stored, "n1", "n2"], { minLength: count + 2, maxLength: count + 2 }),
      })
    })
    fc.assert(
      fc.property(pages, ({ stored, page }) => {
        expect(orderLines(stored, stored, page).order).toEqual(page)
      }),
    )
  })
})

test("moveLines puts a line before the first with that number or a higher one, else last", () => {
  const lineNos = new Map(ids("1 2 3").map((id, index) => [id, (index + 1) * 10_000]))
  const line = (id: string, moveTo: number) => ({ id, moveTo, type: "item" as const, values: {} })
  expect(moveLines(ids("1 2 3"), [line("3", 15_000)], lineNos).order).toEqual(ids("1 3 2"))
  expect(moveLines(ids("1 2 3"), [line("1", 90_000)], lineNos).order).toEqual(ids("2 3 1"))
  expect(moveLines(ids("1 2 3"), [line("9", 10_000)], lineNos).order).toEqual(ids("1 2 3"))
})

import { expect, test } from "vitest"
import { paginate } from "./paginate"

const lines = (count: number, height = 10) =>
  Array.from({ length: count }, (_, index) => ({ line: { no: index + 1, lineAmount: "0.1" }, height }))
const shapeOf = (pages: ReturnType<typeof paginate<{ no: number; lineAmount: string }>>) =>
  pages.map(page => [page.lines.length, page.broughtForward, page.carriedForward])

test("one page carries nothing", () => {
  expect(shapeOf(paginate(lines(3), { first: 60, next: 100, last: 30 }))).toEqual([[3, null, null]])
})

test("each page but the last carries the exact sum so far, which the next one brings", () => {
  expect(shapeOf(paginate(lines(13), { first: 40, next: 60, last: 20 }))).toEqual([
    [4, null, "0.4"],
    [6, "0.4", "1"],
    [3, "1", null],
  ])
})

test("the totals never stand alone: the last line goes with them", () => {
  expect(shapeOf(paginate(lines(4), { first: 40, next: 60, last: 20 }))).toEqual([
    [3, null, "0.3"],
    [1, "0.3", null],
  ])
})

test("a line higher than a page has one of its own, and a document without lines is a page", () => {
  expect(shapeOf(paginate(lines(2, 500), { first: 40, next: 60, last: 20 }))).toEqual([
    [1, null, "0.1"],
    [1, "0.1", null],
  ])
  expect(shapeOf(paginate([], { first: 40, next: 60, last: 20 }))).toEqual([[0, null, null]])
})

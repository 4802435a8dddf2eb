import { expect, test } from "vitest"
import { mayPostOn, type PostingRange } from "./posting-dates"

const open: PostingRange = { allowPostingFrom: null, allowPostingTo: null }
const june: PostingRange = { allowPostingFrom: "2026-06-01", allowPostingTo: "2026-06-30" }
const july: PostingRange = { allowPostingFrom: "2026-07-01", allowPostingTo: "2026-07-31" }

const days = ["2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01"]
const allowed = (userRange: PostingRange | null, purchases: PostingRange) =>
  days.filter(day => mayPostOn(day, { userRange, purchases }))

test("both edges of a range may be posted on, the days beside them not", () => {
  expect(allowed(null, june)).toEqual(["2026-06-01", "2026-06-30"])
})

test("a range may be open at either end, or at both", () => {
  expect(allowed(null, { ...june, allowPostingTo: null })).toEqual(["2026-06-01", "2026-06-30", "2026-07-01"])
  expect(allowed(null, { ...june, allowPostingFrom: null })).toEqual(["2026-05-31", "2026-06-01", "2026-06-30"])
  expect(allowed(null, open)).toEqual(days)
})

test("the user's own range goes before the company's, an open one too", () => {
  expect(allowed(july, june)).toEqual(["2026-07-01"])
  expect(allowed(open, june)).toEqual(days)
})

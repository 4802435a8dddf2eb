import { expect, test } from "vitest"
import { isShownAsOf, type News } from "./news"

const news = (process?: string, at = 0): News => ({
  company: "kolkwijk",
  type: "purchase_request",
  no: "1",
  ...(process !== undefined && { heard: { process, at } }),
})

test("a page shows what its own process heard of before it was begun, and of nothing else is that known", () => {
  const asOf = { process: "a", at: 10 }
  expect(isShownAsOf(news("a", 9.9), asOf)).toBe(true)
  expect(isShownAsOf(news("a", 10), asOf)).toBe(false)
  expect(isShownAsOf(news("b", 9.9), asOf)).toBe(false)
  expect(isShownAsOf(news(), asOf)).toBe(false)
  expect(isShownAsOf(news("a", 9.9), undefined)).toBe(false)
})

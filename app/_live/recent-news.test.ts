import { expect, test } from "vitest"
import { rememberNews } from "./recent-news"

const news = (no: number) => ({ company: 1, type: "sales_invoice", no: String(no) })

test("who comes is told all that was heard since, or that it may be more than is known", () => {
  const recent = rememberNews()
  const before = Date.now()
  expect(recent.since(before)).toBeUndefined()
  recent.hears()
  const from = Date.now()
  for (let no = 1; no <= 3; no++) recent.heard(news(no))
  expect(recent.since(from)).toEqual([news(1), news(2), news(3)])
  recent.deaf()
  expect(recent.since(from)).toBeUndefined()
})

test("of very much news some is forgotten, and nobody is told a part of it as all", () => {
  const recent = rememberNews()
  recent.hears()
  const from = Date.now()
  for (let no = 1; no <= 50_000; no++) recent.heard(news(no))
  expect(recent.since(from)).toBeUndefined()
})

import { expect, test } from "vitest"
import { importKindNamed } from "@/domain/imports/kinds"
import { askedQuestion, sentence } from "./report"

test("a sentence that counts is said whole, figures as English has them, and an unknown code stands for itself", () => {
  expect(sentence({ code: "payment.amount_decimals", params: { currency: "EUR", decimals: 2 } })).toBe(
    "An amount in EUR has at most 2 decimals.",
  )
  expect(sentence({ code: "import.rows_refused", params: { rows: 1 } })).toBe(
    "1 row is refused: mend them, or import the good rows.",
  )
  expect(sentence({ code: "imports.too_many_rows_of_one", params: { rows: 10_001, most: 10_000 } })).toBe(
    "10,001 rows belong together; at most 10,000 are allowed.",
  )
  expect(sentence({ code: "no.such.code" })).toBe("no.such.code")
})

test("rows that contradict each other are asked about with what means something in each way", () => {
  const [dutch, english] = ["1.234,56", "1,234.57"]
  const samples = (first: string | null, second: string | null) => [
    { rowNo: 2, text: dutch, value: first },
    { rowNo: 3, text: english, value: second },
  ]
  const options = [
    { value: ".", samples: samples(null, "1234.57") },
    { value: ",", samples: samples("1234.56", null) },
  ]
  expect(askedQuestion(importKindNamed("payments")!, { about: "decimal", why: "contradictory", options })).toContain(
    ". (1,234.57 is 1234.57) or , (1.234,56 is 1234.56)?",
  )
})

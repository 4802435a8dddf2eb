import { expect, it } from "vitest"
import { tidyNumber } from "./tidy-number"

const quantity = { name: "quantity", kind: "number", names: [], on: ["item"], decimals: 5, integerDigits: 12 } as const

it("a sum becomes what it comes to", () => {
  expect(tidyNumber("=12*1,05", quantity, "nl", "7")).toBe("12,6")
  expect(tidyNumber("120/12", quantity, "en", "7")).toBe("10")
  expect(tidyNumber("12", quantity, "en", "7")).toBe("12")
  expect(tidyNumber("a dozen", quantity, "en", "7")).toBe("a dozen")
})

it("a percentage is of what stood in the cell, as the reader writes it", () => {
  expect(tidyNumber("80%", quantity, "en", "12.50")).toBe("10")
  expect(tidyNumber(" 12,5 % ", quantity, "nl", "1.000")).toBe("125")
})

it("a percentage of nothing, or of what is no number, stays for its reader to correct", () => {
  expect(tidyNumber("80%", quantity, "en", "")).toBe("80%")
  expect(tidyNumber("80%", quantity, "en", "many")).toBe("80%")
})

it("where a percentage is typed, it is that percentage", () => {
  const discount = { ...quantity, name: "lineDiscountPercent" }
  expect(tidyNumber("2,5%", discount, "nl", "40")).toBe("2,5")
})

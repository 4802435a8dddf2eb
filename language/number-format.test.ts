import { describe, expect, it } from "vitest"
import { formatNumber } from "./number-format"

const cents = { min: 2, max: 2 }

describe("formatNumber", () => {
  it("writes numbers in the reader's way", () => {
    expect(formatNumber("1234.5", "en", cents)).toBe("1,234.50")
    expect(formatNumber("1234.5", "nl", cents)).toBe("1.234,50")
    expect(formatNumber("-1234.5", "nl", cents)).toBe("-1.234,50")
  })

  it("keeps digits that a float would lose", () => {
    expect(formatNumber("12345678901234567890.12", "en", cents)).toBe("12,345,678,901,234,567,890.12")
    expect(formatNumber("9007199254740993.01", "en", cents)).toBe("9,007,199,254,740,993.01")
  })

  it("rounds half away from zero, on the decimal and not on the nearest float", () => {
    expect(formatNumber("1.005", "en", cents)).toBe("1.01")
    expect(formatNumber("-1.005", "en", cents)).toBe("-1.01")
    expect(formatNumber("1.00499999999999999999", "en", cents)).toBe("1.00")
  })

  it("shows the decimals there are, between the least and the most", () => {
    expect(formatNumber("24.11500", "en", { min: 2, max: 5 })).toBe("24.115")
    expect(formatNumber("24", "en", { min: 2, max: 5 })).toBe("24.00")
    expect(formatNumber("6.000", "en", { min: 0, max: 5 })).toBe("6")
  })
})

import { describe, expect, it } from "vitest"
import { formatReaderNumber } from "./number-format"

const cents = { min: 2, max: 2 }

describe("formatNumber", () => {
  it("writes numbers in the reader's way", () => {
    expect(formatReaderNumber("1234.5", "en", cents)).toBe("1,234.50")
    expect(formatReaderNumber("1234.5", "nl", cents)).toBe("1.234,50")
    expect(formatReaderNumber("-1234.5", "nl", cents)).toBe("-1.234,50")
  })

  it("keeps digits that a float would lose", () => {
    expect(formatReaderNumber("12345678901234567890.12", "en", cents)).toBe("12,345,678,901,234,567,890.12")
    expect(formatReaderNumber("9007199254740993.01", "en", cents)).toBe("9,007,199,254,740,993.01")
  })

  it("rounds half away from zero, on the decimal and not on the nearest float", () => {
    expect(formatReaderNumber("1.005", "en", cents)).toBe("1.01")
    expect(formatReaderNumber("-1.005", "en", cents)).toBe("-1.01")
    expect(formatReaderNumber("1.00499999999999999999", "en", cents)).toBe("1.00")
  })

  it("shows the decimals there are, between the least and the most", () => {
    expect(formatReaderNumber("24.11500", "en", { min: 2, max: 5 })).toBe("24.115")
    expect(formatReaderNumber("24", "en", { min: 2, max: 5 })).toBe("24.00")
    expect(formatReaderNumber("6.000", "en", { min: 0, max: 5 })).toBe("6")
  })
})

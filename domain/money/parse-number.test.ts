import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Language } from "@/language/language"
import { formatNumber } from "@/language/number-format"
import { parseNumber } from "./parse-number"

const limits = { decimals: 5 }
const read = (text: string, language: Language, decimals = 5) => {
  const parsed = parseNumber(text, language, { decimals })
  return parsed.ok ? parsed.value : parsed.reason
}

describe("parseNumber", () => {
  it.each([
    ["1.234,56", "1234.56"],
    ["1234,5", "1234.5"],
    ["1 234,56", "1234.56"],
    ["1\u00a0234\u00a0567,8", "1234567.8"],
    ["1\u202f234", "1234"],
    ["1.234", "1234"],
    ["1.234.567", "1234567"],
    ["12,340", "12.34"],
    [",5", "0.5"],
    ["-3", "-3"],
    ["3-", "-3"],
    ["\u22123", "-3"],
    ["+3", "3"],
    ["  7 ", "7"],
    ["007", "7"],
    ["-0,00", "0"],
  ])("reads a Dutch %s as %s", (text, expected) => {
    expect(read(text, "nl")).toBe(expected)
  })

  it.each([
    ["1,234.56", "1234.56"],
    ["1234.5", "1234.5"],
    ["1 234.56", "1234.56"],
    ["1,234", "1234"],
    [".5", "0.5"],
    ["-1,000,000", "-1000000"],
  ])("reads an English %s as %s", (text, expected) => {
    expect(read(text, "en")).toBe(expected)
  })

  it.each([
    // Each would be off by a power of ten under some other reading.
    ["1.5", "nl", "separators"],
    ["12.34", "nl", "separators"],
    ["0.125", "nl", "separators"],
    ["012.345", "nl", "separators"],
    ["1.2345", "nl", "separators"],
    ["1.23.456", "nl", "separators"],
    ["1.234 567", "nl", "separators"],
    ["1234.567", "nl", "separators"],
    ["1,234.56", "nl", "separators"],
    ["1,234,567", "nl", "separators"],
    ["1.234,56", "en", "separators"],
    ["1,5", "en", "separators"],
    ["0,125", "en", "separators"],
    ["1  234", "nl", "separators"],
    ["5,", "nl", "separators"],
    ["1,234.", "en", "separators"],
    ["1,500", "nl", "too_many_decimals"],
    ["1.999", "en", "too_many_decimals"],
    ["1234567890123456", "nl", "too_many_digits"],
    ["", "nl", "empty"],
    ["   ", "en", "empty"],
    ["-", "nl", "not_a_number"],
    [",", "nl", "not_a_number"],
    ["-3-", "nl", "not_a_number"],
    ["--3", "nl", "not_a_number"],
    ["1e3", "en", "not_a_number"],
    ["0x1f", "en", "not_a_number"],
    ["Infinity", "en", "not_a_number"],
    ["€ 5", "nl", "not_a_number"],
    ["٣", "en", "not_a_number"],
    ["twaalf", "nl", "not_a_number"],
  ] as const)("refuses %s in %s: %s", (text, language, reason) => {
    expect(read(text, language, 2)).toBe(reason)
  })

  it("counts leading zeros as no digits", () => {
    expect(read(`${"0".repeat(20)}1`, "nl")).toBe("1")
    expect(read("123456789012345", "nl")).toBe("123456789012345")
  })

  it("never throws, and answers only with plain numbers", () => {
    const numberLike = fc.string({ unit: fc.constantFrom(..."0123456789.,- +\u00a0\u22121e") })
    fc.assert(
      fc.property(fc.oneof(fc.string(), numberLike), fc.constantFrom<Language>("en", "nl"), (text, language) => {
        const parsed = parseNumber(text, language, limits)
        if (parsed.ok) expect(parsed.value).toMatch(/^(0|-?(0\.\d*[1-9]|[1-9]\d*(\.\d*[1-9])?))$/u)
      }),
      { numRuns: 2000 },
    )
  })

  it("never reads one text as two different numbers off by a thousand in the same language", () => {
    // Digits with one point: a Dutch reader gets either the grouped number or a refusal, never decimals.
    fc.assert(
      fc.property(
        fc.nat(99_999),
        fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 6 }),
        (whole, rest) => {
          const parsed = parseNumber(`${whole}.${rest}`, "nl", { decimals: 9 })
          const grouped = whole >= 1 && whole <= 999 && rest.length === 3
          expect(parsed).toEqual(grouped ? { ok: true, value: `${whole}${rest}` } : { ok: false, reason: "separators" })
        },
      ),
    )
  })
})

/** Canonical decimal strings of up to fifteen digits before the point and five behind. */
const canonical = fc
  .tuple(fc.bigInt(0n, 10n ** 15n - 1n), fc.nat(99_999), fc.boolean())
  .map(([whole, fraction, negative]) => {
    const decimals = String(fraction).padStart(5, "0").replace(/0+$/u, "")
    const magnitude = decimals ? `${whole}.${decimals}` : `${whole}`
    return negative && magnitude !== "0" ? `-${magnitude}` : magnitude
  })

describe("formatNumber", () => {
  it.each([
    ["1234.5", "nl", { min: 2 }, "1.234,50"],
    ["1234.5", "en", { min: 2 }, "1,234.50"],
    ["-1234567.891", "nl", {}, "-1.234.567,891"],
    ["1234.5", "nl", { grouping: false }, "1234,5"],
    ["1.005", "en", { min: 2, max: 2 }, "1.01"],
    ["-0.004", "nl", { min: 2, max: 2 }, "0,00"],
    ["999", "nl", {}, "999"],
    ["123456789012345678901234.5", "nl", {}, "123.456.789.012.345.678.901.234,5"],
    ["100.000", "en", {}, "100"],
  ] as const)("writes %s in %s", (value, language, options, expected) => {
    expect(formatNumber(value, language, options)).toBe(expected)
  })

  it("comes back unchanged when it is read again", () => {
    fc.assert(
      fc.property(
        canonical,
        fc.constantFrom<Language>("en", "nl"),
        fc.boolean(),
        fc.nat(5),
        (value, language, grouping, min) => {
          const written = formatNumber(value, language, { grouping, min })
          expect(parseNumber(written, language, limits)).toEqual({ ok: true, value })
        },
      ),
      { numRuns: 1000 },
    )
  })

  it("is not read in the other language as another number, unless it has one mark before three digits", () => {
    fc.assert(
      fc.property(canonical, value => {
        const inDutch = formatNumber(value, "nl")
        const parsed = parseNumber(inDutch, "en", limits)
        if (parsed.ok && parsed.value !== value) expect(inDutch).toMatch(/^-?[1-9]\d{0,2}[.,]\d{3}$/u)
      }),
      { numRuns: 1000 },
    )
  })
})

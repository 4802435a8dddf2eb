import fc from "fast-check"
import { expect, test } from "vitest"
import { inertText, liveText } from "./inert-text"

test("what would be a formula is none, and comes back as it was", () => {
  for (const text of ["=1+1", "+31 6", "-2+3", "@SUM(A1)", "\tx", "＝1+1", "'=1+1", "''@x"]) {
    expect(inertText(text)).toBe(`'${text}`)
    expect(liveText(inertText(text))).toBe(text)
  }
  for (const text of ["-12.50", "plain", "'t Hart", "'", "", "5-3"]) {
    expect(inertText(text)).toBe(text)
    expect(liveText(text)).toBe(text)
  }
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("'", "=", "-", "1", "a", " ") }), text => {
      expect(liveText(inertText(text))).toBe(text)
      expect(inertText(text)).toMatch(/^(?!'*[=+\-@])|^'|^-?[\d.,]+$/)
    }),
  )
})

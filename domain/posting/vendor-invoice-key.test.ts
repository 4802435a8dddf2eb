import { expect, test } from "vitest"
import { vendorInvoiceDigits, vendorInvoiceKey } from "./vendor-invoice-key"

test("case, spaces, punctuation and leading zeros make no other number", () => {
  for (const written of ["inv. 2026/0012", "INV-2026-12", " inv 2026 00012 ", "INV２０２６-12"]) {
    expect(vendorInvoiceKey(written)).toBe("INV202612")
  }
  expect(vendorInvoiceKey("007")).toBe("7")
})

test("zeros within a number and a zero alone are part of it", () => {
  expect(vendorInvoiceKey("2006")).toBe("2006")
  expect(vendorInvoiceKey("A-100")).toBe("A100")
  expect(vendorInvoiceKey("000")).toBe("0")
})

test("signs alone are themselves, blanks alone nothing", () => {
  expect(vendorInvoiceKey(" -/- ")).toBe("-/-")
  expect(vendorInvoiceKey("   ")).toBe("")
})

test("numbers of one key have the same digits", () => {
  for (const written of ["inv. 2026/0012", "INV-2026-12", " inv 2026 00012 ", "INV２０２６-12"]) {
    expect(vendorInvoiceDigits(written)).toBe("22612")
  }
  expect(vendorInvoiceDigits("A-000")).toBe("")
})

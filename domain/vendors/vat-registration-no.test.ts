import { expect, test } from "vitest"
import { readVatRegistrationNo } from "./vat-registration-no"

// Numbers that keep the check of their country; those of the Netherlands of 2020 too, which tell nobody's citizen number.
test.each([
  ["NL123456782B01", "NL", "NL123456782B01"],
  ["nl 1234.56.782.b01", "NL", "NL123456782B01"],
  ["123456782B01", "NL", "NL123456782B01"],
  ["NL000099998B57", "NL", "NL000099998B57"],
  ["BE 0403.019.261", "BE", "BE0403019261"],
  ["403019261", "BE", "BE0403019261"],
  ["1000.000.021", "BE", "BE1000000021"],
  ["BE1000000021", "BE", "BE1000000021"],
  ["XI 980 7806 84", "GB", "XI980780684"],
  ["980 7806 84", "GB", "GB980780684"],
  ["094259216", "GR", "EL094259216"],
  ["GR094259216", "GR", "EL094259216"],
  ["CHE-100.155.212 TVA", "CH", "CHE100155212TVA"],
  ["12-3456789", "US", "123456789"],
  ["", "NL", ""],
])("%s of %s is %s", (typed, country, stored) => {
  expect(readVatRegistrationNo(typed, country)).toBe(stored)
})

test.each([
  ["BE0403019262", "BE"],
  ["BE1000000074", "BE"],
  ["BE2000000021", "BE"],
  ["XI980780685", "GB"],
  ["NL123456789B01", "NL"],
  ["DE136695976", "NL"],
])("%s is none of %s", (typed, country) => {
  expect(readVatRegistrationNo(typed, country)).toBeNull()
})

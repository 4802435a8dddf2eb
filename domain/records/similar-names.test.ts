import { expect, test } from "vitest"
import { coreOf, isSimilarDescription, isSimilarName } from "./similar-names"

test("names are compared without legal form, signs, accents and case", () => {
  expect(coreOf("Café Brûlé B.V.")).toBe("cafe brule")
  expect(coreOf("J.P. de Vries & Zn. v.o.f.")).toBe("jp de vries zn")
  expect(coreOf("B.V.")).toBe("bv")
  expect(isSimilarName("Noordkade-Elektro", "NOORDKADE ELEKTRO BV")).toBe(true)
  expect(isSimilarName("Noordkade Electro", "Noordkade Elektro B.V.")).toBe(true)
  expect(isSimilarName("Jansen", "Janssens")).toBe(false)
  expect(isSimilarName("", "")).toBe(false)
})

test("descriptions are compared likewise, and a thing of another size, count or type number is another", () => {
  expect(isSimilarDescription("Kabel 3×2,5 mm² zwart, 100 m", "kabel 3x2.5 mm² zwart 100 m")).toBe(true)
  expect(isSimilarDescription("Stopkontakt dubbel", "Stopcontact dubbel")).toBe(true)
  expect(isSimilarDescription("Kabel 3x2.5 zwart 100 m", "Kabel 3x1.5 zwart 100 m")).toBe(false)
  expect(isSimilarDescription("Lamp E27", "Lamp E14")).toBe(false)
  expect(isSimilarDescription("Lamp wit", "Lamp zwart")).toBe(false)
  // What firms leave out, things do not.
  expect(isSimilarDescription("AG", "SA")).toBe(false)
  expect(isSimilarDescription("", "")).toBe(false)
})

import { expect, test } from "vitest"
import { isNamed, steppedTo, toTake } from "./proposed"

const [blocked, bolt, nut] = [
  { value: "10", label: "Bolt, old", disabled: true },
  { value: "11", label: "Bolt" },
  { value: "12", label: "Nut" },
]

test("the best that may be taken is marked at once", () => {
  expect(toTake([bolt, nut], "bolt", "bolt")).toBe(0)
  expect(toTake([blocked, bolt], " bolt ", "bolt"), "a blocked one cannot be taken").toBe(1)
  expect(toTake([blocked], "bolt", "bolt")).toBe(-1)
})

test("nothing is marked that answers another text than stands there", () => {
  expect(toTake([bolt, nut], "bolts", "bolt"), "typed on while the answer is awaited").toBe(-1)
  expect(toTake([bolt, nut], "", ""), "opened before a letter is typed").toBe(-1)
})

test("arrows go from what is marked, and over the ends", () => {
  expect([steppedTo(0, 1, 3), steppedTo(2, 1, 3), steppedTo(0, -1, 3)]).toEqual([1, 0, 2])
  expect([steppedTo(-1, 1, 3), steppedTo(-1, -1, 3)], "from none").toEqual([0, 2])
})

test("a number names what its field shows with a name", () => {
  const vendor = { value: "L20140 Noordkade", no: "L20140", label: "L20140 Noordkade" }
  expect(isNamed(vendor, " l20140 ")).toBe(true)
  expect(isNamed(vendor, "L20140 noordkade")).toBe(true)
  expect(isNamed(vendor, "L2014")).toBe(false)
  expect(isNamed(bolt, "11")).toBe(true)
})

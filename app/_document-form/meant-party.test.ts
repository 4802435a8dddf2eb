import { expect, test } from "vitest"
import { partyMeant } from "./meant-party"

const named = (label: string, disabled = false) => ({ value: label, label, hint: "", disabled })

test("a text names a vendor by its number, its number and name, or its whole name alone", () => {
  const found = [named("L1 Noordkade"), named("L2 Noordkade Elektro")]
  expect(partyMeant(found, "l2")).toBe("L2")
  expect(partyMeant(found, "L2 noordkade elektro")).toBe("L2")
  expect(partyMeant(found, " noordkade ")).toBe("L1")
  expect(partyMeant(found, "noordkade e")).toBeUndefined()
})

test("of namesakes the one that is not blocked is meant; a blocked one where there is no other", () => {
  const blocked = named("L1 Hoekstra", true)
  expect(partyMeant([blocked, named("L2 Hoekstra")], "hoekstra")).toBe("L2")
  expect(partyMeant([blocked], "hoekstra")).toBe("L1")
  expect(partyMeant([named("L2 Hoekstra"), named("L3 Hoekstra")], "hoekstra")).toBeUndefined()
})

test("a name is known without its accents, where no other has it as it was typed", () => {
  expect(partyMeant([named("L1 Müller")], "MULLER")).toBe("L1")
  expect(partyMeant([named("L1 Müller"), named("L2 Muller")], "muller")).toBe("L2")
})

import { expect, test } from "vitest"
import { gridKeys } from "./grid-keys"
import { writtenChord } from "./written-chord"

test("a chord is written as the reader's keyboard has it", () => {
  expect(writtenChord("Ctrl+Shift+z", false)).toEqual(["Ctrl", "Shift", "Z"])
  expect(writtenChord("Ctrl+Shift+z", true)).toEqual(["⌘", "⇧", "Z"])
  expect(writtenChord("Alt+ArrowUp", true)).toEqual(["⌥", "↑"])
  expect(writtenChord("?", true)).toEqual(["?"])
})

test("no chord of an Apple keyboard names a key that it has not", () => {
  const chords = gridKeys.flatMap(key => Object.values(key).flatMap(value => (Array.isArray(value) ? value : [])))
  expect(chords.length).toBeGreaterThan(30)
  for (const chord of chords) expect(writtenChord(chord, true)).not.toContain("Ctrl")
})

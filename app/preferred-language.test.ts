import { expect, test } from "vitest"
import { preferredLanguage } from "./preferred-language"

test.each([
  [null, "en"],
  ["", "en"],
  ["nl", "nl"],
  ["nl-BE,nl;q=0.9,en;q=0.8", "nl"],
  ["en-US,en;q=0.9,nl;q=0.8", "en"],
  ["de,fr;q=0.9,nl;q=0.5", "nl"],
  ["de, en;q=0.3, nl;q=0.5", "nl"],
  ["en,nl", "en"],
  ["nl,en", "nl"],
  ["nl;q=0", "en"],
  ["de", "en"],
] as const)("%s reads %s", (header, language) => {
  expect(preferredLanguage(header)).toBe(language)
})

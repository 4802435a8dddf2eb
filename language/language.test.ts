import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { isLanguage, languageOfCountry, languages, ownName } from "./language"
import { languageWithDecimal, numberMarks } from "./number-format"

test("languages are known by their code, their own name, their marks and their countries", () => {
  expect(languages).toEqual(["en", "nl"])
  expect(["nl", "NL", "de", 1, undefined].map(isLanguage)).toEqual([true, false, false, false, false])
  expect(languages.map(ownName)).toEqual(["English", "Nederlands"])
  expect(numberMarks).toEqual({ en: { decimal: ".", group: "," }, nl: { decimal: ",", group: "." } })
  expect([".", ",", "'"].map(languageWithDecimal)).toEqual(["en", "nl", undefined])
  expect(["NL", "BE", "DE", ""].map(languageOfCountry)).toEqual(["nl", "nl", "en", "en"])
})

test("no code but the table names a language: another one is a line of it", () => {
  const folders = ["app", "bin", "components", "db/schema", "domain", "jobs", "language", "mail"]
  const files = folders.flatMap(folder => {
    const root = new URL(`../${folder}/`, import.meta.url)
    const found = readdirSync(root, { recursive: true, encoding: "utf8" })
    return found.filter(file => /(?<!\.test)\.tsx?$/.test(file)).map(file => new URL(encodeURI(file), root))
  })
  expect(files.length).toBeGreaterThan(500)
  const naming = files.filter(file => /"(?:en|nl)"|\b(?:en|nl):/u.test(readFileSync(file, "utf8")))
  expect(naming.map(({ pathname }) => pathname.split("/").slice(-2).join("/"))).toEqual(["language/language.ts"])
})

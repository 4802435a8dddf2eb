import { existsSync, readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { languages } from "@/language/language"
import { messages } from "./index"

/** Every text of a language by its full key, e.g. "errors.user.oneself". */
function textsOf(tree: object, path = ""): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [name, value] of Object.entries(tree)) {
    const key = path ? `${path}.${name}` : name
    if (typeof value === "string") texts.set(key, value)
    else for (const [inner, text] of textsOf(value as object, key)) texts.set(inner, text)
  }
  return texts
}

const en = textsOf(messages.en)
const nl = textsOf(messages.nl)

test("every file is imported", () => {
  for (const language of languages) {
    const inFolder = readdirSync(new URL(`./${language}`, import.meta.url)).filter(file => file.endsWith(".json"))
    const files = inFolder.map(file => file.replace(/\.json$/, ""))
    expect(Object.keys(messages[language]).sort()).toEqual(files.sort())
  }
})

test.each(languages)("%s has the same keys as the default language", language => {
  expect([...textsOf(messages[language]).keys()].sort()).toEqual([...en.keys()].sort())
})

test.each(languages)("%s says something, with the same arguments", language => {
  const texts = textsOf(messages[language])
  for (const [key, text] of en) {
    expect([key, argumentsOf(texts.get(key) ?? "")]).toEqual([key, argumentsOf(text)])
    expect([key, texts.get(key)?.trim()]).not.toEqual([key, ""])
  }
})

/** Names of the ICU arguments, also of those within the branches of plurals and selects; a branch's own word is none. */
function argumentsOf(text: string): string[] {
  const names = new Set<string>()
  let at = 0
  const message = () => {
    for (; at < text.length && text[at] !== "}"; at++) if (text[at] === "{") argument()
  }
  const argument = () => {
    const [head, name, kind] = /\{\s*(\w+)\s*(?:,\s*(\w+))?/y.exec(text.slice(at)) ?? [text.slice(at)]
    at += head.length
    if (name) names.add(name)
    for (; at < text.length && text[at] !== "}"; at++) {
      if (text[at] !== "{" || !/^(?:plural|select|selectordinal)$/.test(kind ?? "")) continue
      at++
      message()
    }
  }
  message()
  return [...names].sort()
}

/** Said otherwise on our pages: the glossary has them from other places than those where they stand here. */
const otherwise = new Set([
  "Bank Accounts",
  "Charge (Item)",
  "Contact",
  "Gen. Business Posting Groups",
  "Gen. Product Posting Groups",
  "Line Discount Amount",
  "Sequence No.",
  "Starting Date",
])

/** Terms of docs/glossary.tsv, English and Dutch. */
const terms = readFileSync("docs/glossary.tsv", "utf8")
  .trimEnd()
  .split("\n")
  .slice(1)
  .map(row => row.split("\t").slice(0, 2) as [string, string])
  .filter(([english]) => !otherwise.has(english))
const dutchOf = new Map(terms)
const englishOf = new Map(terms.map(([english, dutch]) => [dutch, english]))

test("a text that is a term of the trade is the glossary's in the other language", () => {
  const wrong = []
  for (const [key, text] of en) {
    const expected = dutchOf.get(text)
    if (expected !== undefined && nl.get(key) !== expected) wrong.push({ key, text, dutch: nl.get(key), expected })
  }
  for (const [key, text] of nl) {
    const expected = englishOf.get(text)
    if (expected !== undefined && en.get(key) !== expected) wrong.push({ key, text, english: en.get(key), expected })
  }
  expect(wrong).toEqual([])
})

test("a sentence that names a term of several words names the glossary's in Dutch", () => {
  const wrong = []
  for (const [key, text] of en) {
    for (const [english, dutch] of termsIn(text)) {
      if (!nl.get(key)?.toLowerCase().includes(dutch.toLowerCase()))
        wrong.push({ key, english, dutch, text: nl.get(key) })
    }
  }
  expect(wrong).toEqual([])
})

/** The terms of several words that a text carries, written as the glossary writes them; a longer one hides its parts. */
function termsIn(text: string): [string, string][] {
  let rest = text
  const found: [string, string][] = []
  for (const [english, dutch] of terms.filter(([term]) => /\s/.test(term)).sort(([a], [b]) => b.length - a.length)) {
    const left = rest.replaceAll(new RegExp(`(?<!\\w)${escaped(english)}(?!\\w)`, "g"), "…")
    if (left !== rest) found.push([english, dutch])
    rest = left
  }
  return found
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")
}

test("every reason for a refusal that the sources name has its sentence", () => {
  const codes = new Set<string>()
  for (const file of sources()) {
    const source = readFileSync(file, "utf8")
    for (const [, code] of source.matchAll(/\brefuse\(\s*"([a-z0-9_.]+)"/g)) if (code) codes.add(code)
  }
  expect(codes.size).toBeGreaterThan(10)
  const missing = [...codes].filter(code => !en.has(`errors.${code}`))
  expect(missing).toEqual([])
})

test("an issue becomes a sentence in one place on the server, one in the browser and one in mail", () => {
  const says = /(?:get|use)Translations\("errors"\)|translate\(\w+, "errors"\)/u
  const found = sources().filter(file => says.test(readFileSync(file, "utf8")))
  expect(found.map(file => decodeURI(file.pathname).split("/").at(-1)).sort()).toEqual([
    // Say one sentence of their own about what was typed, without data.
    "choose-vendor.tsx",
    "date-fields.tsx",
    "failure-sentences.ts",
    "issue-sentences.ts",
    // The bounds of an upload, which are counts.
    "upload-form.tsx",
    "use-issue-sentence.ts",
  ])
})

test("what a sentence sends to has a page", () => {
  const pages = {
    "Vendor Card": "vendors/[no]",
    "Item Card": "items/[no]",
    "Customer Card": "customers/[no]",
  }
  const missing = Object.entries(pages).filter(
    ([, page]) => !existsSync(new URL(`../app/[company]/${page}/page.tsx`, import.meta.url)),
  )
  const lost = [...en].filter(([, text]) => missing.some(([card]) => text.includes(card)))
  expect(lost).toEqual([])
  // And of the card that is there: only what can be done on it.
  const onVendorCard = [...en].filter(([, text]) => /on the Vendor Card/u.test(text)).map(([, text]) => text)
  for (const text of onVendorCard) expect(text).toMatch(/Have it unblocked on the Vendor Card/u)
})

test("what happens to a document has its sentence in the document's own history", () => {
  const nouns = ["purchase_invoice", "purchase_credit_memo", "sales_invoice", "posted_purchase_document", "approval"]
  const told = [...en.keys()]
    .map(key => key.split("."))
    .filter(([file, noun = "", , more]) => file === "events" && nouns.includes(noun) && more === undefined)
  expect(told.length).toBeGreaterThan(20)
  const untold = told.filter(
    ([, noun, verb]) => !en.has(`documents.did.${noun === "approval" ? "approval_" : ""}${verb}`),
  )
  expect(untold).toEqual([])
})

test("every text is said somewhere", () => {
  const [words, patterns] = namesInSources()
  const isSaid = (key: string) => {
    const parts = key.split(".")
    const tails = parts.map((_, at) => parts.slice(at).join("."))
    return tails.some(tail => words.has(tail) || patterns.some(pattern => pattern.test(tail)))
  }
  const unsaid = [...en.keys()].filter(key => !isSaid(key))
  expect(unsaid).toEqual([])
})

/**
 * What sources may mean as the end of a key: words in quotation marks, names of properties, and texts put together, in which
 * anything may stand between what is fixed.
 */
function namesInSources(): [words: Set<string>, patterns: RegExp[]] {
  const words = new Set<string>()
  const templates = new Set<string>()
  for (const file of sources(["app", "bin", "components", "domain", "jobs", "language", "mail", "messages"])) {
    const source = readFileSync(file, "utf8")
    for (const [, word] of source.matchAll(/["'`]([\w.-]+)["'`]/g)) words.add(word!)
    for (const [, property] of source.matchAll(/\.(\w+)/g)) words.add(property!)
    for (const [, text] of source.matchAll(/`((?:[\w.]|\$\{[^{}`]*\})+)`/g)) templates.add(text!)
  }
  const fixed = [...templates].map(text => text.split(/\$\{[^}]*\}/)).filter(parts => /[a-z]{2}/.test(parts.join("")))
  return [words, fixed.map(parts => new RegExp(`^${parts.map(escaped).join("\\w+")}$`))]
}

function sources(folders = ["app", "components", "domain", "mail"]): URL[] {
  return folders.flatMap(folder => {
    const root = new URL(`../${folder}/`, import.meta.url)
    const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    return files.filter(file => /(?<!\.test)\.tsx?$/.test(file)).map(file => new URL(encodeURI(file), root))
  })
}

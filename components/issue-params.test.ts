import { createTranslator } from "use-intl/core"
import { describe, expect, test } from "vitest"
import { messages } from "@/messages"
import { argumentKind } from "@/messages/argument-kinds"
import { issueParams } from "./issue-params"

/** Every sentence below `errors`, by code. */
function sentences(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${name}`, value]] : sentences(value as object, `${path}${name}.`),
  )
}

/** Names of the arguments; `one {word}` is a plural's branch, and `draft {word}` a select's, unless the word is declared. */
function argumentsOf(code: string, text: string): string[] {
  const branch = /(?<!(?:\b(?:zero|one|two|few|many|other)|=\d+)\s*)/u.source
  const names = [...text.matchAll(new RegExp(`${branch}\\{\\s*(\\w+)\\s*[,}]`, "gu"))].map(([, name]) => name!)
  const isBranch = (name: string) =>
    text.includes(", select,") && argumentKind(code, name) === undefined && text.includes(` {${name}}`)
  return [...new Set(names)].filter(name => !isBranch(name))
}

const raw = { amount: "-1234.5", number: "1162.5", date: "2026-12-01", count: 3, text: "X-1" } as const
const never = [/1234\.5(?!0)/u, /1162\.5/u, /2026-12-01/u]

describe.each(["en", "nl"] as const)("in %s", language => {
  const say = createTranslator({
    locale: language,
    messages: messages[language].errors as unknown as Record<string, string>,
  })

  test.each(sentences(messages[language].errors))("errors.%s says every argument in the reader's way", (code, text) => {
    const names = argumentsOf(code, text)
    expect(names.filter(name => argumentKind(code, name) === undefined)).toEqual([])
    const params = Object.fromEntries(names.map(name => [name, raw[argumentKind(code, name)!]]))
    const said = say(code, issueParams({ code, params }, language, "Europe/Amsterdam"))
    for (const pattern of never) expect(said).not.toMatch(pattern)
  })
})

test("amounts have the decimals of their currency, and one message's the same; what was typed stays", () => {
  const params = {
    amount: "20.01",
    remaining: "20",
    typed: "1.250",
    date: "2026-12-01",
    at: "2026-12-01T10:00:00.000Z",
  }
  expect(issueParams({ code: "x", params }, "en", "Europe/Amsterdam")).toEqual({
    amount: "20.01",
    remaining: "20.00",
    typed: "1.250",
    date: "1 Dec 2026",
    at: "1 Dec 2026, 11:00",
  })
  expect(issueParams({ code: "x", params: { remaining: "1000" } }, "nl", "UTC")).toEqual({ remaining: "1.000" })
  expect(issueParams({ code: "x", params: { remaining: "1000" } }, "nl", "UTC", 3)).toEqual({ remaining: "1.000,000" })
  expect(issueParams({ code: "control_total_differs", params: { typed: "1.5" } }, "nl", "UTC")).toEqual({
    typed: "1,50",
  })
})

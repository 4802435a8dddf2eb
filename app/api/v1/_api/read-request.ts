import { createHash } from "node:crypto"
import type { z } from "zod"
import { type Issue, Refusal } from "@/domain/errors"
import { receivedLine, receivedText } from "@/domain/text/received-text"
import type { Endpoint } from "./endpoint"

/** Fields of several lines; every other is of one. */
const manyLines = new Set(["reason"])
const mostLevels = 20

/** A body that is no JSON, or nothing that any endpoint could mean. */
export class NotJson extends Error {}

/** What was sent, read by its schemas. */
export type Read = { query: unknown; body: unknown }

/**
 * Reads query and body of a request by what the endpoint describes.
 * @throws Refusal with an issue for each field that is wrong, and for each that is none; NotJson
 */
export function readSent({ query, body }: Endpoint, sent: { search: URLSearchParams; bytes: Uint8Array }): Read {
  const asked = Object.fromEntries([...sent.search].map(([name, value]) => [name, receivedLine(value)]))
  const issues: Issue[] = []
  const readQuery = query ? take(query, asked, issues) : undefined
  const isFile = body === "file"
  const readBody = body && !isFile ? take(body, jsonOf(sent.bytes), issues) : undefined
  if (issues.length > 0) throw new Refusal(issues)
  return { query: readQuery, body: readBody }
}

/** Tells what was asked from everything else, whatever it is. */
export function digestOfRequest(method: string, address: string, bytes: Uint8Array): string {
  return createHash("sha256").update(`${method} ${address}\n`).update(bytes).digest("hex")
}

function take(schema: z.ZodType, given: unknown, issues: Issue[]): unknown {
  const parsed = schema.safeParse(given, { reportInput: true })
  if (parsed.success) return parsed.data
  issues.push(...parsed.error.issues.flatMap(issuesOf))
  return undefined
}

function jsonOf(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
  } catch {
    throw new NotJson()
  }
  return received(parsed, "", 0)
}

/** Texts as people write them, whatever is sent (domain/text/received-text.ts). */
function received(value: unknown, name: string, level: number): unknown {
  if (level > mostLevels) throw new NotJson()
  if (typeof value === "string") return manyLines.has(name) ? receivedText(value) : receivedLine(value)
  if (Array.isArray(value)) return value.map(each => received(each, name, level + 1))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, received(each, key, level + 1)]))
}

function issuesOf(issue: z.core.$ZodIssue): Issue[] {
  const field = issue.path.map(String).join(".")
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map(key => ({
      field: [field, key].filter(Boolean).join("."),
      code: "api.unknown_field",
      params: { field: key },
    }))
  }
  return [{ field: field || undefined, ...reasonOf(issue) }]
}

function reasonOf(issue: z.core.$ZodIssue): Pick<Issue, "code" | "params"> {
  if (issue.message === "number_as_text") return { code: "api.number_as_text" }
  if (issue.code === "invalid_type" && issue.input === undefined) return { code: "required" }
  if (issue.code === "invalid_type") return { code: "api.wrong_type", params: { word: issue.expected } }
  if (issue.code === "too_big" && issue.origin === "string")
    return { code: "too_long", params: { maximum: Number(issue.maximum) } }
  if (issue.code === "invalid_value") return { code: "api.not_one_of", params: { words: issue.values.join(", ") } }
  if (issue.code === "invalid_format" && issue.format === "date") return { code: "not_a_date" }
  return { code: "invalid" }
}

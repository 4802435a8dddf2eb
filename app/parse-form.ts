import type { ZodType, z } from "zod"
import { type Issue, Refusal } from "@/domain/errors"

/**
 * Reads a form by its schema. Controls of one name that may come several times are arrays in `lists`; the others are
 * strings, and absent when the form has no such control.
 *
 * @throws Refusal with an issue for each thing wrong: the code is the schema's own message where it looks like one
 *   (`z.string().min(1, "vendor_required")`), else one made from zod's (`required`, `too_long`, …)
 */
export function parseForm<Schema extends ZodType>(
  schema: Schema,
  form: FormData,
  lists: readonly string[] = [],
): z.output<Schema> {
  const typed: Record<string, unknown> = {}
  // Not name by name: each is looked for among all of them.
  for (const [name, value] of form) if (!Object.hasOwn(typed, name)) typed[name] = value
  for (const name of lists) typed[name] = form.getAll(name)
  const parsed = schema.safeParse(typed)
  if (parsed.success) return parsed.data
  throw new Refusal(parsed.error.issues.map(issueOf))
}

type ZodIssue = z.core.$ZodIssue

function issueOf(issue: ZodIssue): Issue {
  const field = issue.path.join(".") || undefined
  if (/^[a-z][a-z0-9_.]*$/.test(issue.message)) return { field, code: issue.message, params: boundsOf(issue) }
  return { field, code: codeOf(issue), params: boundsOf(issue) }
}

function codeOf(issue: ZodIssue): string {
  if (issue.code === "too_small" && issue.origin === "string") return issue.minimum === 1 ? "required" : "too_short"
  if (issue.code === "too_small" && issue.origin === "array") return "required"
  if (issue.code === "too_big" && issue.origin === "string") return "too_long"
  if (issue.code === "invalid_type") return "required"
  if (issue.code === "invalid_format" && issue.format === "email") return "email"
  return "invalid"
}

function boundsOf(issue: ZodIssue): Issue["params"] {
  if (issue.code === "too_small") return { minimum: Number(issue.minimum) }
  if (issue.code === "too_big") return { maximum: Number(issue.maximum) }
  return undefined
}

import type { KeptAnswer } from "@/domain/api/answer-once"
import { Forbidden, type Issue, NotFound, OutcomeUnknown, Refusal, Stale, tookTooLongIn } from "@/domain/errors"
import { BoughtBefore } from "@/domain/purchase-requests/bought-before"
import { type SentenceReader, sayIssue, sayProblem } from "./sentences"

/** What keeps a request from being done, by code: the status that it is answered with (RFC 9110). */
export const problems = {
  not_signed_in: 401,
  forbidden: 403,
  scope_missing: 403,
  not_found: 404,
  method_not_allowed: 405,
  in_progress: 409,
  stale: 412,
  too_large: 413,
  not_json: 400,
  key_missing: 400,
  version_missing: 428,
  key_used: 422,
  refused: 422,
  too_many_requests: 429,
  unexpected: 500,
  saved_in_part: 500,
  outcome_unknown: 500,
  took_too_long: 503,
} as const

export type ProblemCode = keyof typeof problems

/** What an answer says beside the code. */
type More = { issues?: readonly Issue[]; params?: Record<string, string | number>; [name: string]: unknown }

/** An answer that something was not done (RFC 9457), with the reasons by field in the reader's language. */
export function refusalOf(
  code: ProblemCode,
  reader: SentenceReader,
  more: More = {},
  headers: Record<string, string> = {},
): KeptAnswer {
  const contentType = { "content-type": "application/problem+json", "content-language": reader.language }
  return {
    status: problems[code],
    headers: { ...contentType, ...headers },
    body: JSON.stringify(problemOf(code, reader, more)),
  }
}

function problemOf(code: ProblemCode, reader: SentenceReader, { issues, params, ...more }: More = {}): object {
  return {
    type: `urn:inkoop:problem:${code}`,
    title: sayProblem(reader.language, code, params),
    status: problems[code],
    code,
    ...(issues && { issues: issues.map(issue => ({ ...issue, text: sayIssue(reader, issue) })) }),
    ...more,
  }
}

/**
 * What is answered to what an operation throws.
 * @returns undefined for what nobody has foreseen
 */
export function foreseen(error: unknown): { code: ProblemCode; more?: More } | undefined {
  if (error instanceof BoughtBefore) return { code: "refused", more: { issues: error.issues, buyAgain: error.consent } }
  if (error instanceof Refusal) return { code: "refused", more: { issues: error.issues } }
  if (error instanceof Forbidden) return { code: "forbidden" }
  if (error instanceof NotFound) return { code: "not_found" }
  if (error instanceof Stale) {
    const conflicts = error.conflicts.map(({ field, before, mine, theirs, by, at }) => ({
      field,
      before,
      mine,
      theirs,
      by,
      at,
    }))
    return { code: "stale", more: { currentVersion: error.currentVersion, conflicts } }
  }
  if (error instanceof OutcomeUnknown) return { code: "outcome_unknown" }
  return tookTooLongIn(error) ? { code: "took_too_long" } : undefined
}

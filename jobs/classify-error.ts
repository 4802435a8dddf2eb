import { UnrecoverableError } from "bullmq"
import { ZodError } from "zod"
import { postgresErrorCode } from "@/db/tenancy"
import { Forbidden, NotFound, Refusal, Stale } from "@/domain/errors"

const wrongForGood = [ZodError, NotFound, Forbidden, Refusal, Stale, TypeError, RangeError, ReferenceError, SyntaxError]

/** SQLSTATE classes that the same statement meets again: cardinality, data, constraint, syntax and privilege. */
const hopelessClasses = ["21", "22", "23", "42"]

/** Whether trying again cannot help: what was asked is wrong, or the program is. Anything unknown may pass. */
export function isHopeless(error: unknown): boolean {
  if (wrongForGood.some(kind => error instanceof kind)) return true
  return hopelessClasses.includes(postgresErrorCode(error)?.slice(0, 2) ?? "")
}

/** The error as BullMQ should see it: one that cannot be helped is not tried again. */
export function asJobError(error: unknown): Error {
  const given = error instanceof Error ? error : new Error(String(error))
  if (!isHopeless(error)) return given
  const hopeless = new UnrecoverableError(given.message)
  hopeless.stack = given.stack
  return hopeless
}

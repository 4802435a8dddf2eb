import type postgres from "postgres"
import { mayRunLong } from "./long-statements"

type Unsafe = postgres.Sql["unsafe"]

/** Of a process. Each connection keeps what it prepared, some ten kilobytes a statement. */
const mostPrepared = 300
const mostRemembered = 2_000

const prepared = new Set<string>()
const once = new Set<string>()

/**
 * Has web pages' statements prepared when their text comes again: a statement that is not takes two round trips, one to learn the types
 * of its parameters, and holds up what is sent behind it. Each run is planned for its own values all the same (`inCompany`), as a
 * company of a thousand rows wants another plan than one of a million. Statements of processes that run long ones say so
 * themselves (db/prepared.ts).
 *
 * @param unsafe what drizzle sends its statements through, of a pool or a transaction
 * @returns the same, which asks for preparing
 */
export function preparingRecurring(unsafe: Unsafe): Unsafe {
  return ((text, parameters, options) =>
    unsafe(text, parameters, {
      ...options,
      prepare: options?.prepare || isRecurring(text, parameters?.length),
    })) as Unsafe
}

function isRecurring(text: string, parameters = 0): boolean {
  if (mayRunLong() || parameters === 0) return false
  if (prepared.has(text)) return true
  if (!once.has(text)) {
    if (once.size === mostRemembered) once.clear()
    once.add(text)
    return false
  }
  if (prepared.size === mostPrepared) return false
  once.delete(text)
  prepared.add(text)
  return true
}

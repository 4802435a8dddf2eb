import { sql } from "drizzle-orm"
import { type Database, database } from "./client"
import { prepared, value } from "./prepared"

/** An open transaction of one company. */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0]

const serializationFailure = "40001"
const deadlockDetected = "40P01"
const attempts = 5

const setCompany = prepared("set_company", () => sql`select set_config('app.company_id', ${value("companyId")}, true)`)

/**
 * Thrown by work that read something before locking it, and finds it changed under the lock: it is run again, as after a
 * serialization failure.
 */
export class Overtaken extends Error {}

/**
 * Runs `work` in one transaction that sees the rows of one company alone. A deadlock, a serialization failure or
 * `Overtaken` is retried whole, so `work` must do nothing that a second run would do twice outside the database.
 *
 * @param companyId the company whose rows are visible and writable
 * @throws whatever `work` throws, after rolling back
 */
export async function inCompany<T>(companyId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database().transaction(async tx => {
        // Sent ahead of the work's own statements, not awaited before them: the connection keeps their order.
        const [, result] = await Promise.all([setCompany(tx, { companyId: String(companyId) }), work(tx)])
        return result
      })
    } catch (error) {
      if (attempt === attempts || !isRetryable(error)) throw error
    }
  }
}

/** Whether a transaction was given up that may well pass when run again. */
export function isRetryable(error: unknown): boolean {
  if (error instanceof Overtaken) return true
  const code = postgresErrorCode(error)
  return code === serializationFailure || code === deadlockDetected
}

/** SQLSTATE of a database error, also where drizzle wraps it; undefined for anything else. */
export function postgresErrorCode(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string" && /^[0-9A-Z]{5}$/.test(cause.code)) return cause.code
  }
  return undefined
}

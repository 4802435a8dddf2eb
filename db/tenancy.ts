import { sql } from "drizzle-orm"
import { type Database, database } from "./client"
import { OutcomeUnknown } from "./outcome-unknown"
import { prepared, value } from "./prepared"

/** An open transaction of one company. */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0]

const serializationFailure = "40001"
const deadlockDetected = "40P01"
const attempts = 5

const setCompany = prepared("set_company", () => sql`select set_config('app.company_id', ${value("companyId")}, true)`)

/** The end of work whose last statement is sent, and whose COMMIT need not wait for the answer. */
class WithCommit<T> {
  constructor(readonly answer: Promise<T>) {}
}

/**
 * For `inCompany`: COMMIT is sent right behind the work's last statements, so that what they lock is locked no longer than it
 * takes PostgreSQL. If one of them fails, the server makes a rollback of it, and the work has failed as otherwise.
 *
 * What must not happen alone belongs in one statement: nobody looks at an answer before COMMIT is on its way.
 *
 * @param answer of the last statements, which have been sent: what is sent once COMMIT is on its way is refused. Its
 *   rejection undoes nothing that the server has not refused
 */
export function withCommit<T>(answer: Promise<T>): WithCommit<T> {
  // Looked at after COMMIT; until then nobody else would be there to see it fail.
  answer.catch(() => {})
  return new WithCommit(answer)
}

/**
 * Runs `work` in one transaction that sees the rows of one company alone. A deadlock or a serialization failure (which
 * statements raise themselves too: `refuse_overtaken`) is retried whole, so `work` must do nothing that a second run would do
 * twice outside the database.
 *
 * @param companyId the company whose rows are visible and writable
 * @returns what `work` answers, once it is committed
 * @throws whatever `work` throws, after rolling back; OutcomeUnknown
 */
export async function inCompany<T>(companyId: number, work: (tx: Tx) => Promise<T | WithCommit<T>>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let committing = false
    try {
      const result = await database().transaction(async tx => {
        // Sent ahead of the work's own statements, not awaited before them: the connection keeps their order.
        const [, result] = await Promise.all([setCompany(tx, { companyId: String(companyId) }), work(tx)])
        committing = true
        return result
      })
      committing = false
      return result instanceof WithCommit ? await result.answer : result
    } catch (error) {
      if (committing && isLost(error)) throw new OutcomeUnknown(error)
      if (attempt === attempts || !isRetryable(error)) throw error
    }
  }
}

/** Whether the driver gave up a connection, or the system did, without an answer from the server. */
function isLost(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  return /^(CONNECTION_|E[A-Z]+$)/.test(code)
}

/** Whether a transaction was given up that may well pass when run again. */
export function isRetryable(error: unknown): boolean {
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

import { sql } from "drizzle-orm"
import { stopIfAbandoned } from "./abandoned"
import { database } from "./client"
import { mayRunLong } from "./long-statements"
import { OutcomeUnknown } from "./outcome-unknown"
import { prepared, value } from "./prepared"
import type { Tx } from "./tx"
import { watched } from "./watch-saves"

export type { Tx }

const serializationFailure = "40001"
const deadlockDetected = "40P01"
const attempts = 5

/**
 * Each run of a statement is planned for its own values, as companies are of very different sizes; and without helpers: a statement that
 * reads a page is done before they have started.
 */
const setCompany = prepared(
  "set_company",
  () => sql`select set_config('app.company_id', ${value("companyId")}, true),
    set_config('plan_cache_mode', 'force_custom_plan', true), set_config('max_parallel_workers_per_gather', '0', true)`,
)

/** Of one statement; to wait for a lock there is no limit but this. For this transaction alone: a pooler lends its connection. */
const longest = "10min"
const setCompanyAndLimits = prepared(
  "set_company_and_limits",
  () => sql`select set_config('app.company_id', ${value("companyId")}, true),
    set_config('statement_timeout', ${sql.raw(`'${longest}'`)}, true), set_config('lock_timeout', '0', true)`,
)

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
      return await watched(async () => {
        const sent = await database().transaction(async tx => {
          // Sent ahead of the work's own statements, not awaited before them: the connection keeps their order.
          const begin = mayRunLong() ? setCompanyAndLimits : setCompany
          const leave = stopIfAbandoned(tx)
          try {
            const [, result] = await Promise.all([begin(tx, { companyId: String(companyId) }), work(tx)])
            committing = true
            return result
          } finally {
            ;(await leave)()
          }
        })
        committing = false
        return sent instanceof WithCommit ? await sent.answer : sent
      })
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

/** SQLSTATEs: stopped by statement_timeout, by lock_timeout, by idle_in_transaction_session_timeout. */
const tookTooLong = ["57014", "55P03", "25P03"]

/** Whether PostgreSQL gave up a statement or transaction as it held others up; it has saved nothing. */
export function tookTooLongIn(error: unknown): boolean {
  return tookTooLong.includes(postgresErrorCode(error) ?? "")
}

/** Whether a transaction was given up that may well pass when run again. */
function isRetryable(error: unknown): boolean {
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

/**
 * Keeps what people typed out of drizzle's errors: it writes a failed statement's parameters into the message, from where they
 * reach every log. What failed and why is told by the statement and by PostgreSQL's own error, which is the cause. (Drizzle's cache
 * of answers, which is off, would need them.)
 *
 * It also fails a statement with an undefined value before the driver has it: where other statements are under way, postgres.js
 * rejects the one before it, and the transaction waits for an answer that never comes.
 */
import { PgPreparedQuery } from "drizzle-orm/pg-core"

type Run = (this: unknown, text: string, parameters: unknown[], run: () => Promise<unknown>) => Promise<unknown>

/** Where drizzle's own is kept: this module may be loaded twice beside one drizzle. */
const own = Symbol.for("drizzle's own queryWithCache")
const query = PgPreparedQuery.prototype as unknown as { queryWithCache: Run; [own]?: Run }
query[own] ??= query.queryWithCache
const runQuery = query[own]

query.queryWithCache = function (text, parameters, run) {
  return runQuery.call(this, text, [], parameters.includes(undefined) ? refuse : run)
}

async function refuse(): Promise<never> {
  throw new TypeError("A value of the statement is undefined")
}

import type postgres from "postgres"
import { preparingRecurring } from "./recurring-statements"

/** Refused: the statement came after the end of its transaction. */
class TransactionOver extends Error {
  readonly code = "TRANSACTION_OVER"
}

type Work = (tx: postgres.TransactionSql) => unknown

/**
 * Lets a transaction's end be its end. What is sent through it later would run on a connection that is somebody else's by then,
 * in the middle of their transaction and among their company's rows; the driver would send it.
 *
 * @param pool its transactions are fenced in what drizzle sends through them: `unsafe` and `savepoint`
 * @returns the same pool
 */
export function endTransactions(pool: postgres.Sql): postgres.Sql {
  const begin = pool.begin.bind(pool) as (work: Work) => Promise<unknown>
  pool.begin = ((work: Work) => begin(tx => untilEnd(tx, work))) as typeof pool.begin
  return pool
}

async function untilEnd(tx: postgres.TransactionSql, work: Work, outerIsOver = () => false): Promise<unknown> {
  let ended = false
  const isOver = () => ended || outerIsOver()
  const { savepoint } = tx
  const unsafe = preparingRecurring(tx.unsafe)
  const refuseLate = () => {
    if (isOver()) throw new TransactionOver("The transaction is over")
  }
  tx.unsafe = ((...statement: Parameters<typeof unsafe>) => {
    refuseLate()
    return unsafe(...statement)
  }) as typeof unsafe
  tx.savepoint = (async (inner: Work) => {
    refuseLate()
    return (savepoint as (work: Work) => Promise<unknown>)(nested => untilEnd(nested, inner, isOver))
  }) as typeof savepoint
  try {
    return await work(tx)
  } finally {
    ended = true
  }
}

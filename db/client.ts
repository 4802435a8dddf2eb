import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js"
import type postgres from "postgres"
import { env } from "@/env"
import { countTransaction } from "@/watch/metrics"
import { connect } from "./connect"
import "./failed-queries"
import "./qualified-columns"
import { preparingRecurring } from "./recurring-statements"
import { endTransactions } from "./transaction-end"
import { saveWatcher, watched } from "./watch-saves"

export type Database = PostgresJsDatabase & { $client: postgres.Sql }

let opened: Database | undefined

/** The pool of this process, as the application's role. Opened on first use. */
export function database(): Database {
  opened ??= watchedAll(drizzle(openPool(), { logger: saveWatcher }))
  return opened
}

function openPool(): postgres.Sql {
  const pool = connect(env().DATABASE_URL, {
    max: env().DATABASE_POOL,
    // A page must not hang on a database that is restarting.
    connect_timeout: 5,
    // Seconds until a failed connection is tried again; the driver's own grow to 20.
    backoff: failures => Math.min(2 ** failures / 20, 1),
    idle_timeout: 300,
    onnotice: () => {},
    connection: { application_name: "inkoop" },
  })
  pool.unsafe = preparingRecurring(pool.unsafe)
  return endTransactions(pool)
}

/** Every transaction tells whoever watches what is saved (`watchSaves`). */
function watchedAll(pool: Database): Database {
  const transaction = pool.transaction.bind(pool)
  pool.transaction = async (work, config) => {
    const end = countTransaction()
    try {
      return await watched(() => transaction(work, config))
    } finally {
      end()
    }
  }
  return pool
}

/** Ends the pool, waiting at most so many seconds for running statements. */
export async function closeDatabase(seconds = 5): Promise<void> {
  const closing = opened
  opened = undefined
  await closing?.$client.end({ timeout: seconds })
}

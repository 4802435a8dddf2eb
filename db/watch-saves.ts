import { AsyncLocalStorage } from "node:async_hooks"
import type { Logger } from "drizzle-orm/logger"

type Watch = {
  /** Transactions that are open. */
  open: number
  /** Whether one of them has been told to write. */
  writing: boolean
  saved: boolean
}

const watches = new AsyncLocalStorage<Watch>()

/**
 * Runs `work`, and can tell at any time whether something of it was saved: then an error that comes later must not be told as
 * "nothing was saved". Statements that fail, and transactions that are rolled back, save nothing.
 */
export function watchSaves<T>(work: (saved: () => boolean) => Promise<T>): Promise<T> {
  const watch: Watch = { open: 0, writing: false, saved: false }
  return watches.run(watch, () => work(() => watch.saved))
}

/** Tells the watch, if there is one, of a transaction: what it is told to write is saved where `run` ends well. */
export async function watched<T>(run: () => Promise<T>): Promise<T> {
  const watch = watches.getStore()
  if (!watch) return run()
  watch.open++
  try {
    const result = await run()
    watch.saved ||= watch.writing
    return result
  } finally {
    if (--watch.open === 0) watch.writing = false
  }
}

const writes = /^\s*(insert|update|delete|merge)\b|^\s*with\b.*\b(insert|update|delete|merge)\b/isu

/** Written on the way: a number that is drawn and not used, a guess at a password that is counted. Nobody means it by "saved". */
const isBeside = /^\s*(update "no_series"|(insert into|update|delete from) "sign_in_throttle")/iu

/** Sees every statement; outside a transaction each is saved by itself. */
export const saveWatcher: Logger = {
  logQuery(query) {
    const watch = watches.getStore()
    if (!watch || !writes.test(query) || isBeside.test(query)) return
    if (watch.open > 0) watch.writing = true
    else watch.saved = true
  },
}

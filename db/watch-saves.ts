import { AsyncLocalStorage } from "node:async_hooks"
import type { Logger } from "drizzle-orm/logger"

/** What was told to write: by the work as a whole, or by one transaction of it. */
type Level = { wrote: boolean }

const levels = new AsyncLocalStorage<Level>()

/**
 * Runs `work`, and can tell at any time whether something of it was saved: then an error that comes later must not be told as
 * "nothing was saved". Transactions that fail, or are rolled back, save nothing.
 */
export function watchSaves<T>(work: (saved: () => boolean) => Promise<T>): Promise<T> {
  const level: Level = { wrote: false }
  return levels.run(level, () => work(() => level.wrote))
}

/** Tells the watch, if there is one, of a transaction: what it is told to write is saved where `run` ends well. */
export async function watched<T>(run: () => Promise<T>): Promise<T> {
  const around = levels.getStore()
  if (!around) return run()
  const own: Level = { wrote: false }
  const result = await levels.run(own, run)
  around.wrote ||= own.wrote
  return result
}

const writes = /^\s*(insert|update|delete|merge)\b|^\s*with\b.*\b(insert|update|delete|merge)\b/isu

/** Written on the way: a number that is drawn and not used, a guess at a password that is counted. Nobody means it by "saved". */
const isBeside = /^\s*(update "no_series"|(insert into|update|delete from) "sign_in_throttle")/iu

/** Sees every statement; outside a transaction each is saved by itself. */
export const saveWatcher: Logger = {
  logQuery(query) {
    const level = levels.getStore()
    if (level && writes.test(query) && !isBeside.test(query)) level.wrote = true
  },
}

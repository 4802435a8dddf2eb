import { AsyncLocalStorage } from "node:async_hooks"

/** What is being done just now, by number alone: each line of the log says it. */
export type UnderWay = {
  /** Of the web, as its answer says in X-Request-Id. */
  request?: string
  /** Of the worker. */
  job?: string
  /** Id of the company. */
  company?: number
  /** Id of the user. */
  user?: number
}

/** One for the process: the bundler gives pages and route handlers copies of this module. */
const shared = globalThis as { inkoopUnderWay?: AsyncLocalStorage<UnderWay> }

function storage(): AsyncLocalStorage<UnderWay> {
  shared.inkoopUnderWay ??= new AsyncLocalStorage()
  return shared.inkoopUnderWay
}

/** Runs something, and all that it begins, as that request or job. */
export function during<T>(begun: UnderWay, run: () => T): T {
  return storage().run({ ...begun }, run)
}

/** Adds what has become known meanwhile, such as who asks; outside any request or job it is nothing. */
export function noteUnderWay(found: UnderWay): void {
  const known = storage().getStore()
  if (known) Object.assign(known, found)
}

/** What is under way where this is called. */
export function underWay(): UnderWay {
  return storage().getStore() ?? {}
}

import "server-only"
import { randomUUID } from "node:crypto"
import type { Moment } from "@/components/live/news"

/** One for the process: the bundler gives pages and route handlers copies of this module. */
const shared = globalThis as { inkoopProcess?: string }

/** Now, by a clock that never goes back. What is read from here on shows all that was heard of before. */
export function thisMoment(): Moment {
  shared.inkoopProcess ??= randomUUID()
  return { process: shared.inkoopProcess, at: performance.now() }
}

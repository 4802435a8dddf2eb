import pino from "pino"
import { env } from "@/env"
import { boundRepeats } from "./bound-repeats"
import { countLine } from "./metrics"
import { underWay } from "./under-way"

/** Which of our programs a line is of. */
export type Part = "web" | "worker"

type Logged = { args: Parameters<pino.LogFn>; write: pino.LogFn; log: pino.Logger }

/** One a part: the bundler gives pages and route handlers copies of this module. */
const shared = globalThis as { inkoopLogs?: Map<string, pino.Logger> }

/**
 * The log of a part: one JSON object a line on standard output, all in one shape (docs/operations.md, "Watch"): level, time, part, pid,
 * and of what is under way request or job, company and user. What people type stays out of it: there are passwords and prices among it.
 * Warnings and errors that repeat themselves are counted (boundRepeats), but for those with the `reference` that somebody was shown.
 */
export function logOf(part: Part): pino.Logger {
  shared.inkoopLogs ??= new Map()
  const { LOG_LEVEL: level } = env()
  const key = `${part} ${level}`
  const log = shared.inkoopLogs.get(key) ?? open(part, level)
  shared.inkoopLogs.set(key, log)
  return log
}

function open(part: Part, level: string): pino.Logger {
  const bounded = boundRepeats<Logged>(({ args, write, log }, repeated) => {
    const [first, ...rest] = args
    const counted = typeof first === "object" ? [{ ...first, repeated }, ...rest] : [{ repeated }, first, ...rest]
    write.apply(log, (repeated ? counted : args) as Parameters<pino.LogFn>)
  })
  return pino({
    level,
    base: { part, pid: process.pid },
    mixin: () => ({ ...underWay() }),
    mixinMergeStrategy: (line, found) => ({ ...found, ...line }),
    hooks: {
      logMethod(args, write, number) {
        countLine(pino.levels.labels[number] ?? "")
        const logged = { args, write, log: this }
        if (number < pino.levels.values.warn! || hasReference(args[0])) write.apply(this, args)
        else bounded(kindOf(args, number), logged)
      },
    },
  })
}

function hasReference(first: unknown): boolean {
  return typeof first === "object" && first !== null && "reference" in first
}

/** Lines of a kind say the same of the same thing, whatever numbers stand in them. */
function kindOf(args: readonly unknown[], level: number): string {
  const [first, second] = args
  const { queue, err } = (typeof first === "object" && first ? first : {}) as { queue?: string; err?: unknown }
  const why = err instanceof Error ? `${err.name} ${err.message}` : ""
  return `${level} ${typeof first === "string" ? first : second} ${queue ?? ""} ${why}`
    .replace(/[0-9a-f]{8,}|\d+/g, "#")
    .slice(0, 300)
}

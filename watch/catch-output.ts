import { format, stripVTControlCharacters } from "node:util"
import type pino from "pino"

/** Errors that a line of our own tells of already. */
const shared = globalThis as { inkoopToldOf?: WeakSet<Error> }

/** Whoever else writes of this error, such as Next.js, is not heard. */
export function toldOf(error: unknown): void {
  shared.inkoopToldOf ??= new WeakSet()
  if (error instanceof Error) shared.inkoopToldOf.add(error)
}

/**
 * Has what libraries say (console, and Node.js's own warnings) come out as lines of the log: what is no JSON is lost on whoever
 * reads the log by machine.
 */
export function catchOutput(log: pino.Logger): void {
  const levels = { error: "error", warn: "warn", info: "info", log: "info", debug: "debug", trace: "debug" } as const
  for (const [name, level] of Object.entries(levels)) {
    console[name as keyof typeof levels] = (...said: unknown[]) => {
      const err = said.find(one => one instanceof Error)
      if (err && shared.inkoopToldOf?.has(err)) return
      const text = stripVTControlCharacters(format(...said.filter(one => one !== err))).trim()
      log[level](err ? { err } : {}, text)
    }
  }
  process.removeAllListeners("warning")
  process.on("warning", warning => log.warn({ warning: warning.name }, warning.message))
}

/** Ends the process upon what nobody caught, as Node.js does, with a line of the log. */
export function endUponUncaught(log: pino.Logger): void {
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (err: unknown) => {
      log.fatal({ err }, "nobody caught this: ended")
      process.exit(1)
    })
  }
}

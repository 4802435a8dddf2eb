import { whenNpmIsGone } from "./parent"
import { stopServices } from "./services/supervise"

/** What a program that a person types gives back when it ends, whichever way. */
export type Ending = {
  /** Calls `undo` when the program ends, before the services stop; the last one given goes first. */
  atEnd(undo: () => Promise<void> | void): void
}

/**
 * Runs a program to its end, and ends everything it started: when it returns a number (the exit code), when it throws
 * (its message is printed), on Ctrl-C and SIGTERM, and when the npm above it has gone. A program that returns nothing
 * goes on until it is told to stop.
 * @param codeWhenStopped exit code when somebody else ends it
 */
export async function untilStopped(
  program: (ending: Ending) => Promise<number | undefined>,
  codeWhenStopped = 0,
): Promise<void> {
  const undos: (() => Promise<void> | void)[] = []
  let stopping: Promise<void> | undefined
  const stop = (code: number) => {
    stopping ??= (async () => {
      for (const undo of undos.reverse()) await undo()
      await stopServices()
      process.exit(code)
    })()
    return stopping
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(codeWhenStopped))
  whenNpmIsGone(() => void stop(codeWhenStopped))
  try {
    const code = await program({ atEnd: undo => undos.push(undo) })
    if (code !== undefined) await stop(code)
  } catch (error) {
    // What breaks because we are stopping is no news.
    if (!stopping) console.error(process.env.LOG_LEVEL === "debug" ? error : (error as Error).message)
    await stop(1)
  }
}

import { type Env, EnvError, env } from "@/env"

/** The settings that this process was started with; ends it with a line for each that is wrong. */
export function ownSettings(): Env {
  try {
    return env()
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

import { afterAll, inject, vi } from "vitest"
import { testDatabase } from "@/test/database"

/** What Stryker says of a run. */
declare module "vitest" {
  interface ProvidedContext {
    mode: "dry-run" | "mutant" | undefined
    /** "static": the change is made while modules load. */
    mutantActivation: "static" | "runtime" | undefined
  }
}

/** What the thread remembers of the run before: whether a database was made, and modules that a change may be switched on in. */
const thread = globalThis as {
  hasDatabase?: boolean
  hasModules?: boolean
  __stryker__?: { activeMutant?: string }
}

const isSwitchedOn = inject("mode") === "mutant" && inject("mutantActivation") === "runtime"
// While modules load, the change of the run before must not be made.
if (isSwitchedOn && thread.__stryker__) thread.__stryker__.activeMutant = undefined
if (!isSwitchedOn || !thread.hasModules) {
  if (thread.hasDatabase) await (await import("@/db/client")).closeDatabase()
  vi.resetModules()
  thread.hasModules = isSwitchedOn
  if (!process.env.MUTATION_PURE) {
    await testDatabase()
    thread.hasDatabase = true
  }
}

afterAll(() => vi.unstubAllEnvs())

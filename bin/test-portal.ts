import { type BuildPlace, buildIfChanged } from "./build"
import { ensureDemo } from "./ensure-demo"
import { type Portal, startPortal } from "./portal"
import { prepareDatabase } from "./prepare-database"
import { provideServices } from "./provide-services"
import { freePort } from "./services/free-port"
import { fleetingDataDir, temporaryDataDir } from "./services/unprivileged"
import type { Settings } from "./settings"

/** The tests' build lies beside the one that `npm start` serves from, so that both can run at once. */
export const testPlace: BuildPlace = { web: ".test-data/next", server: ".test-data/server" }

/** The tests' own, so that one build serves every run. */
const authSecret = "a-secret-that-signs-in-tests-alone"

/** Settings that every portal under test has, over those of env.ts. */
export const testSettings: Settings = { AUTH_SECRET: authSecret, LOG_LEVEL: "warn", RELAY_AFTER_SECONDS: "1" }

/** Builds the portal for tests, unless it was built of the same sources. */
export async function buildForTests(): Promise<boolean> {
  return buildIfChanged(testPlace)
}

export type TestPortal = Portal & {
  /** What Playwright's process needs to know about it. */
  env: Settings
  /** Where web.log and worker.log are. */
  dataDir: string
}

/**
 * Starts the built portal with the demo, on a free port and on servers of its own, in a temporary folder that goes when
 * this process ends.
 * @param options redis: false puts the queue into PostgreSQL; durable: commits reach the disk, for what is measured; given: a
 *   database that runs already, with companies in it; demo: false leaves it empty; mail: the address of a mail server
 * @throws Error when there is no Redis though the queue should use it
 */
export async function startTestPortal(options: {
  redis: boolean
  durable?: boolean
  given?: Settings
  demo?: boolean
  mail?: string
}): Promise<TestPortal> {
  const dataDir = options.durable ? temporaryDataDir() : fleetingDataDir()
  const provided = await provideServices(options.given ?? {}, {
    dataDir,
    durable: options.durable ?? false,
    temporary: true,
    redis: options.redis,
  })
  if (options.redis && !provided.REDIS_URL) throw new Error("No Redis can be had here: install redis-server.")
  const { RELAY_AFTER_SECONDS, ...measured } = testSettings
  const settings: Settings = {
    // What is measured runs as deployed: a relay that looks twice a second is for tests that wait for it.
    ...(options.durable ? measured : testSettings),
    DATA_DIR: dataDir,
    DATABASE_URL: provided.DATABASE_URL,
    REDIS_URL: provided.REDIS_URL,
    PORT: String(await freePort()),
    ...(options.mail && { SMTP_URL: options.mail }),
  }
  await prepareDatabase(provided)
  await ensureDemo(provided.DATABASE_OWNER_URL, settings, options.demo ?? true)
  const portal = await startPortal(settings, testPlace, dataDir)
  await portal.ready()
  return {
    ...portal,
    dataDir,
    env: { ...settings, DATABASE_OWNER_URL: provided.DATABASE_OWNER_URL, E2E_URL: portal.url },
  }
}

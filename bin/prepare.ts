import type { Env } from "@/env"
import { claim, dataFolder } from "./data-folder"
import { checkDirectConnection } from "./direct-connection"
import { ensureDemo } from "./ensure-demo"
import { endLeftovers } from "./leftovers"
import { allGiven, type Provided, provideServices } from "./provide-services"
import { isFree } from "./services/free-port"
import { secret } from "./services/secret"
import { checkSettings, type Settings } from "./settings"
import { isForOwnCompany, makeSetupLink } from "./setup-link"

export type Prepared = {
  /** Every variable of web and worker that is not its default. */
  settings: Settings
  env: Env
  dataDir: string
  provided: Provided
  /** The demo's users; none where there is no demo. */
  users: string[]
  /** Where one person sets the first company up; undefined where a company is there. */
  setup?: string
}

/**
 * Makes ready what web and worker stand on: settings, data folder, servers, a migrated database, the demo.
 * @param given the environment as the person set it
 * @param fallback the data folder below the repository when none is given
 * @param options.empty no demo, wherever it would otherwise be
 * @throws EnvError and Error with a line that names what is wrong
 */
export async function prepare(
  given: Settings,
  nodeEnv: "production" | "development",
  fallback: string,
  { empty = false } = {},
): Promise<Prepared> {
  const dataDir = dataFolder(given.DATA_DIR, fallback)
  const { PORT, DEMO } = checkSettings(given, dataDir)
  await endLeftovers(dataDir)
  if (!(await isFree(PORT))) throw new Error(`PORT: ${PORT} is in use; choose another, e.g. PORT=${PORT + 1}`)
  if (!allGiven(given)) claim(dataDir)

  const provided = await provideServices(given, { dataDir, durable: true })
  const settings: Settings = {
    ...given,
    DATA_DIR: dataDir,
    DATABASE_URL: provided.DATABASE_URL,
    DATABASE_OWNER_URL: undefined,
    REDIS_URL: provided.REDIS_URL,
    AUTH_SECRET: given.AUTH_SECRET || secret(dataDir, "auth"),
    CHAIN_KEY: given.CHAIN_KEY || secret(dataDir, "chain"),
    PORT: String(PORT),
    NODE_ENV: nodeEnv,
  }
  // It knows every kind of work, and so all of the domain: whoever is told of a wrong setting need not wait for that to load.
  const { prepareDatabase } = await import("./prepare-database")
  await prepareDatabase(provided)
  if (!provided.REDIS_URL) await checkDirectConnection({ ...given, DATABASE_URL: provided.DATABASE_URL })
  const demo = !empty && (DEMO === undefined ? await isDemoUsual(given, provided.DATABASE_OWNER_URL) : DEMO === "on")
  const users = demo || empty ? await ensureDemo(provided.DATABASE_OWNER_URL, settings, demo) : []
  if (empty && users.length > 0)
    throw new Error(`DATA_DIR: the demo is in ${dataDir}; choose another for a company of your own`)
  if (users.length > 0) settings.HOST ||= "127.0.0.1"
  const env = checkSettings(settings, dataDir)
  const setup = await makeSetupLink(provided.DATABASE_OWNER_URL, env.PUBLIC_URL)
  return { settings, env, dataDir, provided, users, setup }
}

/** The demo's password is public: a database of somebody's own gets it only when asked, and so does one that was opened with --empty. */
export async function isDemoUsual({ DATABASE_URL }: Settings, ownerUrl: string): Promise<boolean> {
  return !DATABASE_URL && !(await isForOwnCompany(ownerUrl))
}

/** Tells the person at the terminal what runs, and where. */
export function greet(url: string, { dataDir, provided, users, env, setup }: Prepared): void {
  const lines = [
    "",
    `Inkoop is ready at ${url}`,
    "",
    `  Data folder  ${dataDir}`,
    `  PostgreSQL   ${provided.database}`,
    `  Queue        ${provided.queue}`,
  ]
  if (env.HOST === "127.0.0.1")
    lines.push("  Listens on   127.0.0.1, for this machine alone; HOST=0.0.0.0 for others too")
  if (users.length > 0)
    lines.push(`  Demo users   ${users.join("\n               ")}`, "  Password     inkoop-demo (of each)")
  if (setup)
    lines.push("", "No company is there yet. Set yours up here (the link works once, for a day):", `  ${setup}`)
  console.log([...lines, "", "Ctrl-C stops it."].join("\n"))
}

import { execFile } from "node:child_process"
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { promisify } from "node:util"
import postgres from "postgres"
import { bootstrap } from "./bootstrap"
import { isFree, keptPort } from "./free-port"
import { type Binaries, postgresBinaries } from "./postgres-binaries"
import { stopLeftover } from "./process-of"
import { secret } from "./secret"
import { type Service, type ServiceSpec, supervise } from "./supervise"
import { type Account, makeEnterable, postgresAccount, temporaryPlace, unreachableFolder } from "./unprivileged"

export type PostgresOptions = {
  /** Absolute path of the data folder; the server's own is `postgres` below it. */
  dataDir: string
  /** False: a crash of the machine may lose everything (tests). True: every commit reaches the disk. */
  durable: boolean
  /** Removes the data folder once the servers have ended, also when this process was killed. */
  temporary?: boolean
  /** Listen on this port, e.g. again after a restart; default: that of the last time, else a free one. */
  port?: number
  /** Settings over the defaults, as `postgres -c` takes them. */
  settings?: Record<string, string>
}

export type PostgresService = Service & {
  port: number
  /** Superuser on the maintenance database `postgres`. */
  adminUrl: string
  /** `inkoop_owner` on the database `inkoop`. */
  ownerUrl: string
  /** `inkoop_app` on the database `inkoop`. */
  appUrl: string
}

/**
 * Starts PostgreSQL on a port of 127.0.0.1, which stays the same as long as nobody else takes it, and prepares the database `inkoop` and its roles. The passwords are
 * generated once and kept in the data folder.
 * @throws Error with a sentence for the user when it cannot start
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresService> {
  const account = postgresAccount()
  const binaries = postgresBinaries(account)
  const folder = join(options.dataDir, "postgres")
  const log = join(options.dataDir, "postgres.log")
  // Parents first, and open to whoever runs the server: only the folder itself is closed (0700).
  makeEnterable(options.dataDir)
  const closed = account && unreachableFolder(options.dataDir, account)
  if (closed) throw new Error(`DATA_DIR: the user nobody, who runs PostgreSQL for root, cannot enter ${closed}`)

  const password = secret(options.dataDir, "postgres-superuser")
  if (!existsSync(folder)) await initialise(binaries, folder, password, account, options.durable)
  checkVersion(folder)
  await stopLeftover(join(folder, "postmaster.pid"), folder, "SIGINT")

  const { service, port } = await run({ binaries, folder, log, account, password, options })
  const url = (user: string, of: string, database: string) => `postgres://${user}:${of}@127.0.0.1:${port}/${database}`
  const owner_password = secret(options.dataDir, "postgres-owner")
  const app_password = secret(options.dataDir, "postgres-app")
  try {
    await createDatabase(url("postgres", password, "postgres"))
    await bootstrap(url("postgres", password, "inkoop"), { owner_password, app_password })
  } catch (error) {
    await service.stop()
    throw error
  }
  return {
    ...service,
    port,
    adminUrl: url("postgres", password, "postgres"),
    ownerUrl: url("inkoop_owner", owner_password, "inkoop"),
    appUrl: url("inkoop_app", app_password, "inkoop"),
  }
}

/** Makes the data folder beside its place and moves it there whole: a start that is killed here leaves no half of one. */
async function initialise(
  binaries: Binaries,
  folder: string,
  password: string,
  account: Account | undefined,
  durable: boolean,
) {
  const fresh = `${folder}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  const papers = mkdtempSync(join(temporaryPlace(account), "inkoop-initdb-"))
  const passwordFile = join(papers, "password")
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account) for (const path of [fresh, papers, passwordFile]) chownSync(path, account.uid, account.gid)
  try {
    // The locale names libc's ctype too, which pg_trgm goes by; macOS has no C.UTF-8.
    const locale = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8"
    const flags = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", `--locale=${locale}`, "--encoding=UTF8"]
    const access = ["--username=postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"]
    await promisify(execFile)(binaries.initdb, ["-D", fresh, ...flags, ...access, ...(durable ? [] : ["--no-sync"])], {
      ...account,
      cwd: fresh,
      env: { NODE_ENV: "production", PATH: process.env.PATH, TZ: "UTC" },
    })
    renameSync(fresh, folder)
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() || (error as Error).message
    throw new Error(`PostgreSQL: initdb failed: ${said}`)
  } finally {
    rmSync(papers, { recursive: true, force: true })
  }
}

function checkVersion(folder: string): void {
  const major = readFileSync(join(folder, "PG_VERSION"), "utf8").trim()
  if (major !== "18")
    throw new Error(`PostgreSQL: ${folder} was made by version ${major}; this one is 18. See docs/operations.`)
}

type Launch = {
  binaries: Binaries
  folder: string
  log: string
  account: Account | undefined
  password: string
  options: PostgresOptions
}

/** Runs the server and waits until it answers; takes another port when somebody was quicker. */
async function run(launch: Launch, attempts = 5): Promise<{ service: Service; port: number }> {
  const port = launch.options.port ?? (await keptPort(join(launch.options.dataDir, "postgres.port")))
  const service = await supervise(specOf(launch, port))
  let ended = false
  void service.exited.then(() => {
    ended = true
  })
  while (!ended) {
    if (await answers(port, launch.password)) return { service, port }
    await wait(25)
  }
  if (attempts > 1 && !(await isFree(port, "127.0.0.1"))) return run(launch, attempts - 1)
  throw new Error(`PostgreSQL did not start:\n${tail(launch.log)}`)
}

function specOf({ binaries, folder, log, account, options }: Launch, port: number): ServiceSpec {
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "200",
    // Before it recovers from a crash it has every file written out: one by one that takes seconds.
    ...(process.platform === "linux" ? { recovery_init_sync_method: "syncfs" } : {}),
    log_timezone: "UTC",
    timezone: "UTC",
    ...(options.durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
    ...options.settings,
  }
  return {
    command: binaries.postgres,
    args: ["-D", folder, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    cwd: folder,
    env: { NODE_ENV: "production", PATH: process.env.PATH, TZ: "UTC" },
    ...account,
    log,
    // Fast, then immediate shutdown: the latter recovers from its log at the next start.
    stopWith: [
      ["SIGINT", 5_000],
      ["SIGQUIT", 2_000],
      ["SIGKILL", 1_000],
    ],
    remove: options.temporary ? options.dataDir : undefined,
  }
}

async function answers(port: number, password: string): Promise<boolean> {
  const sql = postgres({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password,
    database: "postgres",
    max: 1,
    connect_timeout: 5,
  })
  try {
    await sql`SELECT 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end()
  }
}

async function createDatabase(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1 })
  try {
    const [found] = await sql`SELECT FROM pg_database WHERE datname = 'inkoop'`
    if (!found) await sql`CREATE DATABASE inkoop`
  } finally {
    await sql.end()
  }
}

function tail(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-8).join("\n") : "(it wrote no log)"
}

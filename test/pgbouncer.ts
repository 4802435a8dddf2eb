import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { delimiter, join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { root } from "@/bin/root"
import { freePort } from "@/bin/services/free-port"
import { type Service, supervise } from "@/bin/services/supervise"
import { unpackPackages } from "@/bin/services/unpack-packages"
import { postgresAccount } from "@/bin/services/unprivileged"

type Program = { command: string; libraries: string }

/** PgBouncer on PATH, or unpacked from Debian's packages into node_modules/.cache. Undefined: it is not to be had here. */
export async function findPgbouncer(): Promise<Program | undefined> {
  const onPath = (process.env.PATH ?? "").split(delimiter).map(folder => join(folder, "pgbouncer"))
  const found = onPath.find(existsSync)
  if (found) return { command: found, libraries: "" }
  const cache = join(root, "node_modules/.cache/inkoop")
  const place = join(cache, "pgbouncer")
  if (runs(programIn(place))) return programIn(place)
  if (process.platform !== "linux") return undefined
  mkdirSync(cache, { recursive: true })
  const fresh = mkdtempSync(join(cache, "pgbouncer-"))
  try {
    await unpackPackages(fresh, ["pgbouncer"])
    rmSync(place, { recursive: true, force: true })
    renameSync(fresh, place)
  } catch {
    // No apt, no network, no such package, or another run that was quicker.
    rmSync(fresh, { recursive: true, force: true })
  }
  return runs(programIn(place)) ? programIn(place) : undefined
}

function programIn(place: string): Program {
  const libraries = join(place, "usr/lib")
  const folders = existsSync(libraries) ? readdirSync(libraries).map(name => join(libraries, name)) : []
  return { command: join(place, "usr/sbin/pgbouncer"), libraries: folders.join(":") }
}

function runs({ command, libraries }: Program): boolean {
  return spawnSync(command, ["--version"], { env: { ...process.env, LD_LIBRARY_PATH: libraries } }).status === 0
}

/**
 * Puts PgBouncer, in transaction mode, in front of a database.
 * @param url of the database, with a password that it takes as plain text
 * @param folder that PostgreSQL's account can enter
 * @returns its own address for the same database and role
 */
export async function startPgbouncer(
  program: Program,
  url: string,
  folder: string,
): Promise<Service & { url: string }> {
  const port = await freePort()
  const { hostname, port: serverPort, username, password, pathname } = new URL(url)
  const users = join(folder, "users.txt")
  const file = join(folder, "pgbouncer.ini")
  const login = { user: decodeURIComponent(username), password: decodeURIComponent(password) }
  writeFileSync(users, `"${login.user}" "${login.password}"\n`, { mode: 0o644 })
  const lines = [
    "[databases]",
    `* = host=${hostname} port=${serverPort} user=${login.user} password=${login.password}`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${port}`,
    "unix_socket_dir =",
    "auth_type = plain",
    `auth_file = ${users}`,
    "pool_mode = transaction",
    "ignore_startup_parameters = extra_float_digits",
  ]
  writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o644 })
  const service = await supervise({
    command: program.command,
    args: [file],
    cwd: folder,
    // It refuses to run as root.
    ...postgresAccount(),
    env: { NODE_ENV: "test", PATH: process.env.PATH, LD_LIBRARY_PATH: program.libraries },
    log: join(folder, "pgbouncer.log"),
    stopWith: [
      ["SIGINT", 2_000],
      ["SIGKILL", 1_000],
    ],
  })
  while (!(await accepts(port))) await wait(20)
  return { ...service, url: `postgres://${username}:${password}@127.0.0.1:${port}${pathname}` }
}

function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, "127.0.0.1")
    const answer = (open: boolean) => () => {
      socket.destroy()
      resolve(open)
    }
    socket.once("connect", answer(true)).once("error", answer(false))
  })
}

import { execFile } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs"
import { delimiter, join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { unpackPackages } from "./unpack-packages"

const run = promisify(execFile)

export type RedisServer = { command: string; env: NodeJS.ProcessEnv }

const homebrew = ["/opt/homebrew/bin", "/usr/local/bin", "/home/linuxbrew/.linuxbrew/bin"]

/** The oldest major version whose commands BullMQ needs. */
const oldestMajor = 6

/**
 * A Redis or Valkey server that can be run here: on PATH, in Homebrew's folders, or unpacked from the distribution's
 * packages into node_modules/.cache without root (Debian and Ubuntu). Undefined: there is none.
 */
export async function findRedisServer(): Promise<RedisServer | undefined> {
  for (const folder of [...(process.env.PATH ?? "").split(delimiter), ...homebrew]) {
    for (const name of ["redis-server", "valkey-server"]) {
      const server: RedisServer = {
        command: join(folder, name),
        env: { NODE_ENV: "production", PATH: process.env.PATH },
      }
      if (folder && existsSync(server.command) && (await works(server))) return server
    }
  }
  return unpackedServer()
}

async function works({ command, env }: RedisServer): Promise<boolean> {
  try {
    const { stdout } = await run(command, ["--version"], { env })
    return Number(/ v=(\d+)/.exec(stdout)?.[1]) >= oldestMajor
  } catch {
    return false
  }
}

async function unpackedServer(): Promise<RedisServer | undefined> {
  if (process.platform !== "linux") return undefined
  const cache = fileURLToPath(new URL("../../node_modules/.cache/inkoop", import.meta.url))
  const root = join(cache, "redis")
  if (await works(serverIn(root))) return serverIn(root)
  mkdirSync(cache, { recursive: true })
  const fresh = mkdtempSync(join(cache, "redis-"))
  try {
    await unpackPackages(fresh, ["redis-server", "redis-tools"])
    if (!(await works(serverIn(fresh)))) return undefined
    rmSync(root, { recursive: true, force: true })
    renameSync(fresh, root)
  } catch {
    // No apt, no network, or another start that was quicker.
    rmSync(fresh, { recursive: true, force: true })
  }
  return (await works(serverIn(root))) ? serverIn(root) : undefined
}

function serverIn(root: string): RedisServer {
  const libraries = join(root, "usr/lib")
  const folders = existsSync(libraries) ? readdirSync(libraries).map(name => join(libraries, name)) : []
  return {
    command: join(root, "usr/bin/redis-server"),
    env: { NODE_ENV: "production", PATH: process.env.PATH, LD_LIBRARY_PATH: folders.join(":") },
  }
}

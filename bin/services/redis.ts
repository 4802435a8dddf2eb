import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { Redis } from "ioredis"
import { isFree, keptPort } from "./free-port"
import { stopLeftover } from "./process-of"
import { findRedisServer, type RedisServer } from "./redis-server"
import { secret } from "./secret"
import { type Service, supervise } from "./supervise"

export type RedisOptions = {
  /** Absolute path of the data folder; the server's own is `redis` below it. */
  dataDir: string
  /** True: what is in it survives a restart (append-only file). */
  durable: boolean
  /** Removes the data folder once the servers have ended, also when this process was killed. */
  temporary?: boolean
  /** Listen on this port, e.g. again after a restart; default: that of the last time, else a free one. */
  port?: number
  /** Numbered databases; tests use one a file. */
  databases?: number
}

export type RedisService = Service & { port: number; url: string }

/**
 * Starts Redis on a port of 127.0.0.1, which stays the same as long as nobody else takes it, with a password generated once into the data folder.
 * @returns undefined where no Redis can be had: the queue then lives in PostgreSQL
 * @throws Error when there is one and it does not start
 */
export async function startRedis(options: RedisOptions): Promise<RedisService | undefined> {
  const server = await findRedisServer()
  return server && run(server, options)
}

/** Runs the server and waits until it has loaded its data; takes another port when somebody was quicker. */
async function run(server: RedisServer, options: RedisOptions, attempts = 5): Promise<RedisService> {
  const folder = join(options.dataDir, "redis")
  const log = join(options.dataDir, "redis.log")
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  await stopLeftover(join(folder, "redis.pid"), folder, "SIGTERM")
  const port = options.port ?? (await keptPort(join(options.dataDir, "redis.port")))
  const password = secret(options.dataDir, "redis")
  const service = await supervise({
    command: server.command,
    args: [writeConfiguration(folder, port, password, options)],
    cwd: folder,
    env: server.env,
    log,
    stopWith: [
      ["SIGTERM", 4_000],
      ["SIGKILL", 1_000],
    ],
    remove: options.temporary ? options.dataDir : undefined,
  })
  let ended = false
  void service.exited.then(() => {
    ended = true
  })
  while (!ended) {
    if (await answers(port, password)) return { ...service, port, url: `redis://:${password}@127.0.0.1:${port}/0` }
    await wait(10)
  }
  if (attempts > 1 && !(await isFree(port, "127.0.0.1"))) return run(server, options, attempts - 1)
  throw new Error(`Redis did not start:\n${existsSync(log) ? readFileSync(log, "utf8").slice(-1000) : ""}`)
}

/** A file, since arguments are for every user of the machine to read. */
function writeConfiguration(folder: string, port: number, password: string, options: RedisOptions): string {
  const file = join(folder, "redis.conf")
  const lines = [
    `port ${port}`,
    "bind 127.0.0.1",
    `requirepass ${password}`,
    `pidfile "${join(folder, "redis.pid")}"`,
    "dir ./",
    'save ""',
    `appendonly ${options.durable ? "yes" : "no"}`,
    // A queue that evicts loses jobs.
    "maxmemory-policy noeviction",
    `databases ${options.databases ?? 16}`,
  ]
  writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600 })
  return file
}

async function answers(port: number, password: string): Promise<boolean> {
  const redis = new Redis({
    host: "127.0.0.1",
    port,
    password,
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  })
  redis.on("error", () => {})
  try {
    await redis.connect()
    return (await redis.ping()) === "PONG"
  } catch {
    return false
  } finally {
    redis.disconnect()
  }
}

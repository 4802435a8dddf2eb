import { type KeptService, keepRunning } from "./keep-running"
import { type PostgresService, startPostgres } from "./services/postgres"
import { type RedisOptions, type RedisService, startRedis } from "./services/redis"
import { findRedisServer } from "./services/redis-server"
import type { Settings } from "./settings"

/** The servers a portal stands on: given ones, or started here. */
export type Provided = {
  DATABASE_URL: string
  DATABASE_OWNER_URL: string
  /** Absent: the queue is in PostgreSQL. */
  REDIS_URL?: string
  /** In words for the person at the terminal. */
  database: string
  queue: string
  /** Those that were started here. */
  postgres?: KeptService<PostgresService>
  redis?: KeptService<RedisService>
}

export type ProvideOptions = {
  dataDir: string
  /** Whether commits reach the disk, and Redis keeps its jobs. */
  durable: boolean
  /** Removes the data folder at the end. */
  temporary?: boolean
  /** False: the queue is in PostgreSQL even where Redis can be had. */
  redis?: boolean
}

/** Whether both servers are given, so that nothing is started in the data folder. */
export function allGiven(given: Settings): boolean {
  return Boolean(given.DATABASE_URL && given.REDIS_URL)
}

/**
 * Uses the servers of DATABASE_URL and REDIS_URL, and starts those that are not given; they are started again, on the same
 * port, when they end.
 * @throws Error with a sentence naming the variable or the server
 */
export async function provideServices(given: Settings, options: ProvideOptions): Promise<Provided> {
  const [database, redis] = await Promise.all([provideDatabase(given, options), provideRedis(given, options)])
  return { ...database, ...redis }
}

async function provideDatabase(given: Settings, options: ProvideOptions) {
  const { DATABASE_URL, DATABASE_OWNER_URL } = given
  if (DATABASE_URL && !DATABASE_OWNER_URL)
    throw new Error("DATABASE_OWNER_URL: missing; migrations run as the owner (db/bootstrap.sql)")
  if (DATABASE_OWNER_URL && !DATABASE_URL)
    throw new Error("DATABASE_URL: missing, though DATABASE_OWNER_URL is set (db/bootstrap.sql)")
  if (DATABASE_URL && DATABASE_OWNER_URL) return { DATABASE_URL, DATABASE_OWNER_URL, database: "DATABASE_URL" }
  const kept = await keepRunning<PostgresService>("PostgreSQL", before =>
    startPostgres({ ...options, port: before?.port }),
  )
  const server = kept.now()
  return {
    DATABASE_URL: server.appUrl,
    DATABASE_OWNER_URL: server.ownerUrl,
    database: `started here, port ${server.port}`,
    postgres: kept,
  }
}

async function provideRedis(given: Settings, options: ProvideOptions) {
  if (options.redis === false) return { queue: "PostgreSQL" }
  if (given.REDIS_URL) return { REDIS_URL: given.REDIS_URL, queue: "Redis (REDIS_URL)" }
  if (!(await findRedisServer())) return { queue: "PostgreSQL (no Redis can be had here)" }
  const kept = await keepRunning<RedisService>("Redis", before => startRedisAgain({ ...options, port: before?.port }))
  const server = kept.now()
  return { REDIS_URL: server.url, queue: `Redis (started here, port ${server.port})`, redis: kept }
}

async function startRedisAgain(options: RedisOptions): Promise<RedisService> {
  const service = await startRedis(options)
  if (!service) throw new Error("there is no Redis any more")
  return service
}

import {
  createIORedisClient,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  type Processor,
  Queue,
  QueueEvents,
  RedisConnection,
  Worker,
  type WorkerOptions,
} from "bullmq"
import type { RedisOptions } from "ioredis"
import { pgConfig } from "@/db/connect"
import { env } from "@/env"
import { readyBackend, type WaitOptions } from "./ready-backend"
import { connectRedis } from "./redis-client"

/** The queue as both backends offer it. */
export type JobQueue = Queue<unknown, unknown, string, unknown, unknown, string, IQueueBackend>
export type JobWorker = Worker<unknown, unknown, string, IQueueBackend>

/** The hash tag keeps all keys of a queue in one slot of a Redis Cluster. */
const prefix = "{inkoop}"

/** Milliseconds PostgreSQL may take to answer a connection attempt. */
const connectTimeout = 5_000

export type ActiveBackend = "redis" | "postgresql"

/** Where the queue lives: Redis where there is one, else beside the data in PostgreSQL. */
export function activeBackend(): ActiveBackend {
  return env().REDIS_URL ? "redis" : "postgresql"
}

/**
 * A queue to add to and to look into. While Redis is away it fails at once once it has been connected, and waits before:
 * ask it within a time limit.
 * @returns `end` lets go of the connection whatever its state; BullMQ's own close waits for a server that is away
 */
export function openQueue(name: string): { queue: JobQueue; end(): Promise<void> } {
  const url = env().REDIS_URL
  if (!url) {
    const queue = new Queue(name, { connection: postgresOptions(2) }, createPostgresBackend)
    return { queue: queue as JobQueue, end: () => queue.close() }
  }
  const redis = connectRedis(url, { enableOfflineQueue: false })
  // Whoever uses the queue hears of it by the failure of what they ask for.
  redis.on("error", () => {})
  const queue = new Queue(name, { connection: redis, prefix })
  return { queue: queue as JobQueue, end: async () => redis.disconnect() }
}

/**
 * A worker, once the server of its queue has answered; it goes on by itself when that is away later.
 * @returns undefined when the signal came first
 */
export async function openWorker(
  name: string,
  work: Processor,
  options: Omit<WorkerOptions, "connection">,
  wait: WaitOptions,
): Promise<JobWorker | undefined> {
  const given = backendOptions(options.concurrency ?? 1)
  const backend = await readyBackend(() => {
    const all = { ...options, ...given.options }
    return given.make(name, all, { withBlockingConnection: true })
  }, wait)
  return backend && (new Worker(name, work, { ...options, ...given.options }, () => backend) as JobWorker)
}

/** The queue's own events, e.g. that a job has begun; as a worker. */
export async function openQueueEvents(name: string, wait: WaitOptions): Promise<QueueEvents | undefined> {
  const given = backendOptions(1)
  const backend = await readyBackend(() => given.make(name, given.options, { blocking: true }), wait)
  return backend && (new QueueEvents(name, given.options, () => backend) as QueueEvents)
}

/** @param max connections to PostgreSQL beside the one that listens */
function backendOptions(max: number) {
  const url = env().REDIS_URL
  if (!url) return { make: createPostgresBackend as MakeBackend, options: { connection: postgresOptions(max) } }
  RedisConnection.clientFactory = options => createIORedisClient(connectRedis(url, named(options as RedisOptions)))
  return { make: createRedisBackend as MakeBackend, options: { connection: { maxRetriesPerRequest: null }, prefix } }
}

type MakeBackend = (...args: Parameters<typeof createRedisBackend>) => IQueueBackend

/** Of what BullMQ would tell a client, its name alone: the address tells the rest. */
function named({ connectionName }: RedisOptions): RedisOptions {
  return { connectionName }
}

/** @param max connections beside the one that listens */
function postgresOptions(max: number) {
  return {
    ...pgConfig(env().DATABASE_DIRECT_URL ?? env().DATABASE_URL),
    schema: "bullmq",
    max,
    connectionTimeoutMillis: connectTimeout,
    application_name: "inkoop-queue",
  }
}

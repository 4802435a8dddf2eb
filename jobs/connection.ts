import {
  type ConnectionOptions,
  createPostgresBackend,
  type IQueueBackend,
  type Processor,
  Queue,
  QueueEvents,
  Worker,
  type WorkerOptions,
} from "bullmq"
import { Redis } from "ioredis"
import { env } from "@/env"
import type { QueueName } from "./queues"

/** The queue as both backends offer it. */
export type JobQueue = Queue<unknown, unknown, string, unknown, unknown, string, IQueueBackend>
export type JobWorker = Worker<unknown, unknown, string, IQueueBackend>

/** The hash tag keeps all keys of a queue in one slot of a Redis Cluster. */
const prefix = "{inkoop}"

/** Seconds Redis or PostgreSQL may take to answer a connection attempt. */
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
export function openQueue(name: QueueName): { queue: JobQueue; end(): Promise<void> } {
  const url = env().REDIS_URL
  if (!url) {
    const queue = new Queue(name, { connection: postgresOptions(2) }, createPostgresBackend)
    return { queue: queue as JobQueue, end: () => queue.close() }
  }
  const redis = new Redis(url, { ...redisOptions, enableOfflineQueue: false })
  // Whoever uses the queue hears of it by the failure of what they ask for.
  redis.on("error", () => {})
  const queue = new Queue(name, { connection: redis, prefix })
  return { queue: queue as JobQueue, end: async () => redis.disconnect() }
}

/** A worker; the connection waits for a server that is away and goes on when it is back. */
export function openWorker(name: QueueName, work: Processor, options: Omit<WorkerOptions, "connection">): JobWorker {
  const url = env().REDIS_URL
  const worker = url
    ? new Worker(name, work, { ...options, connection: { url, ...redisOptions }, prefix })
    : new Worker(
        name,
        work,
        { ...options, connection: postgresOptions(options.concurrency ?? 1) },
        createPostgresBackend,
      )
  return worker as JobWorker
}

/** The queue's own events, e.g. that a job has begun. */
export function openQueueEvents(name: QueueName): QueueEvents {
  const url = env().REDIS_URL
  const events = url
    ? new QueueEvents(name, { connection: { url, ...redisOptions }, prefix })
    : new QueueEvents(name, { connection: postgresOptions(1) }, createPostgresBackend)
  return events as QueueEvents
}

const redisOptions = {
  maxRetriesPerRequest: null,
  connectTimeout,
  // BullMQ's own grows to 20 s: too long to find out that Redis is back.
  retryStrategy: (times: number) => Math.min(times * 100, 1_000),
} satisfies ConnectionOptions

/** @param max connections beside the one that listens */
function postgresOptions(max: number) {
  return {
    connectionString: env().DATABASE_URL,
    schema: "bullmq",
    max,
    connectionTimeoutMillis: connectTimeout,
    application_name: "inkoop-queue",
  }
}

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
 * A queue to add to and to look into.
 * @param impatient true: fails at once while Redis is away, for a page that must not wait (a Queue.add would hang)
 */
export function openQueue(name: QueueName, { impatient }: { impatient: boolean }): JobQueue {
  const redis = env().REDIS_URL
  const queue = redis
    ? new Queue(name, { connection: { ...redisOptions(redis), enableOfflineQueue: !impatient }, prefix })
    : new Queue(name, { connection: postgresOptions(2) }, createPostgresBackend)
  return queue as JobQueue
}

/** A worker; the connection waits for a server that is away and goes on when it is back. */
export function openWorker(name: QueueName, work: Processor, options: Omit<WorkerOptions, "connection">): JobWorker {
  const redis = env().REDIS_URL
  const worker = redis
    ? new Worker(name, work, { ...options, connection: redisOptions(redis), prefix })
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
  const redis = env().REDIS_URL
  const events = redis
    ? new QueueEvents(name, { connection: redisOptions(redis), prefix })
    : new QueueEvents(name, { connection: postgresOptions(1) }, createPostgresBackend)
  return events as QueueEvents
}

function redisOptions(url: string): ConnectionOptions {
  return {
    url,
    maxRetriesPerRequest: null,
    connectTimeout,
    // BullMQ's own grows to 20 s: too long to find out that Redis is back.
    retryStrategy: times => Math.min(times * 100, 1_000),
  }
}

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

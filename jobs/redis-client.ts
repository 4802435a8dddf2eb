import { Cluster, type ClusterOptions, Redis, type RedisOptions } from "ioredis"
import { type RedisAddress, redisAddress } from "@/env"

/** A client of the kind its address names: of one server, of a cluster, or of what the sentinels say is the master. */
export type RedisClient = Redis | Cluster

/** Milliseconds Redis may take to answer a connection attempt. */
const connectTimeout = 5_000

/** BullMQ's own grows to 20 s: too long to find out that Redis is back. */
const retryStrategy = (times: number) => Math.min(times * 100, 1_000)

const common = {
  maxRetriesPerRequest: null,
  connectTimeout,
  retryStrategy,
  // A master that has become a replica refuses what it is asked to write: look for its successor and ask that.
  reconnectOnError: (error: Error) => (error.message.startsWith("READONLY") ? 2 : false),
} satisfies RedisOptions

/**
 * Connects to Redis; the client connects again by itself.
 * @param url REDIS_URL
 * @param options over the defaults, e.g. the connection's name
 */
export function connectRedis(url: string, options: RedisOptions = {}): RedisClient {
  const address = redisAddress(url)
  if (address.kind === "single") return new Redis(url, { ...common, ...options })
  return address.kind === "cluster" ? toCluster(address, options) : toMaster(address, options)
}

function toCluster({ hosts, username, password, tls }: RedisAddress, options: RedisOptions): Cluster {
  // Not known to a cluster's nodes: it is the cluster that waits and tries again.
  const { maxRetriesPerRequest, retryStrategy: _, reconnectOnError: __, ...ofNode } = { ...common, ...options }
  const clusterOptions: ClusterOptions = {
    clusterRetryStrategy: retryStrategy,
    enableOfflineQueue: options.enableOfflineQueue,
    slotsRefreshTimeout: connectTimeout,
    redisOptions: { ...ofNode, username, password, tls, maxRetriesPerRequest },
  }
  return new Cluster(hosts, clusterOptions)
}

function toMaster(address: RedisAddress, options: RedisOptions): Redis {
  const { hosts, username, password, tls, master, database, sentinelUsername, sentinelPassword } = address
  return new Redis({
    ...common,
    ...options,
    sentinels: hosts,
    name: master,
    db: database,
    username,
    password,
    tls,
    sentinelUsername,
    sentinelPassword,
    sentinelTLS: tls,
    enableTLSForSentinelMode: tls !== undefined,
    sentinelRetryStrategy: retryStrategy,
  })
}

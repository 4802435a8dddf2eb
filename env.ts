import { availableParallelism } from "node:os"
import proxyaddr from "proxy-addr"
import { z } from "zod"

/** The modes of libpq that leave no doubt whether the connection is encrypted (db/connect.ts). */
const sslModes = ["disable", "require", "verify-ca", "verify-full"]

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ }).refine(
  url => {
    const mode = new URL(url).searchParams.get("sslmode")
    return mode === null || sslModes.includes(mode)
  },
  { message: `sslmode is one of ${sslModes.join(", ")}` },
)

function isNetwork(text: string): boolean {
  try {
    proxyaddr.compile(text)
    return true
  } catch {
    return false
  }
}

/**
 * The configuration, validated once. The only reader of process.env; a wrong value stops the start with one line that
 * names it. `bin/start` fills in what it runs itself (database, Redis, secret) before anything imports this file.
 */
const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  /** Where the web was built, below the folder it runs in. */
  NEXT_DIST_DIR: z.string().default(".next"),
  /** TCP port of the web server. */
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  /**
   * Name or address that the web server listens on, e.g. 0.0.0.0 for every one of the machine's. Default: every one, but
   * 127.0.0.1 where the demo is, as everybody knows its password.
   */
  HOST: z
    .string()
    .regex(/^[\w.:%-]+$/, "a name or an address, without a port")
    .optional(),
  /** The application's role: owns nothing, is filtered by row-level security. */
  DATABASE_URL: postgresUrl,
  /**
   * The same database and role without a pooler (PgBouncer) in between, for what needs a session of its own: the listener of
   * live pages, and the queue where it is in PostgreSQL.
   */
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  /** The owner's role: migrations and the demo seed alone. Absent in web and worker. */
  DATABASE_OWNER_URL: postgresUrl.optional(),
  /** Connections each process may open. */
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  /** Absent: BullMQ's PostgreSQL backend is the queue. */
  REDIS_URL: z
    .string()
    .refine(url => parseRedis(url) !== undefined, {
      message: "redis://host:port, redis+cluster://host:port,host:port or redis+sentinel://host:port,host:port/master",
    })
    .optional(),
  /** Absent: mail is written to DATA_DIR/mail, where an administrator can read it. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).default("Inkoop <inkoop@localhost>"),
  /** Absolute path of the folder for everything that must survive a restart. Web and worker need it for captured mail alone: without SMTP_URL. */
  DATA_DIR: z.string().default(""),
  /**
   * TCP port where the web tells Prometheus what it measures, at /metrics, and of a worker that runs by itself; `npm start` gives its
   * worker the next one. Absent: nothing is told.
   */
  METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  /** Address that METRICS_PORT listens on: what is told there is for whoever watches alone. */
  METRICS_HOST: z.string().min(1).default("127.0.0.1"),
  /** The portal's address as people type it; links in mails begin with it. Default: http://localhost:PORT. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /**
   * Signs session tokens and the links of letters, which the worker makes, and encrypts action ids; at least 32 characters, the same in every
   * process. Generated into DATA_DIR by bin/start.
   */
  AUTH_SECRET: z.string().min(32),
  /**
   * What the key is made from that signs each day's head of the chain of history and books (Ed25519); at least 32 characters. Generated into
   * DATA_DIR by bin/start. Absent: AUTH_SECRET stands for it.
   */
  CHAIN_KEY: z.string().min(32).optional(),
  /** What CHAIN_KEY was before it was replaced: it signs the new one, once. */
  CHAIN_KEY_BEFORE: z.string().min(32).optional(),
  /**
   * Proxies whose X-Forwarded-… headers are believed, comma-separated: addresses, networks (10.0.0.0/8, fd00::/8) or the names of
   * networks: loopback, linklocal, uniquelocal (the private ones). Empty: none.
   */
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform(text =>
      text
        .split(",")
        .map(proxy => proxy.trim())
        .filter(Boolean),
    )
    .refine(proxies => proxies.every(isNetwork), {
      error: ({ input }) =>
        `${(input as string[]).find(proxy => !isNetwork(proxy))} is no address, no network such as 10.0.0.0/8, and none of loopback, linklocal, uniquelocal`,
    }),
  /** Processes that serve the web at its one address: a number, or `cores` for as many as the machine has. Each has a pool of its own. */
  WEB_PROCESSES: z
    .literal("cores")
    .transform(() => availableParallelism())
    .or(z.coerce.number().int().min(1).max(64))
    .default(1),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** Jobs one worker process runs at once. */
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(8),
  /** Whether the demo is seeded into a database without a company. Default: only into the server that a start runs itself. */
  DEMO: z.enum(["on", "off"]).optional(),
  /** Megabytes that a file may have that is attached to a document. */
  ATTACHMENT_MEGABYTES: z.coerce.number().min(0.01).max(1000).default(10),
  /**
   * An S3-compatible store for attached files: all five or none. S3_ENDPOINT is its address without the bucket, whose name stands in the path
   * (https://s3.eu-central-1.amazonaws.com).
   */
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "name of a bucket: small letters, digits, points and hyphens")
    .optional(),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  /** Where new files go; those that are there stay readable where they are. Default: `s3` where the store is given, else `postgresql`. */
  ATTACHMENT_STORE: z.enum(["postgresql", "s3"]).optional(),
  /** Seconds after which the relay enqueues an unfinished request that has no live job. */
  RELAY_AFTER_SECONDS: z.coerce.number().min(0.2).max(3600).default(3),
})

/** A Redis server, a cluster (some of its nodes) or sentinels (who know which server is the master of that name). */
export type RedisAddress = {
  kind: "single" | "cluster" | "sentinel"
  hosts: { host: string; port: number }[]
  username?: string
  password?: string
  /** Present: the servers are spoken to by TLS (`rediss…`), and their certificates checked. */
  tls?: Record<string, never>
  /** Of sentinels. */
  master?: string
  database?: number
  sentinelUsername?: string
  sentinelPassword?: string
}

const redisUrl =
  /^redis(?<tls>s?)(?:\+(?<kind>cluster|sentinel))?:\/\/(?:(?<username>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^@/?#\s]+)(?:\/(?<path>[^?#\s]*))?(?:\?(?<query>[^#\s]*))?$/

/** Reads an address of Redis. @throws RangeError when it is none */
export function redisAddress(url: string): RedisAddress {
  const address = parseRedis(url)
  if (!address) throw new RangeError("not an address of Redis")
  return address
}

function parseRedis(url: string): RedisAddress | undefined {
  const found = redisUrl.exec(url)?.groups
  if (!found) return undefined
  const { tls, username, password, path = "", query } = found
  const kind = (found.kind ?? "single") as RedisAddress["kind"]
  const hosts = found.hosts!.split(",").map(host => hostAndPort(host, kind === "sentinel" ? 26_379 : 6_379))
  const [first = "", second = "0"] = path.split("/")
  const sentinels = new URLSearchParams(query)
  const decoded = (text: string | undefined) => (text ? decodeURIComponent(text) : undefined)
  const known = hosts.filter(host => host !== undefined)
  if (known.length < hosts.length || (kind === "single" && hosts.length > 1)) return undefined
  if (kind === "sentinel" ? !first || !/^\d+$/.test(second) : !/^\d*$/.test(path)) return undefined
  return {
    kind,
    hosts: known,
    username: decoded(username),
    password: decoded(password),
    tls: tls ? {} : undefined,
    ...(kind === "sentinel" && {
      master: decoded(first),
      database: Number(second),
      sentinelUsername: sentinels.get("sentinelUsername") ?? undefined,
      sentinelPassword: sentinels.get("sentinelPassword") ?? undefined,
    }),
  }
}

function hostAndPort(text: string, port: number): { host: string; port: number } | undefined {
  const { hostname, port: given } = URL.canParse(`http://${text}`)
    ? new URL(`http://${text}`)
    : { hostname: "", port: "" }
  if (!hostname) return undefined
  // Port 80 is what http leaves out.
  const named = given || (text.endsWith(":80") ? "80" : "")
  return { host: hostname.replace(/^\[|\]$/g, ""), port: named ? Number(named) : port }
}

export type Env = z.infer<typeof schema> & { PUBLIC_URL: string; ATTACHMENT_STORE: "postgresql" | "s3" }

/** Thrown when a variable is missing or wrong; the message is one line a variable. */
export class EnvError extends Error {}

/** Reads and checks the configuration. @throws EnvError naming each wrong variable on a line of its own. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    throw new EnvError(parsed.error.issues.map(issue => `${issue.path.join(".")}: ${issue.message}`).join("\n"))
  }
  if (!parsed.data.SMTP_URL && !parsed.data.DATA_DIR)
    throw new EnvError("DATA_DIR: missing; without SMTP_URL mail is kept there")
  const wrong = missingOfStore(parsed.data)
  if (wrong.length > 0) throw new EnvError(wrong.join("\n"))
  return {
    ...parsed.data,
    PUBLIC_URL: parsed.data.PUBLIC_URL ?? `http://localhost:${parsed.data.PORT}`,
    ATTACHMENT_STORE: parsed.data.ATTACHMENT_STORE ?? (parsed.data.S3_ENDPOINT ? "s3" : "postgresql"),
  }
}

const storeSettings = ["S3_ENDPOINT", "S3_REGION", "S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY"] as const

/** A line for each that is missing, where some are given, or files are to go there. */
function missingOfStore(given: z.infer<typeof schema>): string[] {
  const missing = storeSettings.filter(name => given[name] === undefined)
  if (missing.length === storeSettings.length && given.ATTACHMENT_STORE !== "s3") return []
  return missing.map(name => `${name}: missing; the S3-compatible store needs all of ${storeSettings.join(", ")}`)
}

let cached: Env | undefined

/** The configuration of this process, read on first use (so that `next build` needs none). */
export function env(): Env {
  cached ??= parseEnv(process.env)
  return cached
}

import { chmodSync, chownSync, copyFileSync, mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { root } from "@/bin/root"
import { type PostgresService, startPostgres } from "@/bin/services/postgres"
import { fleetingDataDir, postgresAccount } from "@/bin/services/unprivileged"
import { connect, pgConfig } from "@/db/connect"

// A hundred years of an authority of nobody's, and a server's certificate for 127.0.0.1.
const papers = join(root, "test/tls")
const authority = join(papers, "authority.pem")
const dataDir = fleetingDataDir()
let server: PostgresService

beforeAll(async () => {
  const folder = join(dataDir, "tls")
  mkdirSync(folder, { mode: 0o755 })
  const account = postgresAccount()
  const placed = (name: string) => {
    const file = join(folder, name)
    copyFileSync(join(papers, name), file)
    chmodSync(file, 0o600)
    if (account) chownSync(file, account.uid, account.gid)
    return file
  }
  const settings = { ssl: "on", ssl_cert_file: placed("server.pem"), ssl_key_file: placed("server.key") }
  server = await startPostgres({ dataDir, durable: false, temporary: true, settings })
})

afterAll(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const isEncrypted = "select ssl from pg_stat_ssl where pid = pg_backend_pid()"

/** Whether the connection is encrypted, as each driver finds it; what it throws. */
const drivers: [string, (url: string) => Promise<boolean>][] = [
  [
    "postgres",
    async url => {
      const sql = connect(url, { max: 1, connect_timeout: 5 })
      try {
        const [row] = await sql.unsafe<[{ ssl: boolean }]>(isEncrypted)
        return row.ssl
      } finally {
        await sql.end({ timeout: 1 })
      }
    },
  ],
  [
    "pg",
    async url => {
      const client = new pg.Client({ ...pgConfig(url), connectionTimeoutMillis: 5_000 })
      try {
        await client.connect()
        return (await client.query(isEncrypted)).rows[0].ssl
      } finally {
        await client.end().catch(() => {})
      }
    },
  ],
]

function at(host: string, parameters: Record<string, string>): string {
  const url = new URL(server.appUrl)
  url.hostname = host
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

for (const [driver, ask] of drivers) {
  test(`${driver}: encrypted where the address says so, and checked as it says`, async () => {
    expect(await ask(at("127.0.0.1", {}))).toBe(false)
    expect(await ask(at("127.0.0.1", { sslmode: "disable" }))).toBe(false)
    expect(await ask(at("127.0.0.1", { sslmode: "require" }))).toBe(true)
    expect(await ask(at("127.0.0.1", { sslrootcert: authority }))).toBe(true)
    expect(await ask(at("127.0.0.1", { sslmode: "verify-full", sslrootcert: authority }))).toBe(true)
    expect(await ask(at("localhost", { sslmode: "verify-ca", sslrootcert: authority }))).toBe(true)
    expect(await ask(at("localhost", { sslmode: "require", sslrootcert: authority }))).toBe(true)
  })

  test(`${driver}: an unknown authority, another host's certificate and a missing file are refused`, async () => {
    await expect(ask(at("127.0.0.1", { sslmode: "verify-full" }))).rejects.toThrow(/certificate/)
    await expect(ask(at("127.0.0.1", { sslmode: "verify-ca" }))).rejects.toThrow(/certificate/)
    await expect(ask(at("localhost", { sslmode: "verify-full", sslrootcert: authority }))).rejects.toThrow(/localhost/)
    await expect(ask(at("127.0.0.1", { sslrootcert: "/nowhere.pem" }))).rejects.toThrow(/nowhere\.pem/)
  })
}

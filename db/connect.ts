import { readFileSync } from "node:fs"
import { checkServerIdentity, type PeerCertificate } from "node:tls"
import type pg from "pg"
import postgres from "postgres"
import "./patched"

/**
 * One rule for both drivers of how a PostgreSQL address asks for TLS: libpq's. Left to themselves one of them ignores the
 * certificate where the other checks it, and only one reads a file of a certification authority.
 *
 * `sslmode`: disable (the default without any other of these), require (encrypted, unchecked; with `sslrootcert` as
 * verify-ca), verify-ca, verify-full (the default with any other). `sslrootcert`: file of the authority's certificates, or
 * `system`. `sslcert`, `sslkey`: files of the client's own.
 */
type Tls = {
  rejectUnauthorized: boolean
  ca?: string
  cert?: string
  key?: string
  checkServerIdentity(host: string, certificate: PeerCertificate): Error | undefined
}

const parameters = ["sslmode", "sslrootcert", "sslcert", "sslkey"] as const

/** @returns the address without what it says about TLS, and that. @throws Error where a file cannot be read */
function readAddress(url: string): { address: string; tls: Tls | false } {
  const address = new URL(url)
  const said = Object.fromEntries(parameters.map(name => [name, address.searchParams.get(name) ?? undefined]))
  for (const name of parameters) address.searchParams.delete(name)
  const { sslmode, sslrootcert, sslcert, sslkey } = said
  const mode = sslmode ?? (sslrootcert || sslcert ? "verify-full" : "disable")
  if (mode === "disable") return { address: address.href, tls: false }
  const authority = sslrootcert === "system" ? undefined : sslrootcert
  const host = decodeURIComponent(address.hostname).replace(/^\[|\]$/g, "")
  return {
    address: address.href,
    tls: {
      rejectUnauthorized: mode !== "require" || authority !== undefined,
      ca: authority && readFileSync(authority, "utf8"),
      cert: sslcert && readFileSync(sslcert, "utf8"),
      key: sslkey && readFileSync(sslkey, "utf8"),
      // By the name in the address: the drivers tell Node none where it is a number.
      checkServerIdentity: (_, certificate) =>
        mode === "verify-full" ? checkServerIdentity(host, certificate) : undefined,
    },
  }
}

/** A pool of postgres.js. @throws Error where a file that the address names cannot be read */
export function connect(url: string, options: postgres.Options<Record<string, never>> = {}): postgres.Sql {
  const { address, tls } = readAddress(url)
  return postgres(address, { ...options, ssl: tls })
}

/** What pg wants to be told of an address. @throws Error where a file that it names cannot be read */
export function pgConfig(url: string): Pick<pg.ClientConfig, "connectionString" | "ssl"> {
  const { address, tls } = readAddress(url)
  return { connectionString: address, ssl: tls }
}

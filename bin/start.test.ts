import { spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { type AddressInfo, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { claim } from "./data-folder"
import { root } from "./root"
import { freePort } from "./services/free-port"

const dataDir = mkdtempSync(join(tmpdir(), "inkoop-start-"))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** What `npm start` says and answers with these variables, nothing else being set. */
function start(variables: Record<string, string>) {
  const env = {
    NODE_ENV: "production" as const,
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    DATA_DIR: dataDir,
    ...variables,
  }
  const { status, stderr } = spawnSync(process.execPath, ["bin/start.mjs"], { cwd: root, env, encoding: "utf8" })
  return { status, lines: stderr.trimEnd().split("\n") }
}

test.each([
  ["PORT", "80808"],
  ["DATABASE_URL", "mysql://localhost/inkoop"],
  ["REDIS_URL", "localhost:6379"],
  ["SMTP_URL", "mail.example"],
  ["AUTH_SECRET", "short"],
  ["WORKER_CONCURRENCY", "many"],
  ["WEB_PROCESSES", "0"],
])("a wrong %s stops the start with one line that names it, before anything runs", (name, value) => {
  const { status, lines } = start({ [name]: value })
  expect(lines).toEqual([expect.stringMatching(new RegExp(`^${name}: `))])
  expect(status).toBe(1)
  expect(readdirSync(dataDir)).toEqual([])
})

test("a database without its owner's address is refused by name", async () => {
  const { status, lines } = start({
    PORT: String(await freePort()),
    DATABASE_URL: "postgres://inkoop_app@127.0.0.1:1/inkoop",
    REDIS_URL: "redis://127.0.0.1:1",
  })
  expect(lines).toEqual([expect.stringMatching(/^DATABASE_OWNER_URL: missing/)])
  expect(status).toBe(1)
})

test("a database that does not answer is named", async () => {
  const url = "postgres://inkoop_app@127.0.0.1:1/inkoop"
  const PORT = String(await freePort())
  const { status, lines } = start({
    PORT,
    DATABASE_URL: url,
    DATABASE_OWNER_URL: url,
    REDIS_URL: "redis://127.0.0.1:1",
  })
  expect(lines).toEqual([expect.stringMatching(/^DATABASE_OWNER_URL: .*ECONNREFUSED/)])
  expect(status).toBe(1)
})

test("a port that is taken is named, with the way out", async () => {
  const server = createServer().listen(0)
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  const { status, lines } = start({ PORT: String(port) })
  expect(lines).toEqual([`PORT: ${port} is in use; choose another, e.g. PORT=${port + 1}`])
  expect(status).toBe(1)
  server.close()
})

test("a data folder serves one start at a time", () => {
  claim(dataDir)
  expect(() => claim(dataDir)).toThrow(`DATA_DIR: ${dataDir} is in use by process ${process.pid}`)
})

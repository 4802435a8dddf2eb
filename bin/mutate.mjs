/**
 * npm run mutate -- domain/posting [more folders or files] [more tests] [--options of Stryker]: changes the code of the folders,
 * one small thing at a time, and says which changes no test notices. They are judged by the tests of the folders themselves and
 * by those that are named beside them (anything that ends in .test.ts), such as test/rights/who-may.test.ts; a single file of
 * code (domain/payments/settle.ts) by those that are named alone. --pure: the named tests need neither PostgreSQL nor Redis.
 */
import { spawnSync } from "node:child_process"
import { rmSync } from "node:fs"
import postgres from "postgres"
import "../db/patched.ts"
import { startPostgres } from "./services/postgres.ts"
import { startRedis } from "./services/redis.ts"
import { stopServices } from "./services/supervise.ts"
import { fleetingDataDir } from "./services/unprivileged.ts"

const given = process.argv.slice(2)
const isPure = given.includes("--pure")
const options = given.filter(word => word.startsWith("--"))
const tests = given.filter(path => path.endsWith(".test.ts"))
const named = given
  .filter(word => !options.includes(word) && !tests.includes(word))
  .map(path => path.replace(/\/$/, ""))
if (named.length === 0 && tests.length > 0) throw new Error("name a folder or file of domain/ to change")
const folders = named.filter(path => !path.endsWith(".ts"))
const files = named.filter(path => path.endsWith(".ts"))
if (folders.length === 0 && files.length === 0) folders.push("domain")
if (folders.length === 0 && tests.length === 0) throw new Error("name the tests that judge a file")

const mutate = [...folders.map(folder => `${folder}/**/*.ts`), ...files, "!domain/**/*.test.ts"].join(",")
const args = ["run", "--mutate", mutate, ...options.filter(option => option !== "--pure")]
const chosen = { MUTATION_TESTS: [...folders.map(folder => `${folder}/**/*.test.ts`), ...tests].join(",") }

/** Judges the changes. @param {Record<string, string>} more environment */
function judge(more) {
  const env = { ...process.env, ...chosen, ...more }
  process.exitCode = spawnSync("node_modules/.bin/stryker", args, { env, stdio: "inherit" }).status ?? 1
}

/** What a change leaves locked keeps the next tests waiting for seconds, not for good. @param {string} adminUrl */
async function waitLittle(adminUrl) {
  const admin = postgres(adminUrl, { max: 1 })
  await admin`ALTER ROLE inkoop_app SET lock_timeout = '5s'`
  await admin.end()
}

/** The servers stand for all changes: after one that hangs Stryker starts the tests in another process. */
async function judgeWithServices() {
  const dataDir = fleetingDataDir()
  const services = { dataDir, durable: false, temporary: true }
  try {
    const server = process.env.TEST_ADMIN_URL ? undefined : await startPostgres(services)
    if (server) await waitLittle(server.adminUrl)
    const redis = process.env.TEST_REDIS_URL ? undefined : await startRedis({ ...services, databases: 1024 })
    judge({ ...(server && { TEST_ADMIN_URL: server.adminUrl }), ...(redis && { TEST_REDIS_URL: redis.url }) })
  } finally {
    await stopServices()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

if (isPure) judge({ MUTATION_PURE: "yes" })
else await judgeWithServices()

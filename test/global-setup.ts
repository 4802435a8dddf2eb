import { randomBytes } from "node:crypto"
import { rmSync } from "node:fs"
import postgres from "postgres"
import type { TestProject } from "vitest/node"
import { bootstrap } from "@/bin/services/bootstrap"
import { startPostgres } from "@/bin/services/postgres"
import { startRedis } from "@/bin/services/redis"
import { stopServices } from "@/bin/services/supervise"
import { fleetingDataDir } from "@/bin/services/unprivileged"
import { limitStatements } from "@/bin/statement-limits"
import { migrate } from "@/db/migrate"
import { as, onDatabase, testPasswords } from "./services"

/**
 * Starts PostgreSQL and Redis for one run, on free ports and in a temporary folder, unless TEST_ADMIN_URL and
 * TEST_REDIS_URL name running ones, and migrates the template that each test file's database is cloned from.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = fleetingDataDir()
  const remove = async () => {
    await stopServices()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    const { adminUrl, redisUrl } = await startServers(dataDir)
    const { template, dropTemplate } = await makeTemplate(adminUrl)
    project.provide("services", { adminUrl, template, redisUrl, dataDir })
    return async () => {
      await dropTemplate()
      await remove()
    }
  } catch (error) {
    await remove()
    throw error
  }
}

async function startServers(dataDir: string) {
  const services = { dataDir, durable: false, temporary: true }
  const started = await Promise.allSettled([
    process.env.TEST_ADMIN_URL ?? startPostgres(services).then(server => server.adminUrl),
    process.env.TEST_REDIS_URL ?? startRedis({ ...services, databases: 1024 }).then(server => server?.url),
  ])
  const [adminUrl, redisUrl] = started.map(result => {
    if (result.status === "rejected") throw result.reason
    return result.value
  })
  if (!adminUrl || !redisUrl) {
    throw new Error("No Redis can be had here, and these tests need it: install redis-server, or set TEST_REDIS_URL.")
  }
  return { adminUrl, redisUrl }
}

async function makeTemplate(adminUrl: string) {
  const template = `inkoop_template_${randomBytes(6).toString("hex")}`
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
  await admin`CREATE SEQUENCE IF NOT EXISTS test_files`
  await admin.unsafe(`CREATE DATABASE ${template}`)
  const templateUrl = onDatabase(adminUrl, template)
  await bootstrap(templateUrl, testPasswords)
  await migrate(as(templateUrl, "inkoop_owner", testPasswords.owner_password))
  await limitStatements(as(templateUrl, "inkoop_app", testPasswords.app_password))
  await admin.unsafe(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`)
  const dropTemplate = async () => {
    await admin.unsafe(`DROP DATABASE ${template} WITH (FORCE)`)
    await admin.end()
  }
  return { template, dropTemplate }
}

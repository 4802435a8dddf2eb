import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import postgres from "postgres"
import { inject } from "vitest"
import { bootstrap } from "@/bin/services/bootstrap"
import { migrate, ourMigrations } from "@/db/migrate"
import { as, onDatabase, testPasswords } from "./services"

/**
 * A database as it was before a migration, so that a test can put rows into it and see what the migration makes of them.
 * DATABASE_URL is set to it: call it before anything reads env().
 * @param tag of the migration, e.g. "0024_background_work"
 */
export async function databaseBefore(tag: string) {
  const { adminUrl, dataDir } = inject("services")
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
  const name = `inkoop_before_${tag}`
  await admin.unsafe(`CREATE DATABASE ${name}`)
  const own = onDatabase(adminUrl, name)
  await bootstrap(own, testPasswords)
  const ownerUrl = as(own, "inkoop_owner", testPasswords.owner_password)
  const folder = mkdtempSync(join(dataDir, "migrations-"))
  cpSync(ourMigrations, folder, { recursive: true })
  const journal = join(folder, "meta", "_journal.json")
  const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8")) as { entries: { tag: string }[] }
  const before = entries.slice(
    0,
    entries.findIndex(entry => entry.tag === tag),
  )
  writeFileSync(journal, JSON.stringify({ ...rest, entries: before }))
  await migrate(ownerUrl, folder)
  process.env.DATABASE_URL = as(own, "inkoop_app", testPasswords.app_password)
  return {
    /** As superuser: neither row-level security nor privileges apply. */
    adminUrl: own,
    /** Brings it to the newest schema. */
    migrate: () => migrate(ownerUrl),
    async drop() {
      await admin.unsafe(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}

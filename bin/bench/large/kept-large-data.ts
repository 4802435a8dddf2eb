import { existsSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { dataFolder } from "@/bin/data-folder"
import { prepareDatabase } from "@/bin/prepare-database"
import { type Provided, provideServices } from "@/bin/provide-services"
import { testSettings } from "@/bin/test-portal"
import { onDatabase } from "@/test/services"

const size = { rows: 1_000_000, vendors: 200_000, few: 10_000 }

/**
 * Starts PostgreSQL on the bench's large data, which it makes where there is none yet (some ten minutes, eleven gigabytes) and
 * keeps in `.bench-data`, apart from everything else. Deleting the folder makes it anew. Sets DATABASE_URL and
 * DATABASE_OWNER_URL, so call it before anything reads env().
 */
export async function keptLargeData(): Promise<Pick<Provided, "DATABASE_URL" | "DATABASE_OWNER_URL">> {
  const dataDir = dataFolder(undefined, ".bench-data")
  const made = join(dataDir, "made")
  if (!existsSync(made)) rmSync(dataDir, { recursive: true, force: true })
  const provided = await provideServices({}, { dataDir, durable: false, redis: false })
  const { DATABASE_URL, DATABASE_OWNER_URL } = provided
  Object.assign(process.env, testSettings, { DATA_DIR: dataDir, DATABASE_URL, DATABASE_OWNER_URL })
  await prepareDatabase(provided)
  if (!existsSync(made)) {
    const since = performance.now()
    const [{ makeLargeData }, { closeDatabase }] = await Promise.all([
      import("./make-large-data"),
      import("@/db/client"),
    ])
    await makeLargeData(onDatabase(provided.postgres!.now().adminUrl, "inkoop"), size)
    await closeDatabase()
    writeFileSync(made, `${Math.round((performance.now() - since) / 1_000)} s\n`)
  }
  return { DATABASE_URL, DATABASE_OWNER_URL }
}

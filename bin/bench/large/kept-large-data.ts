import { existsSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { dataFolder } from "@/bin/data-folder"
import { prepareDatabase } from "@/bin/prepare-database"
import { type Provided, provideServices } from "@/bin/provide-services"
import { testSettings } from "@/bin/test-portal"
import { onDatabase } from "@/test/services"
import type { Size } from "./copies"

/** Where data of a bench is kept, how much there is of it, and in which tables (absent: all). */
type Kept = { folder: string; size: Size; tables?: readonly string[] }

/** Documents of every kind, and the books: some ten minutes to make, eleven gigabytes. */
export const allTables: Kept = { folder: ".bench-data", size: { rows: 1_000_000, vendors: 200_000, few: 10_000 } }

/** Master data alone, a million of each. */
export const cards: Kept = {
  folder: ".bench-data-cards",
  size: { rows: 1_000_000, vendors: 1_000_000, few: 10_000 },
  tables: ["vendor", "customer", "item", "item_unit_of_measure"],
}

/**
 * Starts PostgreSQL on large data of the bench, which it makes where there is none yet and keeps in a folder of its own. Deleting the
 * folder makes it anew. Sets DATABASE_URL and DATABASE_OWNER_URL, so call it before anything reads env().
 */
export async function keptLargeData({
  folder,
  size,
  tables,
}: Kept): Promise<Pick<Provided, "DATABASE_URL" | "DATABASE_OWNER_URL">> {
  const dataDir = dataFolder(undefined, folder)
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
    await makeLargeData(onDatabase(provided.postgres!.now().adminUrl, "inkoop"), size, tables)
    await closeDatabase()
    writeFileSync(made, `${Math.round((performance.now() - since) / 1_000)} s\n`)
  }
  return { DATABASE_URL, DATABASE_OWNER_URL }
}

import { existsSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { dataFolder } from "@/bin/data-folder"
import { prepareDatabase } from "@/bin/prepare-database"
import { type Provided, provideServices } from "@/bin/provide-services"
import { testSettings } from "@/bin/test-portal"
import { onDatabase } from "@/test/services"
import type { Size } from "./copies"

/** Where data of a bench is kept, and how it is made. */
type Kept = { folder: string; make: (adminUrl: string) => Promise<unknown> }

/** In which tables (absent: all), of which size. */
const largeData =
  (size: Size, tables?: readonly string[]): Kept["make"] =>
  async adminUrl =>
    (await import("./make-large-data")).makeLargeData(adminUrl, size, tables)

/** Documents of every kind, and the books: some ten minutes to make, eleven gigabytes. */
export const allTables: Kept = {
  folder: ".bench-data",
  make: largeData({ rows: 1_000_000, vendors: 200_000, few: 10_000 }),
}

/** Master data alone, a million of each. */
export const cards: Kept = {
  folder: ".bench-data-cards",
  make: largeData({ rows: 1_000_000, vendors: 1_000_000, few: 10_000 }, [
    "vendor",
    "customer",
    "item",
    "item_unit_of_measure",
  ]),
}

/** What a purchasing manager works through: a million documents posted in a year, a hundred thousand that wait. */
export const year: Kept = {
  folder: ".bench-data-year",
  make: async adminUrl => (await import("./make-year")).makeYear(adminUrl),
}

/**
 * Starts PostgreSQL on large data of the bench, which it makes where there is none yet and keeps in a folder of its own. Deleting the
 * folder makes it anew. Sets DATABASE_URL and DATABASE_OWNER_URL, so call it before anything reads env().
 */
export async function keptLargeData({
  folder,
  make,
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
    const { closeDatabase } = await import("@/db/client")
    await make(onDatabase(provided.postgres!.now().adminUrl, "inkoop"))
    await closeDatabase()
    writeFileSync(made, `${Math.round((performance.now() - since) / 1_000)} s\n`)
  }
  return { DATABASE_URL, DATABASE_OWNER_URL }
}

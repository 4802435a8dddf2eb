import { afterAll, vi } from "vitest"
import { testDatabase } from "./database"

// Test files share a process, and with it the packages it has loaded; of the product each gets its own modules, which
// remember the database of theirs.
vi.resetModules()
const database = await testDatabase()

afterAll(async () => {
  const { closeDatabase } = await import("@/db/client")
  await closeDatabase()
  await database.drop()
  // The next file is in the same process.
  vi.unstubAllEnvs()
})

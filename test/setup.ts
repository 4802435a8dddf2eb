import { afterAll, vi } from "vitest"
import { testDatabase } from "./database"

// Test files share a process, and with it the packages it has loaded; of the product each gets its own modules, which
// remember the database of theirs.
vi.resetModules()
const database = await testDatabase()

afterAll(async () => {
  const { closeDatabase } = await import("@/db/client")
  await closeDatabase()
  // The queues of a process outlast its modules: left open, the next file would add its jobs to the queue of this one.
  const { closeQueues } = await import("@/jobs/producers")
  await closeQueues()
  await database.drop()
  // The next file is in the same process.
  vi.unstubAllEnvs()
})

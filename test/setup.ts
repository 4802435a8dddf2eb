import { afterAll } from "vitest"
import { testDatabase } from "./database"

const database = await testDatabase()

afterAll(async () => {
  const { closeDatabase } = await import("@/db/client")
  await closeDatabase()
  await database.drop()
})

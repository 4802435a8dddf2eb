import { dataFolder } from "./data-folder"
import { runningDatabase } from "./running-database"
import { keptSecret } from "./services/secret"

/**
 * Points this process at the database of DATABASE_URL and DATABASE_OWNER_URL, else at that of a running `npm start`.
 * Starts nothing.
 * @returns the owner's address
 * @throws Error where neither is there
 */
export function ownersConnection(): string {
  const dataDir = dataFolder(process.env.DATA_DIR)
  const { DATABASE_URL, DATABASE_OWNER_URL } = process.env
  if (Boolean(DATABASE_URL) !== Boolean(DATABASE_OWNER_URL)) {
    throw new Error("Set both DATABASE_URL and DATABASE_OWNER_URL (db/bootstrap.sql), or neither.")
  }
  const url = DATABASE_URL || runningDatabase(dataDir)
  const ownerUrl = DATABASE_OWNER_URL || runningDatabase(dataDir, "owner")
  if (!url || !ownerUrl) {
    throw new Error(
      `No portal runs in ${dataDir}: start one with npm start, or set DATA_DIR, or DATABASE_URL and DATABASE_OWNER_URL.`,
    )
  }
  // One made up here would seal letters that the portal's worker cannot open.
  const authSecret = process.env.AUTH_SECRET || keptSecret(dataDir, "auth")
  Object.assign(process.env, { DATABASE_URL: url, DATA_DIR: dataDir, ...(authSecret && { AUTH_SECRET: authSecret }) })
  return ownerUrl
}

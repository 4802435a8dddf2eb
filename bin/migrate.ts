import { prepareDatabase } from "./prepare-database"
import { makeSetupLink } from "./setup-link"

const { DATABASE_URL, DATABASE_OWNER_URL } = process.env

try {
  if (!DATABASE_OWNER_URL)
    throw new Error("DATABASE_OWNER_URL: missing; migrations run as the owner (db/bootstrap.sql)")
  if (!DATABASE_URL) throw new Error("DATABASE_URL: missing; its role is checked")
  await prepareDatabase({ DATABASE_URL, DATABASE_OWNER_URL })
  console.log("The database is up to date.")
  const link = await makeSetupLink(DATABASE_OWNER_URL, process.env.PUBLIC_URL ?? "")
  if (link) console.log(`No company is there yet. Set yours up here (the link works once, for a day):\n${link}`)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

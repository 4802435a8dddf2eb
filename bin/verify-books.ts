import { dataFolder } from "./data-folder"
import { runningDatabase } from "./running-database"
import { chainPublicKey } from "./verify-books/chain-public-key"
import { verifyAll } from "./verify-books/verify-all"

// npm run verify-books: checks every company's books in a running portal's database. Exit code 1: something is wrong.
const dataDir = dataFolder(process.env.DATA_DIR)
const url = process.env.DATABASE_URL || runningDatabase(dataDir)

try {
  if (!url) throw new Error(`No portal runs in ${dataDir}: start one with npm start, or set DATA_DIR or DATABASE_URL.`)
  if (!(await verifyAll(url, chainPublicKey(dataDir)))) process.exitCode = 1
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

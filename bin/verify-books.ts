import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { parseArgs } from "node:util"
import { dataFolder } from "./data-folder"
import { runningDatabase } from "./running-database"
import { chainPublicKey } from "./verify-books/chain-public-key"
import { verifyAll } from "./verify-books/verify-all"
import { verifyHead } from "./verify-books/verify-head"

// npm run verify-books [-- --head FILE]: checks every company's books and chain in a running portal's database, or whether it still has the
// head of a chain that somebody kept. Exit code 1: something is wrong.
try {
  const { head } = parseArgs({ options: { head: { type: "string" } } }).values
  const dataDir = dataFolder(process.env.DATA_DIR)
  const url = process.env.DATABASE_URL || runningDatabase(dataDir)
  if (!url) throw new Error(`No portal runs in ${dataDir}: start one with npm start, or set DATA_DIR or DATABASE_URL.`)
  const isRight =
    head === undefined
      ? await verifyAll(url, chainPublicKey(dataDir))
      : await verifyHead(url, readFileSync(resolve(process.env.INIT_CWD ?? "", head), "utf8"))
  if (!isRight) process.exitCode = 1
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

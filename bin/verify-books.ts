import { connect } from "@/db/connect"
import { dataFolder } from "./data-folder"
import { runningDatabase } from "./running-database"
import { verifyBooks, type Wrong } from "./verify-books/verify"

// npm run verify-books: checks every company's books in a running portal's database. Exit code 1: something is wrong.
const dataDir = dataFolder(process.env.DATA_DIR)
const url = process.env.DATABASE_URL || runningDatabase(dataDir)

if (url) await verify(url)
else {
  console.error(`No portal runs in ${dataDir}: start one with npm start, or set DATA_DIR or DATABASE_URL.`)
  process.exitCode = 1
}

async function verify(address: string): Promise<void> {
  const sql = connect(address, { max: 1, onnotice: () => {} })
  try {
    for (const { id, slug } of await sql<{ id: number; slug: string }[]>`select id, slug from company order by id`) {
      const since = performance.now()
      const { rows, wrong } = await verifyBooks(sql, id)
      const seconds = ((performance.now() - since) / 1_000).toFixed(1)
      console.log(`${slug}: ${rows} rows in ${seconds} s, ${wrong.length === 0 ? "clean" : `${wrong.length} wrong`}`)
      for (const row of wrong) console.log(sentence(row))
      if (wrong.length > 0) process.exitCode = 1
    }
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  } finally {
    await sql.end()
  }
}

function sentence({ rule, table, key, about, expected, found }: Wrong): string {
  return `  ${table}, ${key}: ${about} is ${found ?? "missing"}, not ${expected ?? "missing"} (${rule})`
}

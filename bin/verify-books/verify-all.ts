import { connect } from "@/db/connect"
import { verifyBooks, type Wrong } from "./verify"

/**
 * Checks every company's books in a database, and says what it finds, a line a company.
 * @param url connects as the application
 * @returns whether all is right
 */
export async function verifyAll(url: string): Promise<boolean> {
  const sql = connect(url, { max: 1, onnotice: () => {} })
  let isRight = true
  try {
    for (const { id, slug } of await sql<{ id: number; slug: string }[]>`select id, slug from company order by id`) {
      const since = performance.now()
      const { rows, wrong } = await verifyBooks(sql, id)
      const seconds = ((performance.now() - since) / 1_000).toFixed(1)
      console.log(`${slug}: ${rows} rows in ${seconds} s, ${wrong.length === 0 ? "clean" : `${wrong.length} wrong`}`)
      for (const row of wrong) console.log(sentence(row))
      if (wrong.length > 0) isRight = false
    }
    return isRight
  } finally {
    await sql.end()
  }
}

function sentence({ rule, table, key, about, expected, found }: Wrong): string {
  return `  ${table}, ${key}: ${about} is ${found ?? "missing"}, not ${expected ?? "missing"} (${rule})`
}

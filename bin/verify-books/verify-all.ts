import type postgres from "postgres"
import { connect } from "@/db/connect"
import { verifyChain } from "@/domain/chain/verify-chain"
import { verifyBooks, type Wrong } from "./verify"

/**
 * Checks every company's books in a database, and the chain over them and their history; says what it finds, a line or two a company.
 * @param url connects as the application
 * @param publicKey of the key that signs the chain's heads, where it is known
 * @returns whether all is right
 */
export async function verifyAll(url: string, publicKey?: string): Promise<boolean> {
  const sql = connect(url, { max: 1, onnotice: () => {} })
  let isRight = true
  try {
    for (const { id, slug } of await sql<{ id: number; slug: string }[]>`select id, slug from company order by id`) {
      const books = await timed(() => verifyBooks(sql, id))
      say(`${slug}: ${books.rows} rows`, books)
      const chain = await timed(() => sql.begin(snapshot, tx => verifyChainIn(tx, id, publicKey)))
      say(`${slug}: chain of ${chain.links}`, chain)
      if (books.wrong.length + chain.wrong.length > 0) isRight = false
    }
    return isRight
  } finally {
    await sql.end()
  }
}

const snapshot = "isolation level repeatable read read only"

/** As `verifyChain`, in an open transaction of a role that row-level security holds. */
export async function verifyChainIn(tx: postgres.TransactionSql, companyId: number, publicKey?: string) {
  await tx`select set_config('app.company_id', ${String(companyId)}, true), set_config('statement_timeout', '0', true)`
  return verifyChain(query => tx.unsafe(query), companyId, publicKey)
}

type Told = { wrong: Wrong[]; seconds: string }

async function timed<T extends { wrong: Wrong[] }>(work: () => Promise<T>): Promise<T & Told> {
  const since = performance.now()
  const done = await work()
  return { ...done, seconds: ((performance.now() - since) / 1_000).toFixed(1) }
}

function say(what: string, { wrong, seconds }: Told): void {
  console.log(`${what} in ${seconds} s, ${wrong.length === 0 ? "clean" : `${wrong.length} wrong`}`)
  for (const row of wrong) console.log(sentence(row))
}

function sentence({ rule, table, key, about, expected, found }: Wrong): string {
  return `  ${table}, ${key}: ${about} is ${found ?? "missing"}, not ${expected ?? "missing"} (${rule})`
}
